"""How many pixels an image says it has, read from its first bytes without decoding any of them."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["jpeg", "png", "webp", "heif"]

# Frame headers of ITU-T T.81 table B.1: C0..CF but not C4 (Huffman tables), C8 (reserved) and CC (arithmetic tables).
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}


@dataclass(frozen=True)
class Header:
    """What a file claims: its kind and its stored (not yet turned upright) size in px."""

    kind: Kind
    width: int
    height: int


def image_size(raw: bytes) -> Header | None:
    """The claim of a JPEG, PNG, WebP, HEIC or AVIF file; None for anything else or when no size can be found."""
    if raw.startswith(b"\xff\xd8\xff"):
        return _header("jpeg", _jpeg_size(raw))
    if raw.startswith(b"\x89PNG\r\n\x1a\n") and raw[12:16] == b"IHDR":
        return _header("png", (_number(raw[16:20]), _number(raw[20:24])))
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return _header("webp", _webp_size(raw))
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIF_BRANDS:
        return _header("heif", _heif_size(raw))
    return None


def _header(kind: Kind, size: tuple[int, int] | None) -> Header | None:
    return Header(kind, *size) if size and min(size) > 0 else None


def _number(big_endian: bytes) -> int:
    return int.from_bytes(big_endian, "big")


def _jpeg_size(raw: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(raw):
        if raw[at] != 0xFF:  # decoders skip strays between segments, so the size must be looked for behind them too
            at += 1
            continue
        marker = raw[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
        elif marker in _JPEG_FRAMES:
            return _number(raw[at + 7 : at + 9]), _number(raw[at + 5 : at + 7])
        elif marker in _JPEG_WITHOUT_LENGTH or marker == 0:
            at += 2
        else:
            at += 2 + max(2, _number(raw[at + 2 : at + 4]))
    return None


def _webp_size(raw: bytes) -> tuple[int, int] | None:
    """RFC 9649: lossy (VP8), lossless (VP8L) and extended (VP8X) files each keep their size in another place."""
    chunk, body = raw[12:16], raw[20:30]
    if len(body) < 10:
        return None
    if chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return None


def _heif_size(raw: bytes) -> tuple[int, int] | None:
    """ISO/IEC 23008-12: one `ispe` box per stored picture; tiles and previews are smaller than the photo itself."""
    sizes = [
        (_number(found[1]), _number(found[2]))
        for found in re.finditer(rb"\x00\x00\x00\x14ispe\x00{4}(.{4})(.{4})", raw[:1_000_000], re.DOTALL)
    ]
    return max(sizes, key=lambda size: size[0] * size[1], default=None)
