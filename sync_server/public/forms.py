"""The forms of pages that need no account: read within bounds, and from whom they come."""

from collections.abc import AsyncGenerator

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from sync_server.public import limits, refusals
from sync_server.sync.compression import body_of


async def form_of(request: Request, at_most: int) -> FormData:
    """The fields of a form. Raises No: 413 where more was sent than `at_most` bytes, 422 where it is no such form."""
    body = await body_of(request, at_most)

    async def at_once() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        return await MultiPartParser(request.headers, at_once(), max_files=1, max_fields=12).parse()
    except (MultiPartException, FormParserError, KeyError, ValueError) as wrong:
        raise refusals.not_from_the_page() from wrong


def text_in(form: FormData, name: str) -> str:
    said = form.get(name, "")
    return said if isinstance(said, str) else ""


async def file_in(form: FormData, name: str) -> bytes:
    """Its bytes, none where none was chosen."""
    held = form.get(name)
    return await held.read() if isinstance(held, UploadFile) else b""


def network_of(request: Request) -> str:
    """Whom limits are counted for."""
    return limits.network_of(request.client.host if request.client else "")
