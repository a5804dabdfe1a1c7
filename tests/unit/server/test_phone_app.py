"""How the browser app is handed out."""

import asyncio
import base64
import gzip
import hashlib
import os
from pathlib import Path

import httpx
import pytest

from sync_server.phone_app import phone_app

SCRIPT = "var flet = {};"
PAGE = f"<html><script>{SCRIPT}</script><script src='/python.js'></script>Rond</html>"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small built app."""
    web = tmp_path / "web"
    (web / "pyodide").mkdir(parents=True)
    (web / "index.html").write_text(PAGE)
    (web / "main.dart.wasm").write_bytes(b"wasm" * 1000)
    (web / "main.dart.wasm.gz").write_bytes(gzip.compress(b"wasm" * 1000))
    (web / "main.dart.wasm.br").write_bytes(b"as brotli")
    (web / "pyodide/pyodide.mjs").write_text("export {}")
    (tmp_path / "secret.txt").write_text("not for you")
    return web


def ask(directory: Path, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(phone_app(directory))
        async with httpx.AsyncClient(transport=transport, base_url="http://rond") as client:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, path, headers={"accept-encoding": "identity", **named})

    return asyncio.run(once())


@pytest.mark.parametrize("path", ["/", "/index.html", "/enrol/Zx81-Qy22", "/rounds/r2/points/p5", "/pyodide"])
def test_every_screen_of_the_app_is_the_page(built: Path, path: str) -> None:
    answer = ask(built, path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/old.js", "/pyodide/gone.wasm", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/.env"])
def test_a_file_that_is_not_there_is_a_404_and_never_the_page(built: Path, path: str) -> None:
    assert ask(built, path).status_code == 404


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("deflate", None),
        ("", None),
    ],
)
def test_the_best_encoding_the_browser_takes_is_sent(built: Path, accepted: str, encoding: str | None) -> None:
    answer = ask(built, "/main.dart.wasm", "HEAD", accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"] == "application/wasm"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_a_module_script_has_the_type_that_browsers_insist_on(built: Path) -> None:
    assert ask(built, "/pyodide/pyodide.mjs").headers["content-type"] == "text/javascript; charset=utf-8"


def test_a_file_the_browser_has_costs_a_304_even_after_a_rebuild_with_the_same_content(built: Path) -> None:
    tag = ask(built, "/main.dart.wasm").headers["etag"]
    os.utime(built / "main.dart.wasm", (1, 1))
    again = ask(built, "/main.dart.wasm", if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


def test_a_changed_file_is_sent_again(built: Path) -> None:
    tag = ask(built, "/main.dart.wasm").headers["etag"]
    (built / "main.dart.wasm").write_bytes(b"other")
    assert ask(built, "/main.dart.wasm", if_none_match=tag).content == b"other"


def test_each_encoding_has_a_tag_of_its_own(built: Path) -> None:
    tags = {ask(built, "/main.dart.wasm", "HEAD", accept_encoding=one).headers["etag"] for one in ("br", "gzip", "")}
    assert len(tags) == 3


@pytest.mark.parametrize("path", ["/", "/pyodide/pyodide.mjs", "/main.dart.wasm"])
def test_pages_and_workers_are_bound_by_the_policy(built: Path, path: str) -> None:
    headers = ask(built, path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    own = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{own}'"
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["permissions-policy"] == "camera=(self), geolocation=(self), microphone=()"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"


def test_the_policy_follows_the_page_of_a_new_release(built: Path) -> None:
    before = ask(built, "/").headers["content-security-policy"]
    (built / "index.html").write_text("<script>another()</script>")
    assert ask(built, "/").headers["content-security-policy"] != before


def test_nothing_can_be_sent_to_it(built: Path) -> None:
    assert ask(built, "/", "POST").status_code == 405


def test_a_server_without_a_built_app_says_how_to_build_it(tmp_path: Path) -> None:
    answer = ask(tmp_path, "/")
    assert answer.status_code == 503
    assert "make web" in answer.text
