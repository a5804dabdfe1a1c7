"""Scanning in a real Chromium whose camera sees a printed label: read offline too, and start costs nothing more."""

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import BrowserContext, Playwright

from sync_server.webapp.build import build
from tests.browser.conftest import FLAGS, PHONE, chromium_path
from tests.browser.flet_page import FletPage
from tests.browser.live_server import LiveServer

ROOT = Path(__file__).parents[2]
TAG = "LJH-B01-EX-001"
LONG = 60_000  # ms
INSTALLED = "() => Boolean(navigator.serviceWorker.controller)"
DECODER = ("/tag-reader.mjs", "/zxing/reader/index.js", "/zxing/share.js", "/zxing/zxing_reader.wasm")

# The app with one page: the scan part, and what it told.
MAIN = """
import flet as ft
from app.screens.guard import part
from app.screens.parts import named, primary
from app.screens.scan import Scan
from app.screens.surroundings import SettingsContext
from app.state.settings import Settings
from domain.language import Words

@part
def Page():
    scanning, set_scanning = ft.use_state(False)
    told, set_told = ft.use_state([])

    def found(tag):
        set_told(lambda before: [*before, tag])
        return Words("Den etiketten hör inte hit.", "Not here.") if "wrong" in tag else None

    texts = [ft.Text("Told: " + ", ".join(told))]
    if not scanning:
        return ft.Column([*texts, primary("Skanna", ft.Icons.QR_CODE, lambda _: set_scanning(True), "start-scan")])
    return ft.Column([*texts, Scan(found, lambda: set_scanning(False))])

def main(page):
    page.render(lambda: SettingsContext(Settings(), Page))

ft.run(main)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Hands out an app of our own sources whose only page scans."""
    folder = tmp_path_factory.mktemp("scan")
    for package in ("app", "domain"):
        shutil.copytree(ROOT / package, folder / "source" / package, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "source/app/main.py").write_text(MAIN)
    build(folder / "source", folder / "web", ROOT / "build/cache")
    server = LiveServer(folder / "web")
    server.start()
    yield server
    if server.thread.is_alive():
        server.stop()


OpenCamera = Callable[..., BrowserContext]


@pytest.fixture
def camera(playwright: Playwright, tmp_path: Path) -> Iterator[OpenCamera]:
    """Opens a phone whose camera sees a wall with a label that says `text`, or that has no leave to use it."""
    with ExitStack() as opened:

        def open_it(text: str, *, allowed: bool = True, **more: str) -> BrowserContext:
            seen = tmp_path / "seen.mjpeg"
            seen.write_bytes(wall_with_label(text) * 3)
            flags = [*FLAGS, f"--use-file-for-fake-video-capture={seen}"]
            if not allowed:
                flags = [flag for flag in flags if flag != "--use-fake-ui-for-media-stream"]
                flags.append("--deny-permission-prompts")
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
            opened.callback(browser.close)
            return browser.new_context(viewport=PHONE, locale="sv-SE", has_touch=True, **more)  # pyright: ignore[reportArgumentType]

        yield open_it


def wall_with_label(text: str) -> bytes:
    """One picture of the camera, 1280x720 px: a label of some 190 px, a little askew, on a rough wall."""
    label, picture = io.BytesIO(), io.BytesIO()
    segno.make(text, micro=False).save(label, kind="png", scale=5, border=4)
    wall = Image.effect_noise((1280, 720), 40).convert("RGB")
    printed = Image.open(label).convert("RGB").rotate(6, expand=True, fillcolor="#b0b0b0")
    wall.paste(printed, (520, 250))
    wall.save(picture, "JPEG", quality=80)
    return picture.getvalue()


def scanning(context: BrowserContext, server: LiveServer) -> FletPage:
    app = FletPage(context.new_page()).open(server.origin, "Told:")
    app.by_id("start-scan").click()
    return app


def test_a_label_before_the_camera_is_read_and_nothing_of_the_reader_was_loaded_before(
    server: LiveServer, camera: OpenCamera
) -> None:
    context = camera(f"https://rond.example.se/tag/{TAG}", service_workers="block")
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    server.downloads.clear()
    app = FletPage(context.new_page()).open(server.origin, "Told:")
    assert not set(server.downloads) & set(DECODER)
    app.by_id("start-scan").click()
    app.text(f"Läst: {TAG}").first.wait_for(timeout=LONG, state="attached")
    app.text(f"Told: https://rond.example.se/tag/{TAG}").first.wait_for(timeout=LONG, state="attached")
    assert set(DECODER) <= set(server.downloads)
    assert complaints == []


def test_a_label_is_read_with_the_server_gone(server: LiveServer, camera: OpenCamera) -> None:
    context = camera(TAG)
    app = FletPage(context.new_page()).open(server.origin, "Told:")
    app.page.wait_for_function(INSTALLED, timeout=LONG)
    server.stop()
    try:
        app.page.reload(wait_until="commit")
        app.ready("Told:")
        app.by_id("start-scan").click()
        app.text(f"Läst: {TAG}").first.wait_for(timeout=LONG, state="attached")
    finally:
        server.start()


def test_a_label_that_does_not_belong_here_says_so_and_the_tag_can_be_typed(
    server: LiveServer, camera: OpenCamera
) -> None:
    app = scanning(camera("wrong"), server)
    app.text("Den etiketten hör inte hit.").first.wait_for(timeout=LONG, state="attached")
    app.by_id("light").click()
    app.text("ingen lampa").first.wait_for(timeout=LONG, state="attached")
    app.page.wait_for_timeout(2000)
    assert app.text("Told: wrong, wrong").count() == 0
    app.by_id("type-tag").click()
    app.by_id("scan").click()
    app.text("Told: wrong, wrong").first.wait_for(timeout=LONG, state="attached")
    app.by_id("type-tag").click()
    app.type("Tagg på etiketten", "ex 1")
    app.by_id("go-to-tag").click()
    app.text("Läst: ex 1").first.wait_for(timeout=LONG, state="attached")


def test_where_the_camera_is_refused_the_tag_is_typed(server: LiveServer, camera: OpenCamera) -> None:
    app = scanning(camera(TAG, allowed=False), server)
    app.text("Kameran gick inte att öppna").first.wait_for(timeout=LONG, state="attached")
    app.type("Tagg på etiketten", TAG)
    app.page.keyboard.press("Enter")
    app.text(f"Läst: {TAG}").first.wait_for(timeout=LONG, state="attached")


READ_WITH = """async (formats) => {
    if (formats) self.BarcodeDetector = class {
        static getSupportedFormats = async () => formats;
        detect = async (picture) => [{ rawValue: `read by the browser from ${picture.width} px` }];
    };
    const canvas = new OffscreenCanvas(90, 60);
    canvas.getContext("2d").fillRect(0, 0, 90, 60);
    const picture = await canvas.convertToBlob();
    const { read } = await import("/tag-reader.mjs");
    return read(new Uint8Array(await picture.arrayBuffer()));
}"""


@pytest.mark.parametrize(
    ("formats", "answer", "downloads"),
    [
        (["ean_13", "qr_code"], "read by the browser from 90 px", set()),
        ([], None, set(DECODER[1:])),
        (None, None, set(DECODER[1:])),
    ],
    ids=["it knows QR", "it knows nothing", "there is none"],
)
def test_the_browsers_own_decoder_is_used_where_it_knows_qr_codes(
    formats: list[str] | None, answer: str | None, downloads: set[str], server: LiveServer, camera: OpenCamera
) -> None:
    page = camera(TAG, service_workers="block").new_page()
    page.goto(f"{server.origin}/manifest.json")
    server.downloads.clear()
    assert page.evaluate(READ_WITH, formats) == answer
    assert set(server.downloads) - {"/tag-reader.mjs"} == downloads
