"""`rond preview FILE`: the same on this machine, for those who edit files. A reload shows what the file says now."""

import re
import sys
from argparse import Namespace
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.responses import RedirectResponse

from sync_server.check import folder_of
from sync_server.content import ContentError, Municipality, load_municipality
from sync_server.explain.route import Unclear
from sync_server.phone_app import phone_app
from sync_server.preview.check import WORKBOOK, YAML, Checked, checked
from sync_server.preview.routes import add_previews
from sync_server.serve import WEB_APP, build_web_app, listen

HOST = "127.0.0.1"


@dataclass
class WatchedFile:
    """A source of one preview, which goes by the file's name: read again when the file has changed."""

    path: Path
    municipality: Path
    _seen: tuple[int, int] = (0, 0)
    _found: Checked | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return re.sub(r"[^\w-]+", "-", self.path.stem)

    def get(self, name: str) -> Checked | None:
        if name != self.name:
            return None
        try:
            about = self.path.stat()
        except OSError:
            return Checked(self.path.name, None, (f"{self.path.name}: is missing; put it back and load again",))
        if self._found is None or self._seen != (about.st_mtime_ns, about.st_size):
            self._seen = (about.st_mtime_ns, about.st_size)
            self._found = checked(self.path, self.municipality)
        return self._found


def preview(args: Namespace) -> int:
    """Serve the preview until Ctrl-C. Raises Unclear for what is no checklist's file, ContentError for the others."""
    path: Path = args.file
    if not path.is_file() or path.suffix not in (*YAML, *WORKBOOK):
        raise Unclear(f"{path} is no file of a checklist; give one that ends with .yaml or .xlsx")
    source = WatchedFile(path, args.content or folder_of(path))
    try:
        municipality = load_municipality(source.municipality)
    except ContentError as wrong:
        raise Unclear(f"the municipality is not in order, see 'rond check {source.municipality}'") from wrong
    listening = listen(HOST, args.port)
    if isinstance(listening, str):
        print(listening, file=sys.stderr)
        return 1
    if not (WEB_APP / "index.html").is_file():
        build_web_app()
    with listening:
        print(f"{path.name} as a phone shows it: http://{HOST}:{listening.getsockname()[1]}/preview/{source.name}")
        print("Edit the file and load the page again to see what has changed. Ctrl-C stops it.", flush=True)
        server = uvicorn.Server(uvicorn.Config(local_app(source, municipality), log_level="warning", access_log=False))
        server.run(sockets=[listening])
    return 0


def local_app(source: WatchedFile, municipality: Municipality, directory: Path = WEB_APP) -> FastAPI:
    """Only the preview, and the phone app's own files."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_previews(app, source, lambda: municipality, directory)

    @app.get("/")
    def home() -> RedirectResponse:
        return RedirectResponse(f"/preview/{source.name}")

    app.mount("/", phone_app(directory))
    return app
