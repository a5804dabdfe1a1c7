"""Runs a piece of Python with `app` inside a real browser, in a worker as the app does, but without Flutter around it.

Tells what the parts of `app/device` that are made for the browser really do there.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import flet_web
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PYODIDE = Path(flet_web.__file__).parent / "web" / "pyodide"
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json"}
HEADERS_OF_INTEREST = ("content-encoding", "authorization", "cookie", "cache-control")

PAGE = "<!doctype html><title>Pyodide</title>"
WORKER = """
import { loadPyodide } from "/pyodide/pyodide.mjs";
const ready = (async () => {
  const python = await loadPyodide({ indexURL: "/pyodide/" });
  const sources = await (await fetch("/sources")).json();
  for (const [path, text] of Object.entries(sources)) {
    python.FS.mkdirTree("/home/pyodide/" + path.replace(/[/][^/]*$/, ""));
    python.FS.writeFile("/home/pyodide/" + path, text);
  }
  return python;
})();
onmessage = async ({ data }) => {
  try {
    const python = await ready;
    python.globals.set("given_json", data.given);
    const code = "import json\\nglobals().update(json.loads(given_json))\\n" + data.code;
    postMessage({ result: await python.runPythonAsync(code) });
  } catch (error) { postMessage({ error: String(error) }); }
};
"""
RUN = """({ code, given }) => new Promise((resolve, reject) => {
  window.python ??= new Worker("/worker.js", { type: "module" });
  window.python.onmessage = ({ data }) => data.error ? reject(new Error(data.error)) : resolve(data.result);
  window.python.onerror = (event) => reject(new Error(event.message));
  window.python.postMessage({ code, given });
})"""


class Handler(BaseHTTPRequestHandler):
    """The page, Pyodide, our sources, and a few addresses that answer in a telling way."""

    def do_GET(self) -> None:
        match self.path:
            case "/":
                self.reply(200, PAGE.encode(), "text/html")
            case "/worker.js":
                self.reply(200, WORKER.encode(), "text/javascript")
            case "/sources":
                sources = {str(file.relative_to(ROOT)): file.read_text() for file in (ROOT / "app").rglob("*.py")}
                self.reply(200, json.dumps(sources).encode(), "application/json")
            case "/teapot":
                self.reply(418, b"short and stout", "text/plain")
            case "/log-in-first":
                self.reply(302, b"", "text/plain", Location="/teapot")
            case "/slow":
                self.rfile.read(1)  # nothing more comes: this ends when the browser hangs up
            case path if path.startswith("/pyodide/") and (file := PYODIDE / path.removeprefix("/pyodide/")).is_file():
                self.reply(200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))
            case _:
                self.reply(404, b"", "text/plain")

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        seen = {f"x-seen-{name}": self.headers[name] for name in HEADERS_OF_INTEREST if self.headers[name]}
        self.reply(200, body, "application/octet-stream", **seen)

    def reply(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def pyodide_server() -> Iterator[str]:
    """The origin to open in a browser, such as http://127.0.0.1:40123."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def python_in(page: Page, code: str, **given: Any) -> Any:
    """What `code` (top-level await allowed) ends in, a str or a number, with the names in `given` (JSON) at hand."""
    return page.evaluate(RUN, {"code": code, "given": json.dumps(given)})
