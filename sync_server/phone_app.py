"""Hands out the browser app: compressed files, an honest 304, one page for every screen, a strict policy."""

import base64
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

# Python's own table depends on the machine; browsers insist on these.
TYPES = {
    ".wasm": "application/wasm",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".json": "application/json",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
    ".bin": "application/octet-stream",
    "": "text/plain",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # best first

HEADERS = {
    # Names carry no version: always ask again, which costs a 304. The service worker is the real cache.
    "cache-control": "no-cache",
    "vary": "Accept-Encoding",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=()",
}
NOT_BUILT = "The browser app is not built on this server yet. Run: make web"


def phone_app(directory: Path) -> ASGIApp:
    """An ASGI app that serves the built browser app in `directory`; mount it last, at "/".

    A path that names no file and has no dot in its last part is a screen of the app and gets the page.
    """
    root = directory.resolve()

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await PlainTextResponse("Not found", 404)(scope, receive, send)
        response = await run_in_threadpool(answer, root, Request(scope))
        return await response(scope, receive, send)

    return serve


def answer(root: Path, request: Request) -> Response:
    """The response to one request for a file or a screen."""
    if request.method not in ("GET", "HEAD"):
        return PlainTextResponse("Method not allowed", 405, {"allow": "GET, HEAD"})
    file = file_for(root, request.scope["path"].removeprefix(request.scope.get("root_path", "")))
    if file is None:
        return PlainTextResponse("Not found", 404, HEADERS)
    if not file.exists():
        return PlainTextResponse(NOT_BUILT, 503)
    sent, encoding = best_encoding(file, request.headers.get("accept-encoding", ""))
    headers = {**HEADERS, "etag": etag(sent), "content-security-policy": content_policy(root / "index.html")}
    if encoding:
        headers["content-encoding"] = encoding
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(sent, headers=headers, media_type=media_type(file))


def file_for(root: Path, path: str) -> Path | None:
    """The file that a URL path asks for; the page for a screen; None when there is no such thing."""
    file = (root / path.lstrip("/")).resolve()
    if not file.is_relative_to(root):
        return None
    if file.is_file():
        return file
    return None if "." in path.rsplit("/", 1)[-1] else root / "index.html"


def best_encoding(file: Path, accepted: str) -> tuple[Path, str | None]:
    """The compressed copy beside `file` that the browser takes, with the name of its encoding, or the file itself."""
    names = {part.split(";")[0].strip() for part in accepted.split(",") if not re.search(r";\s*q=0(\.0*)?\s*$", part)}
    for encoding, ending in ENCODINGS.items():
        compressed = file.with_name(file.name + ending)
        if encoding in names and compressed.is_file():
            return compressed, encoding
    return file, None


def media_type(file: Path) -> str:
    """The content type by the file's own ending, never by that of its compressed copy."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def etag(file: Path) -> str:
    """A tag by content: a rebuilt file with the same bytes is not downloaded again, whatever its date."""
    about = file.stat()
    return f'"{digest(file, about.st_mtime_ns, about.st_size)}"'


@lru_cache(maxsize=512)
def digest(file: Path, mtime_ns: int, size: int) -> str:
    """Hash of the content, computed once for each state of the file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:20]


def content_policy(page: Path) -> str:
    """The content security policy: nothing from elsewhere, no inline script but those in the page itself."""
    return policy_of(page, page.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def policy_of(page: Path, mtime_ns: int) -> str:
    """The policy for the page: Pyodide and Flutter need wasm, Flutter also inline styles and blob images."""
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    hashes = " ".join(f"'sha256-{one}'" for one in digests)
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' blob: data:; worker-src 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )
