"""Compressed bodies: requests are unpacked up to a limit and not beyond, answers packed where that helps."""

import gzip
import zlib

from starlette.requests import Request
from starlette.responses import Response

from sync_server.problems import No, no

SENT_BYTES_AT_MOST = 4 * 1024 * 1024
BYTES_AT_MOST = 16 * 1024 * 1024
WORTH_PACKING = 500
# Of a first answer level 4 makes 6 % more than level 6, in 0.6 of the time.
LEVEL = 4
GZIP = 16 + zlib.MAX_WBITS


async def body_of(request: Request, at_most: int = BYTES_AT_MOST) -> bytes:
    """The request's body, unpacked. Raises No: 413 where it is larger than `at_most`, 400 or 415 wrongly packed."""
    packed = request.headers.get("content-encoding", "identity").lower()
    if packed not in ("identity", "gzip"):
        raise _cannot_unpack(415)
    limit = min(at_most, SENT_BYTES_AT_MOST) if packed == "gzip" else at_most
    sent = bytearray()
    async for chunk in request.stream():
        sent += chunk
        if len(sent) > limit:
            raise too_large(limit)
    return unpacked(bytes(sent), at_most) if packed == "gzip" else bytes(sent)


def unpacked(sent: bytes, at_most: int) -> bytes:
    """Of a bomb no more than `at_most` bytes are ever unpacked."""
    unpacking = zlib.decompressobj(GZIP)
    try:
        plain = unpacking.decompress(sent, at_most + 1)
    except zlib.error as error:
        raise _cannot_unpack(400) from error
    if len(plain) > at_most:
        raise too_large(at_most)
    if not unpacking.eof or unpacking.unused_data:
        raise _cannot_unpack(400)
    return plain


def packed_answer(request: Request, body: bytes, media_type: str = "application/json") -> Response:
    """The answer, gzipped if that is wanted and worth it."""
    headers = {"vary": "Accept-Encoding", "cache-control": "no-store"}
    if len(body) >= WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, LEVEL, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(body, media_type=media_type, headers=headers)


def too_large(at_most: int) -> No:
    return no(
        413,
        "too_large",
        f"Det som skickades är större än {at_most // 1024} kB.",
        f"What was sent is larger than {at_most // 1024} kB.",
        "Skicka det i mindre delar.",
        "Send it in smaller parts.",
    )


def _cannot_unpack(status: int) -> No:
    return no(
        status,
        "cannot_unpack",
        "Innehållet kunde inte packas upp.",
        "The content could not be unpacked.",
        "Skicka det okomprimerat eller som en hel gzip-ström.",
        "Send it uncompressed or as one whole gzip stream.",
    )
