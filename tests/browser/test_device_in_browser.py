"""Photos, their storage and the network as a real Chromium has them, with Python in a worker."""

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.pyodide_page import pyodide_server, python_in
from tests.chromium import chromium
from tests.unit.phone.test_photos import (
    BLUE,
    GREEN,
    GREY,
    RED,
    STORED_AS,
    TELLTALE,
    TRACES,
    decoded,
    encoded,
    exif_with_place,
    looks_like,
    scene,
)

PREPARE = """
import base64
from app.device.photos import prepare_photo, thumbnail, NotAPhoto
async def prepared(raw):
    try:
        photo = await prepare_photo(base64.b64decode(raw))
    except NotAPhoto as refusal:
        return {"refused": refusal.reason}
    small = await thumbnail(photo.jpeg)
    return {"sha256": photo.sha256, "size": [photo.width, photo.height],
            "jpeg": base64.b64encode(photo.jpeg).decode(), "small": base64.b64encode(small).decode()}
json.dumps([await prepared(raw) for raw in raws])
"""
FILES = """
from pathlib import Path
from app.device.photo_files import open_photo_files
files = await open_photo_files(Path("photos"))
"""
SEND = """
from app.device.net import NoNetwork, open_transport
import asyncio
transport = open_transport(str)
async def sent(method, path, timeout=20, body=None, **headers):
    try:
        answer = await transport.send(method, path, headers=headers, body=body, timeout=timeout)
    except NoNetwork as failure:
        return failure.reason
    return answer
"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    path = chromium()
    with pyodide_server() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(origin)
        yield page
        browser.close()


def prepared(page: Page, *raws: bytes) -> list[dict[str, Any]]:
    return json.loads(python_in(page, PREPARE, raws=[base64.b64encode(raw).decode() for raw in raws]))


def test_the_browser_turns_every_photo_upright_and_names_it_by_its_hash(page: Page) -> None:
    upright = scene(2000, 1500)
    turned = [upright if turn is None else upright.transpose(turn) for turn in STORED_AS.values()]
    raws = [encoded(image, exif=exif_with_place(way)) for way, image in zip(STORED_AS, turned, strict=True)]
    for photo in prepared(page, *raws):
        jpeg = base64.b64decode(photo["jpeg"])
        assert photo["size"] == [1600, 1200]
        assert decoded(jpeg).size == (1600, 1200)
        assert decoded(base64.b64decode(photo["small"])).size == (320, 240)
        assert looks_like(decoded(jpeg), [RED, GREEN, BLUE, GREY])
        assert photo["sha256"] == hashlib.sha256(jpeg).hexdigest()


def test_the_browser_keeps_nothing_but_the_picture(page: Page) -> None:
    assert all(trace in TELLTALE for trace in TRACES)
    (photo,) = prepared(page, TELLTALE)
    jpeg = base64.b64decode(photo["jpeg"])
    assert not any(trace in jpeg for trace in TRACES)
    # Chromium adds a colour profile of its own, the same for everybody.
    assert set(decoded(jpeg).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile"}


def test_the_browser_gives_the_same_hash_every_time(page: Page) -> None:
    noise = Image.effect_noise((2400, 1800), 80).convert("RGB")
    first, second, third = prepared(page, *[encoded(noise)] * 3)
    assert first == second == third


def test_other_formats_and_transparency_become_jpeg_on_white(page: Page) -> None:
    clear = encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG")
    *photos, paper = prepared(page, encoded(scene(), "PNG"), encoded(scene(), "WEBP"), encoded(scene(), "AVIF"), clear)
    for photo in photos:
        assert looks_like(decoded(base64.b64decode(photo["jpeg"])), [RED, GREEN, BLUE, GREY])
    assert paper["size"] == [40, 30]
    assert decoded(base64.b64decode(paper["jpeg"])).getpixel((20, 15)) == (255, 255, 255)


def test_the_browser_refuses_what_is_no_photo_with_its_reason(page: Page) -> None:
    heic = b"\0\0\0\x18ftypheic" + bytes(12) + b"\0\0\0\x14ispe\0\0\0\0\0\0\x0f\xc0\0\0\x0b\xd0"
    bomb = encoded(Image.new("1", (10_001, 10_000)), "PNG")
    answers = prepared(page, b"%PDF-1.7", b"\xff\xd8\xff\xc0" + b"\0\x11\x08\0\x10\0\x10" + bytes(50), heic, bomb)
    assert [answer.get("refused") for answer in answers] == ["not_an_image", "damaged", "unknown_format", "too_large"]


def test_a_photo_saved_in_the_browser_is_there_after_a_reload_and_torn_ones_are_not(page: Page) -> None:
    photo = bytes(range(256)) * 2000
    sha256 = hashlib.sha256(photo).hexdigest()
    save = "await asyncio.gather(files.save(sha256, photo), files.save(sha256, photo))\n'saved'"
    make = "import asyncio\nphoto = bytes(range(256)) * 2000\n"
    python_in(page, FILES + make + save, sha256=sha256)
    page.reload()
    look = "json.dumps([await files.load(sha256) == photo, sorted(await files.stored()), await files.load('0' * 64)])"
    assert json.loads(python_in(page, FILES + make + look, sha256=sha256)) == [True, [sha256], None]

    tear = """
import js
directory = await (await js.navigator.storage.getDirectory()).getDirectoryHandle("photos")
access = await (await directory.getFileHandle(sha256)).createSyncAccessHandle()
access.truncate(1000); access.flush(); access.close()
"""
    heal = """
torn = await files.load(sha256)
await files.save(sha256, photo)
healed = await files.load(sha256) == photo
await files.remove(sha256); await files.remove(sha256)
json.dumps([torn, healed, await files.load(sha256), sorted(await files.stored())])
"""
    assert json.loads(python_in(page, FILES + make + tear + heal, sha256=sha256)) == [None, True, None, []]


def test_a_photo_held_open_elsewhere_is_an_os_error(page: Page) -> None:
    photo = b"held"
    held = """
import js
directory = await (await js.navigator.storage.getDirectory()).getDirectoryHandle("photos")
access = await (await directory.getFileHandle(sha256, create=True)).createSyncAccessHandle()
try:
    await files.save(sha256, b"held")
    said = "saved"
except OSError as error:
    said = str(error)
access.close()
await files.remove(sha256)
said
"""
    said = python_in(page, FILES + held, sha256=hashlib.sha256(photo).hexdigest())
    assert "could not be kept" in said


def test_a_request_from_the_browser_arrives_as_it_was_given_and_without_cookies(page: Page) -> None:
    page.evaluate("document.cookie = 'session=1'")
    code = """
body = bytes(range(256)) * 8192
answer = await sent("PUT", "/echo", body=body, authorization="Bearer abc", **{"content-encoding": "gzip"})
json.dumps([answer.status, answer.body == body, answer.headers])
"""
    status, same, headers = json.loads(python_in(page, SEND + code))
    assert (status, same) == (200, True)
    assert (headers["x-seen-authorization"], headers["x-seen-content-encoding"]) == ("Bearer abc", "gzip")
    assert "x-seen-cookie" not in headers
    assert "content-length" not in headers


def test_the_browser_passes_statuses_on_and_names_its_failures(page: Page) -> None:
    code = """
teapot = await sent("GET", "/teapot")
late, elsewhere = await sent("GET", "/slow", timeout=0.2), await sent("GET", "/log-in-first")
json.dumps([teapot.status, teapot.body.decode(), late, elsewhere])
"""
    assert json.loads(python_in(page, SEND + code)) == [418, "short and stout", "timeout", "unreachable"]


def test_a_cancelled_request_is_aborted_in_the_browser(page: Page) -> None:
    code = """
task = asyncio.create_task(sent("GET", "/slow"))
await asyncio.sleep(0.3)
task.cancel()
try:
    await task
    said = "answered"
except asyncio.CancelledError:
    said = "cancelled"
said
"""
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/slow")) as failed:
        assert python_in(page, SEND + code) == "cancelled"
    assert "ABORTED" in (failed.value.failure or "")


def test_a_browser_without_network_says_offline_and_tells_its_watchers(page: Page) -> None:
    watch = """
import gc
from app.device.net import watch_network, watch_visibility
heard = []
watch_network(heard.append)
watch_visibility(heard.append)
gc.collect()
"""
    python_in(page, SEND + watch + "'watching'")
    page.context.set_offline(True)
    try:
        assert python_in(page, SEND + "await sent('GET', '/teapot')") == "offline"
    finally:
        page.context.set_offline(False)
    page.evaluate("""() => { const page = new BroadcastChannel("pwa");
        page.postMessage({ type: "net", online: false }); page.postMessage({ type: "visibility", state: "hidden" });
        page.postMessage({ type: "update-ready" }); page.postMessage({ type: "net", online: true }); }""")
    wait = "import asyncio\nwhile len(heard) < 3: await asyncio.sleep(0.01)\njson.dumps(heard)"
    assert json.loads(python_in(page, wait)) == [False, "hidden", True]
