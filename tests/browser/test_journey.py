"""The main job in a real browser: a round walked in a cellar becomes a task at the right desk, and at no other."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import FletPage
from tests.browser.rond_server import RondServer

INSTALLED = "() => Boolean(navigator.serviceWorker.controller)"
EXTINGUISHER = "LJH-B01-EX-001"
WORDS = "Släckaren är borta, bara kroken är kvar"
LONG = 60_000


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """The app as it is now; `make test` has built it already, and then this is quick."""
    subprocess.run([sys.executable, "-m", "sync_server.webapp"], check=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RondServer]:
    server = RondServer(tmp_path / "server")
    server.start()
    yield server
    if server.process.poll() is None:
        server.stop()


def test_a_round_walked_in_a_cellar_becomes_a_task_at_the_right_desk_and_at_no_other(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    inspectors = tmp_path / "inspector"
    context = phone(inspectors)
    app = enrolled(context, server, "inspector-b01")
    app.page.wait_for_function(INSTALLED, timeout=LONG)

    server.stop()
    context.set_offline(True)
    open_point(app, "sba-m-09", EXTINGUISHER)
    app.by_id("answer-deviation").click()
    app.by_id("words").wait_for()
    write(app, WORDS)
    photograph(app, picture())
    goes_to = app.by_id("destination").inner_text() + str(app.by_id("destination").get_attribute("aria-label"))
    assert "Tekniska förvaltningen" in app.all_text() + goes_to
    assert "DM-013" in app.all_text() + goes_to

    app.page.reload(wait_until="commit")
    app.ready("Handbrandsläckare")
    assert written(app) == WORDS
    app.by_id("send-draft").click()
    app.by_id("answer-ok").first.wait_for(timeout=LONG)

    context.close()
    context = phone(inspectors)
    context.set_offline(True)
    app = FletPage(context.pages[0]).open(server.origin, "Fortsätt")
    app.text("väntar").first.wait_for(timeout=LONG)

    server.start()
    context.set_offline(False)
    app.text("Allt skickat").first.wait_for(timeout=LONG)
    context.close()

    manager = enrolled(phone(tmp_path / "manager"), server, "property-manager-centre")
    task = task_in(manager, WORDS)
    assert task
    task.click()
    manager.text("DM-013").first.wait_for(timeout=LONG)
    manager.page.screenshot(path=str(tmp_path / "task.png"))
    manager.page.get_by_role("img", name="Foto").first.wait_for(timeout=LONG, state="attached")
    manager.by_id("acknowledge").click()
    manager.by_id("done").first.wait_for(timeout=LONG)
    manager.by_id("done").first.click()
    manager.by_id("send-done").wait_for(timeout=LONG)
    write(manager, "Ny släckare uppsatt")
    manager.by_id("send-done").click()
    manager.text("Allt skickat").first.wait_for(timeout=LONG)

    other = signed_in(phone(tmp_path / "other"), server, "manager-b03")
    assert task_in(other, WORDS) is None


def enrolled(context: BrowserContext, server: RondServer, account: str) -> FletPage:
    """The app, signed in by opening the link that the server printed."""
    app = FletPage(page_of(context)).open(f"{server.origin}/enrol/{server.codes[account]}", "Koppla telefonen")
    app.by_id("enrol").click()
    app.text("Allt skickat").first.wait_for(timeout=LONG)
    return app


def signed_in(context: BrowserContext, server: RondServer, account: str) -> FletPage:
    app = FletPage(page_of(context)).open(server.origin, "Logga in")
    app.type("Användarnamn", account)
    app.type("Lösenord", "rond-demo")
    app.by_id("sign-in").click()
    app.text("Allt skickat").first.wait_for(timeout=LONG)
    return app


def page_of(context: BrowserContext) -> Page:
    return context.pages[0] if context.pages else context.new_page()


def open_point(app: FletPage, point: str, place: str) -> None:
    """From home, through the monthly round, to one point."""
    app.scroll_to(app.page.locator('[flt-semantics-identifier^="round-B01:sba-monthly"]')).click()
    app.by_id("start-round").click()
    app.by_id("answer-ok").first.wait_for(timeout=LONG)
    app.button("Tillbaka").first.click()
    step = app.by_id(f"step-{point}@{place}")
    step.first.wait_for(timeout=LONG, state="attached")
    app.scroll_to(step).click()
    app.by_id("answer-deviation").wait_for(timeout=LONG)


def write(app: FletPage, words: str) -> None:
    field = app.page.locator("textarea").first
    field.click()
    app.page.wait_for_timeout(400)
    field.fill(words)
    app.page.wait_for_timeout(400)


def written(app: FletPage) -> str:
    """What stands in the field; Flutter hands the text to the page only while the field has the focus."""
    field = app.page.locator("textarea").first
    field.click()
    app.page.wait_for_timeout(600)
    return field.input_value()


def photograph(app: FletPage, jpeg: bytes) -> None:
    with app.page.expect_file_chooser(timeout=LONG) as choosing:
        app.by_id("choose-photo").click()
    choosing.value.set_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": jpeg})
    app.page.locator('[flt-semantics-identifier^="remove-photo"]').first.wait_for(timeout=LONG, state="attached")


def task_in(app: FletPage, words: str) -> Locator | None:
    """The row of the task with these words, or None when the list does not have it."""
    app.page.get_by_role("tab", name="Ärenden").click()
    app.by_id("tasks-whose").wait_for(timeout=LONG)
    app.page.wait_for_timeout(1500)
    found = app.text(words)
    return found.first if found.count() else None


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


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
    context = phone(tmp_path / "teacher")
    app = enrolled(context, server, "reporter-b01")
    app.page.get_by_role("tab", name="Rapportera").click()
    app.page.locator('[flt-semantics-identifier^="category-"]').first.click()
    app.page.locator('[flt-semantics-identifier^="about-"]').first.click()
    app.by_id("words").wait_for(timeout=LONG)
    write(app, "Trasig")
    app.by_id("take-photo").click()
    app.by_id("shoot").wait_for(timeout=LONG)
    app.page.wait_for_timeout(2000)
    app.by_id("shoot").click()
    app.page.locator('[flt-semantics-identifier^="remove-photo"]').first.wait_for(timeout=LONG, state="attached")
    assert written(app) == "Trasig"
