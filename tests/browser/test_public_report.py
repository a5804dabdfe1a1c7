"""Somebody without an account at an entrance, with a real browser and a bad network: from the poster to "not fixed"."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.events import TaskAcknowledged, TaskCommented, TaskDone
from domain.tasks.to_reporter import MARKS
from sync_server.content import load_municipality
from sync_server.office import open_office
from sync_server.public.places import places_of
from sync_server.settings import settings_from
from tests.browser.conftest import OpenPhone
from tests.browser.rond_server import RondServer
from tests.server_fixtures import TestPhone

LONG = 30_000
KEPT = "() => document.documentElement.dataset.kept === 'yes' && Boolean(navigator.serviceWorker.controller)"
CODE = re.compile(r"[2-9B-Z]{2}-[2-9B-Z]{3}-[2-9B-Z]{3}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RondServer]:
    server = RondServer(tmp_path / "server")
    server.start()
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.fixture
def built() -> None:
    """The app as it is now; `make test` has built it already, and then this is quick."""
    subprocess.run([sys.executable, "-m", "sync_server.webapp"], check=True)


@pytest.fixture
def poster(server: RondServer) -> str:
    """What the QR code at the entrance says."""
    office = open_office(settings_from({}, server.data), load_municipality())
    school = office.register.municipality.buildings["B01"]
    places = office.database.write(lambda connection: places_of(connection, [school]))
    office.close()
    return f"{server.origin}/r/{next(place.code for place in places if place.space)}"


@pytest.fixture
def visitor(phone: OpenPhone, tmp_path: Path) -> BrowserContext:
    return phone(tmp_path / "visitor")


def test_what_is_written_without_a_network_is_sent_later_and_followed_to_not_fixed(
    server: RondServer, poster: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    page = visitor.pages[0]
    page.goto(poster)
    page.wait_for_function(KEPT, timeout=LONG)
    visitor.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Är du säker?")).to_be_visible()
    assert page.locator("a[href='tel:112']").is_visible()
    page.screenshot(path=str(tmp_path / "help.png"))
    written(page, tmp_path)
    page.get_by_text("Sparad på telefonen.").wait_for(timeout=LONG)
    page.reload()
    page.get_by_text("Sparad på telefonen.").wait_for(timeout=LONG)
    assert page.locator("#mine .code").count() == 0

    visitor.set_offline(False)
    page.locator("#mine .code").wait_for(timeout=LONG)
    page.screenshot(path=str(tmp_path / "code.png"), full_page=True)
    code = page.locator("#mine .code").inner_text()
    assert CODE.fullmatch(code)
    page.get_by_role("link", name="Följ anmälan").click()
    expect(page.locator("#stands")).to_have_text("Din anmälan ligger hos dem som ska åtgärda.")

    with httpx.Client(base_url=server.origin, timeout=LONG) as http:
        desk = desk_phone(server, http)
        desk.sync()
        (task,) = [body for (kind, at), body in desk.documents.items() if kind == "task" and at.startswith("public-")]
        assert (task["component"], len(task["photos"])) == ("ELE.LGT", 1)
        picture = http.get(f"/photos/{task['photos'][0]['sha256']}", headers=desk.bearer)
        assert Image.open(io.BytesIO(picture.content)).format == "JPEG"
        desk.sync(TaskAcknowledged(task["id"]), TaskCommented(task["id"], f"{MARKS[0]} Vilken lampa?"))
        page.reload()
        page.get_by_text("Vilken lampa?").wait_for(timeout=LONG)
        page.get_by_label("Svara eller lägg till något").fill("Den längst in.")
        page.get_by_role("button", name="Skicka").click()
        page.get_by_text("Den längst in.").wait_for(timeout=LONG)
        desk.sync(TaskDone(task["id"], "Bytt.", no_photo="Mörkt"))
        page.reload()
        expect(page.locator("#stands")).to_have_text("Det är åtgärdat.")
        page.get_by_label("Svara eller lägg till något").fill("Den lyser inte.")
        page.get_by_role("button", name="Det är inte åtgärdat").click()
        expect(page.locator("#stands")).to_have_text("Det är öppnat igen och ska åtgärdas.")
        page.screenshot(path=str(tmp_path / "followed.png"), full_page=True)
        desk.sync()
        assert desk.documents[("task", task["id"])]["status"] == "reopened"


def test_text_that_looks_like_a_person_is_warned_of_before_it_is_kept(poster: str, page: Page, tmp_path: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.emulate_media(color_scheme="dark")
    page.goto(f"{poster}?language=en")
    page.get_by_text("I am safe. Report something").click()
    page.get_by_label("Graffiti", exact=True).check()
    page.get_by_label("Describe it in a sentence").fill("It was 19850402-1234")
    expect(page.locator("#sure")).to_be_hidden()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_have_text("The text seems to hold an identity number.")
    page.screenshot(path=str(tmp_path / "dark.png"), full_page=True)
    page.get_by_label("It is nothing about a person.").check()
    page.get_by_role("button", name="Send").click()
    page.locator("#mine .code").wait_for(timeout=LONG)
    assert complaints == []


def test_without_scripts_the_form_is_sent_as_forms_always_were(poster: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    page.goto(poster)
    page.get_by_text("Jag är säker. Anmäl något").click()
    page.get_by_label("Klotter", exact=True).check()
    page.get_by_label("Beskriv med en mening").fill("Stort klotter.")
    page.get_by_role("button", name="Skicka").click()
    assert CODE.fullmatch(page.locator("#code").inner_text())
    context.close()


def test_the_installed_app_of_a_colleague_leaves_the_page_alone(
    built: None, server: RondServer, poster: str, phone: OpenPhone, tmp_path: Path
) -> None:
    page = phone(tmp_path / "colleague").pages[0]
    page.goto(server.origin)
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)", timeout=120_000)
    page.goto(poster)
    expect(page.get_by_role("heading", name="Är du säker?")).to_be_visible()


def written(page: Page, folder: Path) -> None:
    """A light that is out, with a picture of it."""
    page.get_by_text("Jag är säker. Anmäl något").click()
    page.get_by_label("Belysning som inte lyser").check()
    page.get_by_label("Var?").select_option("Korridor A plan 1")
    page.get_by_label("Beskriv med en mening").fill("Lampan längst in är trasig.")
    picture = io.BytesIO()
    Image.new("RGB", (2400, 1200), "navy").save(picture, "PNG")
    page.get_by_label("Bild (om du vill)").set_input_files(
        {"name": "light.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.screenshot(path=str(folder / "form.png"), full_page=True)
    page.get_by_role("button", name="Skicka").click()


def desk_phone(server: RondServer, http: httpx.Client) -> TestPhone:
    """The property manager's or the user's, whoever has the desk."""
    code = server.codes["property-manager-centre"]
    said = http.post("/sign-in/enrol", json={"code": code, "device_name": "desk"}).json()
    return TestPhone(http, "property-manager-centre", said["device"], said["token"])
