"""Blurring in a real Chromium: the server gets a picture that is coarse where somebody drew and sharp elsewhere."""

import time
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Page, expect

from app.device.blur import Patch, boxes_of
from domain.events import FindingReported
from domain.records import from_plain
from domain.tasks.task import Task
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, signed_in
from tests.browser.rond_server import RondServer
from tests.browser.test_task_life import reports
from tests.server_fixtures import TestPhone
from tests.unit.phone.test_blur import inner, jpeg_of, opened, spread, stripes

FOUND, WIDTH, HEIGHT = "F-1", 800, 600
DRAWN = Patch(0.1, 0.2, 0.6, 0.8)
HELD = """async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("photos");
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}"""


def test_a_place_drawn_with_the_mouse_is_coarse_at_the_server_and_the_sharp_picture_has_left_the_phone(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        teacher = api_phone(http, "reporter-b01")
        reports(teacher, FindingReported(FOUND, "B01", "FIR.CMP.CLS", "Dörren slår", "low", space="B01-COR1"))
        app = signed_in(phone(tmp_path / "caretaker"), server, "caretaker-north")
        app.open(f"{server.origin}/tasks/{FOUND}/comment")
        choose(app, jpeg_of(stripes(WIDTH, HEIGHT)))
        (sharp,) = held(app.page, 1)
        app.page.screenshot(path=str(tmp_path / "kept.png"))

        app.press(f"blur-photo-{sharp[:8]}")
        draw(app, DRAWN)
        app.text("1 ruta").first.wait_for(timeout=LONG, state="attached")
        app.page.screenshot(path=str(tmp_path / "drawn.png"))
        app.press("blur-apply")
        app.by_id("blur-done").wait_for(timeout=LONG, state="attached")
        app.page.screenshot(path=str(tmp_path / "blurred.png"))
        (blurred,) = held(app.page, 1)
        assert blurred != sharp
        app.press("send-comment")
        app.by_id("send-comment").wait_for(timeout=LONG, state="detached")
        all_sent(app)

        manager = api_phone(http, "property-manager-centre")
        (photo,) = commented(manager).history[-1].photos
        assert photo.sha256 == blurred
        manager_may = {"authorization": f"Bearer {manager.token}"}
        stored = opened(http.get(f"/photos/{blurred}", headers=manager_may).raise_for_status().content)
        assert http.get(f"/photos/{sharp}", headers=manager_may).status_code == 404
        assert_coarse_only_at(stored, DRAWN)


def test_boxes_laid_by_the_keyboard_cover_what_they_lie_on(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        teacher = api_phone(http, "reporter-b01")
        reports(teacher, FindingReported(FOUND, "B01", "FIR.CMP.CLS", "Dörren slår", "low", space="B01-COR1"))
        app = signed_in(phone(tmp_path / "caretaker"), server, "caretaker-north")
        app.open(f"{server.origin}/tasks/{FOUND}/comment")
        choose(app, jpeg_of(stripes(WIDTH, HEIGHT)))
        (sharp,) = held(app.page, 1)
        app.press(f"blur-photo-{sharp[:8]}")
        for name in ("blur-add", "blur-larger", "blur-larger", "blur-left", "blur-apply"):
            button = app.scroll_to(app.by_id(name))
            expect(button, name).not_to_have_attribute("aria-disabled", "true")
            button.locator('[role="button"], flt-semantics').first.focus()
            app.page.keyboard.press("Enter")
        app.by_id("blur-done").wait_for(timeout=LONG, state="attached")
        app.press("send-comment")
        app.by_id("send-comment").wait_for(timeout=LONG, state="detached")
        all_sent(app)
        manager = api_phone(http, "property-manager-centre")
        (photo,) = commented(manager).history[-1].photos
        manager_may = {"authorization": f"Bearer {manager.token}"}
        stored = opened(http.get(f"/photos/{photo.sha256}", headers=manager_may).raise_for_status().content)
        assert spread(stored, (362, 294, 370, 302)) < 30
        assert spread(stored, (600, 20, 780, 200)) > 80


def assert_coarse_only_at(picture: Image.Image, place: Patch) -> None:
    (box,) = boxes_of([place], *picture.size)
    assert all(spread(picture, square) < 6 for square in inner(box)[6:-6]), "a few flat squares"
    left, top, right, bottom = box
    for outside in ((0, 0, WIDTH, top - 16), (0, bottom + 16, WIDTH, HEIGHT), (right + 16, 0, WIDTH, HEIGHT)):
        assert spread(picture, outside) > 80, "as sharp as it was"
    assert spread(picture, (0, 0, left - 16, HEIGHT)) > 80


def choose(app: FletPage, jpeg: bytes) -> None:
    button = app.scroll_to(app.by_id("choose-photo"))
    with app.page.expect_file_chooser(timeout=LONG) as choosing:
        button.click()
    choosing.value.set_files({"name": "vy.jpg", "mimeType": "image/jpeg", "buffer": jpeg})


def draw(app: FletPage, place: Patch) -> None:
    """From corner to corner, as a hand moves a mouse."""
    box = app.scroll_to(app.by_id("blur-picture")).bounding_box()
    assert box
    x = [box["x"] + box["width"] * share for share in (place.left, place.right)]
    y = [box["y"] + box["height"] * share for share in (place.top, place.bottom)]
    app.page.mouse.move(x[0], y[0])
    app.page.mouse.down()
    app.page.mouse.move(x[1], y[1], steps=20)
    app.next_frames()
    app.page.mouse.move(x[1], y[1])
    app.page.mouse.up()


def held(page: Page, number: int) -> list[str]:
    """The names of the photos in the browser's own files, once there are so many."""
    deadline = time.monotonic() + LONG / 1000
    while len(names := page.evaluate(HELD)) != number and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert len(names) == number, names
    return names


def commented(phone: TestPhone) -> Task:
    phone.sync()
    return from_plain(Task, phone.documents["task", FOUND])
