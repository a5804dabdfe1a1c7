"""A stranger at the entrance and the desk inside, each with a real browser: a photo, a question, its answer by code.

Then the desk's phone is lost: the administrator revokes it, and it forgets.
"""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from sync_server.content import DEMO, load_municipality
from sync_server.office import open_office
from sync_server.public.places import places_of
from sync_server.settings import settings_from
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import enrolled, signed_in
from tests.browser.rond_server import RondServer

MANAGER, ADMINISTRATOR = "property-manager-centre", "system-admin"


@pytest.fixture
def server(built: None, tmp_path: Path) -> Iterator[RondServer]:
    """Of a municipality that wants to look at strangers' photos first."""
    content = tmp_path / "content"
    shutil.copytree(DEMO, content)
    with (content / "policy.yaml").open("a", encoding="utf-8") as policy:
        policy.write("\npublic_reports: {hold_photos: true}\n")
    server = RondServer(tmp_path / "server", content)
    server.start()
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.fixture
def poster(server: RondServer) -> str:
    """What the QR code at the entrance says."""
    office = open_office(settings_from({}, server.data), load_municipality(server.content))
    school = office.register.municipality.buildings["B01"]
    places = office.database.write(lambda connection: places_of(connection, [school]))
    office.close()
    return f"{server.origin}/r/{next(place.code for place in places if place.space)}"


def test_a_strangers_photo_is_judged_and_their_answer_to_a_question_read(
    server: RondServer, poster: str, page: Page, phone: OpenPhone, tmp_path: Path
) -> None:
    code = reported(page, poster)
    desk = enrolled(phone(tmp_path / "manager"), server, MANAGER)
    task = judged(desk, server, tmp_path)
    asked(desk, task)
    answered(page, server, code)
    read(desk, tmp_path)


def test_the_manager_prints_a_poster_loses_the_phone_and_the_administrator_makes_it_forget(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    lost = enrolled(phone(tmp_path / "manager"), server, MANAGER)
    printed(lost, server, tmp_path)
    admin = signed_in(phone(tmp_path / "admin"), server, ADMINISTRATOR)
    revoked(admin, server, tmp_path)
    lost.page.reload()
    lost.ready("Sign in")


def reported(page: Page, poster: str) -> str:
    """By a stranger, with a picture; the follow-up code."""
    page.goto(poster)
    page.get_by_text("Jag är säker. Anmäl något").click()
    page.get_by_label("Belysning som inte lyser").check()
    page.get_by_label("Beskriv med en mening").fill("Lampan vid entrén är trasig.")
    page.get_by_label("Hur vi når dig (om du vill)").fill("070-123 45 67")
    picture = io.BytesIO()
    drawn = Image.new("RGB", (1200, 900), "#33506b")
    ImageDraw.Draw(drawn).ellipse((480, 200, 720, 440), fill="#d9d0a8", outline="#222222", width=14)
    drawn.save(picture, "PNG")
    page.get_by_label("Bild (om du vill)").set_input_files(
        {"name": "light.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="Skicka").click()
    page.locator("#mine .code").wait_for(timeout=LONG)
    return page.locator("#mine .code").inner_text()


def judged(app: FletPage, server: RondServer, shots: Path) -> str:
    """Found among what needs a decision, opened, looked at and accepted; the task's address."""
    app.open(f"{server.origin}/tasks", "Ärenden")
    app.press("tasks-decide")
    app.text("Bilder från allmänheten (1)").first.wait_for(timeout=LONG, state="attached")
    app.page.screenshot(path=str(shots / "decide.png"))
    app.page.locator('[flt-semantics-identifier^="open-photo-of-"]').first.click()
    app.page.wait_for_url("**/tasks/public-*", timeout=LONG)
    app.scroll_to(app.by_id("look-at-photo"))
    app.page.screenshot(path=str(shots / "covered.png"))
    app.press("look-at-photo")
    app.by_id("stranger-photo").wait_for(timeout=LONG, state="attached")
    app.scroll_to(app.by_id("accept-photo"))
    app.page.wait_for_timeout(500)
    app.page.screenshot(path=str(shots / "uncovered.png"))
    app.press("accept-photo")
    app.by_id("stranger-photo").wait_for(timeout=LONG, state="detached")
    app.press("show-contact")
    app.scroll_to(app.by_id("call-reporter"))
    app.page.screenshot(path=str(shots / "contact.png"))
    return app.page.url


def asked(app: FletPage, task: str) -> None:
    app.press("ask-reporter")
    app.page.wait_for_url("**/ask_reporter", timeout=LONG)
    app.write(app.by_id("words").locator("textarea"), "Vilken lampa menar du?")
    app.press("send-ask-reporter")
    app.page.wait_for_url(task, timeout=LONG)
    app.scroll_to(app.by_id("waits-answer"))


def answered(page: Page, server: RondServer, code: str) -> None:
    """By the code; the stranger sees the question and nobody's name."""
    page.goto(f"{server.origin}/r/follow/{code}")
    for _ in range(20):
        if page.get_by_text("Vilken lampa menar du?").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(page.get_by_text("Vilken lampa menar du?")).to_be_visible()
    assert "Förvaltare" not in page.locator("main").inner_text()
    page.get_by_label("Svara eller lägg till något").fill("Den till vänster om dörren.")
    page.get_by_role("button", name="Skicka").click()
    page.get_by_text("Den till vänster om dörren.").wait_for(timeout=LONG)


def read(app: FletPage, shots: Path) -> None:
    """It comes with the next exchange."""
    app.page.reload()
    app.ready()
    app.scroll_to(app.by_id("answered"))
    app.text("Den till vänster om dörren.").first.wait_for(timeout=LONG, state="attached")
    app.page.screenshot(path=str(shots / "answered.png"))


def printed(app: FletPage, server: RondServer, shots: Path) -> None:
    """The own phones and the poster of the entrance, as English and dark as it gets."""
    app.open(f"{server.origin}/more", "Mer")
    app.press("language-en")
    app.press("theme-dark")
    app.press("more-phones")
    app.page.locator('[flt-semantics-identifier^="phone-"]').first.wait_for(timeout=LONG, state="attached")
    app.page.wait_for_timeout(500)
    app.page.screenshot(path=str(shots / "phones.png"))
    app.page.go_back()
    app.press("more-posters")
    app.press("posters-B01")
    app.press("poster-B01-ENT")
    app.by_id("open-poster-B01-ENT").wait_for(timeout=LONG, state="attached")
    app.page.screenshot(path=str(shots / "posters.png"))
    app.press("off-B01-ENT")
    app.scroll_to(app.by_id("off-sure-B01-ENT"))
    app.page.screenshot(path=str(shots / "switching_off.png"))
    app.press("keep-B01-ENT")
    app.by_id("off-sure-B01-ENT").wait_for(timeout=LONG, state="detached")


def revoked(app: FletPage, server: RondServer, shots: Path) -> None:
    """The administrator finds the phone by whose it is, reads what happens, and does it."""
    app.open(f"{server.origin}/more/phones", "Allas telefoner")
    app.press("phones-all")
    app.write(app.by_id("phones-search").locator("input"), "förvaltare centrum")
    every = app.page.locator('[flt-semantics-identifier^="revoke-"]')
    expect(every).to_have_count(1, timeout=LONG)
    app.page.screenshot(path=str(shots / "everybodys.png"))
    app.scroll_to(every).click()
    app.by_id("revoke-what").wait_for(timeout=LONG, state="attached")
    app.page.wait_for_timeout(500)
    app.page.screenshot(path=str(shots / "revoke.png"))
    app.by_id("revoke-sure").click()
    app.by_id("phones-none").wait_for(timeout=LONG, state="attached")
