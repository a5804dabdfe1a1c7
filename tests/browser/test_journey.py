"""The main job in a real browser: a round walked in a cellar becomes a task at the right desk, and at no other."""

import io
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import INSTALLED, all_sent, api_phone, enrolled, open_round, signed_in, step_of
from tests.browser.rond_server import RondServer

EXTINGUISHER = "sba-m-09@LJH-B01-EX-001"
WORDS = "Släckaren är borta, bara kroken är kvar"
PHOTO = '[flt-semantics-identifier^="remove-photo"]'


def test_a_round_walked_in_a_cellar_becomes_a_task_at_the_right_desk_and_at_no_other(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    inspectors = tmp_path / "inspector"
    context = phone(inspectors)
    app = enrolled(context, server, "inspector-b01")
    app.page.wait_for_function(INSTALLED, timeout=LONG)

    server.stop()
    context.set_offline(True)
    open_round(app, "B01:sba-monthly")
    app.by_id("start-round").click()
    app.by_id("answer-ok").first.wait_for(timeout=LONG)
    app.button("Tillbaka").first.click()
    step_of(app, "extinguish", EXTINGUISHER).click()
    app.by_id("all-ok").wait_for(timeout=LONG)
    app.press(f"deviation-{EXTINGUISHER}")
    app.write(words_of(app), WORDS)
    app.by_id("problem").wait_for(timeout=LONG)
    expect(app.text("foto").first, "a deviation here demands a photo").to_be_attached(timeout=LONG)
    photograph(app, picture())
    app.by_id("problem").wait_for(timeout=LONG, state="detached")
    app.scroll_to(app.by_id("destination"))
    app.text("Tekniska förvaltningen").first.wait_for(timeout=LONG, state="attached")
    app.text("DM-013").first.wait_for(timeout=LONG, state="attached")

    app.page.reload(wait_until="commit")
    app.ready("Handbrandsläckare")
    app.written(app.scroll_to(words_of(app)), WORDS)
    app.by_id("send-draft").click()
    app.by_id("receipt").wait_for(timeout=LONG, state="attached")
    app.by_id("all-ok").click()

    context.close()
    context = phone(inspectors)
    context.set_offline(True)
    app = FletPage(context.pages[0]).open(server.origin, "väntar")
    app.text("Fortsätt").first.wait_for(timeout=LONG, state="attached")

    server.start()
    context.set_offline(False)
    all_sent(app)
    context.close()

    done_at_the_desk(enrolled(phone(tmp_path / "manager"), server, "property-manager-centre"))
    other = signed_in(phone(tmp_path / "other"), server, "manager-b03")
    other.page.get_by_role("tab", name="Ärenden").click()
    other.by_id("tasks-whose").wait_for(timeout=LONG)
    assert other.text(WORDS).count() == 0
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        handed = {who: str(api_phone(http, who).documents) for who in ("property-manager-centre", "manager-b03")}
    assert [who for who, documents in handed.items() if WORDS in documents] == ["property-manager-centre"]


def done_at_the_desk(manager: FletPage) -> None:
    """The manager finds the task, takes it on, and says with a picture that it is done."""
    in_tasks(manager, WORDS).click()
    manager.text("DM-013").first.wait_for(timeout=LONG, state="attached")
    manager.page.get_by_role("img", name="Foto").first.wait_for(timeout=LONG, state="attached")
    manager.press("acknowledge")
    manager.by_id("done").first.wait_for(timeout=LONG, state="attached")
    manager.press("done")
    manager.by_id("send-done").wait_for(timeout=LONG, state="attached")
    manager.write(words_of(manager), "Ny släckare uppsatt")
    photograph(manager, picture())
    manager.press("send-done")
    manager.by_id("send-done").wait_for(timeout=LONG, state="detached")
    all_sent(manager)


def test_a_second_window_says_that_rond_is_open_already_and_leaves_the_first_alone(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    context = phone(tmp_path / "inspector")
    first = enrolled(context, server, "inspector-b01")
    second = FletPage(context.new_page()).open(server.origin)
    second.text("redan öppen").first.wait_for(timeout=LONG)
    second.page.close()
    first.page.bring_to_front()
    first.page.get_by_role("tab", name="Ärenden").click()
    first.by_id("tasks-whose").wait_for(timeout=LONG)


def test_the_camera_takes_a_picture_for_a_report_that_was_saved_before_it_opened(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    app = enrolled(phone(tmp_path / "teacher"), server, "reporter-b01")
    app.page.get_by_role("tab", name="Rapportera").click()
    app.press("tile-house")
    app.scroll_to(app.page.locator('[flt-semantics-identifier^="category-"]')).click()
    app.scroll_to(app.page.locator('[flt-semantics-identifier^="about-"]')).click()
    app.write(words_of(app), "Trasig")
    app.press("take-photo")
    expect(app.button("Ta bilden").first, "the camera is ready").to_be_enabled(timeout=LONG)
    app.by_id("shoot").click()
    app.page.locator(PHOTO).first.wait_for(timeout=LONG, state="attached")
    app.written(app.scroll_to(words_of(app)), "Trasig")


def words_of(app: FletPage) -> Locator:
    return app.by_id("words").locator("textarea")


def photograph(app: FletPage, jpeg: bytes) -> None:
    button = app.scroll_to(app.by_id("choose-photo"))
    with app.page.expect_file_chooser(timeout=LONG) as choosing:
        button.click()
    choosing.value.set_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": jpeg})
    app.page.locator(PHOTO).first.wait_for(timeout=LONG, state="attached")


def in_tasks(app: FletPage, words: str) -> Locator:
    """The row of the task with these words."""
    app.page.get_by_role("tab", name="Ärenden").click()
    app.by_id("tasks-whose").wait_for(timeout=LONG)
    return app.scroll_to(app.page.locator('[flt-semantics-identifier^="task-"]').filter(has_text=words))


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()
