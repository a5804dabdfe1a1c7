"""`/preview`: a checklist's file comes in, its problems or a phone with it go out. Needs no account and touches none.

The phone of a preview lives below its own address, `/preview/NAME/sv-light/`: the page's base is set to it, so that all
the app's screens lie below it, too. There the service worker keeps out, and a page of this server may frame it.
"""

import time
from collections import deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from domain.records import to_plain
from sync_server.content import Municipality
from sync_server.phone_app import HEADERS, NOT_BUILT, content_policy
from sync_server.preview import page
from sync_server.preview.bundle import bundle_of
from sync_server.preview.check import WORKBOOK_BYTES, Checked, check_upload
from sync_server.preview.page import LANGUAGES, THEMES, Look, look_of
from sync_server.preview.shelf import Shelf
from sync_server.problems import No, no
from sync_server.storage.writing import as_json
from sync_server.sync.compression import body_of, packed_answer

BASE = '<base href="/">'
SENT_BYTES = WORKBOOK_BYTES + 200_000
UPLOADS, WITHIN_SECONDS, ADDRESSES = 30, 600.0, 10_000
NOT_KEPT = {"cache-control": "no-store", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}


class Source(Protocol):
    """Where previews are found by name; None where there is none (any more)."""

    def get(self, name: str) -> Checked | None: ...


@dataclass
class Uploads:
    """How often each address has sent a file; `clock` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    _sent: dict[str, deque[float]] = field(default_factory=dict)

    def note(self, address: str) -> bool:
        """Whether the address may send one more."""
        now = self.clock()
        if len(self._sent) > ADDRESSES:
            self._sent = {who: sent for who, sent in self._sent.items() if sent[-1] > now - WITHIN_SECONDS}
        sent = self._sent.setdefault(address, deque(maxlen=UPLOADS))
        if len(sent) == UPLOADS and sent[0] > now - WITHIN_SECONDS:
            return False
        sent.append(now)
        return True


def add_previews(app: FastAPI, source: Source, municipality: Callable[[], Municipality], directory: Path) -> None:
    """Show what `source` has, in the phone app built in `directory`."""

    @app.get("/preview/{name}.json", include_in_schema=False)
    async def bundle(name: str, request: Request, language: str = "") -> Response:
        """What the phone of the preview holds, as a `SyncAnswer`."""
        shown = await run_in_threadpool(source.get, name)
        if shown is None or shown.checklist is None:
            raise _no_preview()
        held = bundle_of(shown.checklist, municipality(), look_of(language, "").language, date.today())
        return packed_answer(request, as_json(to_plain(held)).encode())

    @app.get("/preview/{name}", include_in_schema=False)
    async def preview(name: str, language: str = "", theme: str = "") -> Response:
        shown, look = await run_in_threadpool(source.get, name), look_of(language, theme)
        if shown is None:
            return _html(page.gone_page(look), page.policy(), 404)
        if shown.checklist is None:
            return _html(page.problems_page(look, name, shown), page.policy())
        made = page.preview_page(look, name, shown, shown.checklist, municipality(), date.today())
        return _html(made, page.policy(frame=True))

    @app.get("/preview/{name}/{language}-{theme}/{screen:path}", include_in_schema=False)
    async def phone(name: str, language: str, theme: str, screen: str) -> Response:
        index = directory / "index.html"
        if language not in LANGUAGES or theme not in THEMES or "." in screen or await _missing(source, name):
            return PlainTextResponse("Not found", 404, NOT_KEPT)
        if not index.is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        return _phone_page(index, f"/preview/{name}/{language}-{theme}/")


def add_uploads(app: FastAPI, shelf: Shelf, content: Path, uploads: Uploads | None = None) -> None:
    """Take files and put them on the shelf; they are checked against the municipality in the folder `content`."""
    held = uploads or Uploads()

    @app.get("/preview", include_in_schema=False)
    def form(language: str = "", theme: str = "") -> Response:
        return _html(page.upload_page(look_of(language, theme)), page.policy(form=True))

    @app.post("/preview", include_in_schema=False)
    async def upload(request: Request, language: str = "", theme: str = "") -> Response:
        look = look_of(language, theme)
        try:
            if not held.note(request.client.host if request.client else ""):
                raise _too_often()
            file, sent = await _file_in(request)
        except No as wrong:
            said = wrong.refusal.why.in_language(look.language)
            return _refused(look, Checked("", None, (said,)), wrong.status)
        found = await run_in_threadpool(check_upload, file, sent, content)
        if found.checklist is None:
            return _refused(look, found, 422)
        name = await run_in_threadpool(shelf.put, found)
        return RedirectResponse(f"/preview/{name}?language={look.language}&theme={look.theme}", 303)


async def _file_in(request: Request) -> tuple[str, bytes]:
    """The name and content of the file that was sent, or of what was pasted. Raises No."""
    body = await body_of(request, SENT_BYTES)

    async def at_once() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(request.headers, at_once(), max_files=1, max_fields=4).parse()
    except (MultiPartException, KeyError) as wrong:
        raise _nothing_sent() from wrong
    file, text = form.get("file"), form.get("text")
    if file is not None and not isinstance(file, str) and file.filename:
        return file.filename, await file.read()
    if isinstance(text, str) and text.strip():
        return "checklist.yaml", text.encode()
    raise _nothing_sent()


async def _missing(source: Source, name: str) -> bool:
    return await run_in_threadpool(source.get, name) is None


def _phone_page(index: Path, base: str) -> Response:
    """The app's own page with another base, which pages of this server may frame."""
    text = index.read_text("utf-8").replace(BASE, f'<base href="{base}">')
    framed = content_policy(index).replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return HTMLResponse(text, headers={**HEADERS, **NOT_KEPT, "content-security-policy": framed})


def _refused(look: Look, found: Checked, status: int) -> Response:
    return _html(page.upload_page(look, found), page.policy(form=True), status)


def _html(text: str, policy: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, {**NOT_KEPT, "content-security-policy": policy})


def _no_preview() -> No:
    return no(
        404,
        "no_such_preview",
        "Förhandsvisningen finns inte längre.",
        "The preview is no longer there.",
        "Skicka filen igen på /preview.",
        "Send the file again at /preview.",
    )


def _too_often() -> No:
    return no(
        429,
        "too_many_previews",
        "För många filer härifrån på kort tid. Vänta tio minuter.",
        "Too many files from here in a short time. Wait ten minutes.",
        "Vänta tio minuter.",
        "Wait ten minutes.",
    )


def _nothing_sent() -> No:
    return no(
        400,
        "nothing_sent",
        "Ingen fil kom med. Välj en fil eller klistra in texten.",
        "No file came along. Choose a file or paste the text.",
        "Välj en fil.",
        "Choose a file.",
    )
