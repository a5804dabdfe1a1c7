"""Somebody without account opens a letter's link on a phone, and what they answer is at the desk."""

import hashlib
import io
import re
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from domain.events import FindingReported
from domain.photos import PhotoRef
from domain.tasks.events import TaskAssigned
from tests.browser.conftest import PHONE
from tests.browser.rond_server import RondServer
from tests.mail import Mailbox, everything, mailbox
from tests.server_fixtures import TestPhone

WITHIN_SECONDS = 60
LINK = re.compile(r"http://127\.0\.0\.1:\d+/o/[\w-]+")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def server(box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RondServer]:
    server = RondServer(tmp_path / "server")
    monkeypatch.setenv("ROND_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
    monkeypatch.setenv("ROND_MAIL_FROM", "Rond <rond@ljungaholm.example>")
    monkeypatch.setenv("ROND_PUBLIC_URL", server.origin)
    server.start()
    yield server
    server.stop()


def test_a_contractor_reads_the_task_on_a_phone_without_script_and_says_that_it_is_done(
    server: RondServer, box: Mailbox, browser: Browser, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=WITHIN_SECONDS) as http:
        desk = desk_phone(server, http)
        sha256 = sent(desk, picture("a pin that is missing"))
        photo = PhotoRef(sha256, 1200, 900, "2026-11-23T09:00:00+00:00")
        desk.sync(
            FindingReported("F1", "B01", "FIR.EXT.PRT", "Säkringen saknas.", "medium", "B01-COR1", photos=(photo,))
        )
        desk.sync(TaskAssigned("F1", org="ORG-CTR-FIRE", name="Brandserviceföretaget"))
        letter = newest(box)
        (tmp_path / "task.pdf").write_bytes(next(letter.iter_attachments()).get_content())
        address = LINK.findall(everything(letter))[0]

        context = browser.new_context(
            java_script_enabled=False, viewport=PHONE, locale="sv-SE", has_touch=True, color_scheme="light"
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(address)
        expect(page.locator("#stands")).to_have_text("Väntar på ert svar")
        expect(page.get_by_text("Säkringen saknas.")).to_be_visible()
        assert page.locator("main img").evaluate("img => img.naturalWidth") > 0
        page.screenshot(path=str(tmp_path / "task.png"), full_page=True)
        page.get_by_role("button", name="Vi har tagit emot det").click()
        expect(page.locator(".said.mine")).to_contain_text("Vi har tagit emot det")
        expect(page.locator("#stands")).to_have_text("Mottaget")

        answered(page, "Ny säkring.", b"")
        expect(page.get_by_role("alert")).to_contain_text("Felet har foto men det saknas ett efter åtgärden.")
        expect(page.get_by_label("Vad gjorde ni?")).to_have_value("Ny säkring.")
        page.screenshot(path=str(tmp_path / "refused.png"), full_page=True)
        page.get_by_role("link", name="In English").click()
        expect(page.get_by_text("It is done", exact=True)).to_be_visible()
        page.screenshot(path=str(tmp_path / "english.png"), full_page=True)
        page.get_by_role("link", name="På svenska").click()
        answered(page, "Ny säkring, plomberad.", picture("the pin is there"))
        expect(page.get_by_role("alert")).to_have_text(re.compile(r"Tack\. Ärende \d+: klart\."))
        page.screenshot(path=str(tmp_path / "thanks.png"), full_page=True)
        context.close()
        assert [said for said in complaints if "422" not in said] == []

        desk.sync()
        task = desk.documents[("task", "F1")]
        last = task["history"][-1]
        assert (task["status"], last["title"]) == ("done", "Brandserviceföretaget (avtal)")
        assert (last["text"], len(last["photos"])) == ("Ny säkring, plomberad.", 1)


def answered(page: Page, words: str, photo: bytes) -> None:
    """The form of "It is done", filled in and sent."""
    form = page.locator("details", has=page.locator("input[value=done]"))
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    page.get_by_label("Vad gjorde ni?").fill(words)
    if photo:
        chosen = {"name": "after.jpg", "mimeType": "image/jpeg", "buffer": photo}
        page.get_by_label("Bild efteråt, från samma plats").set_input_files(chosen)  # pyright: ignore[reportArgumentType]
    form.get_by_role("button", name="Skicka").click()


def newest(box: Mailbox) -> EmailMessage:
    """The contractor's letter, when the server has carried it."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not box.to("brandservice"):
        assert time.monotonic() < deadline, box.readers()
        time.sleep(0.2)
    return box.to("brandservice")[-1]


def desk_phone(server: RondServer, http: httpx.Client) -> TestPhone:
    said = {"code": server.codes["property-manager-centre"], "device_name": "desk"}
    welcome = http.post("/sign-in/enrol", json=said).json()
    return TestPhone(http, "property-manager-centre", welcome["device"], welcome["token"])


def sent(desk: TestPhone, photo: bytes) -> str:
    """A photo that is on the server; its hash."""
    sha256 = hashlib.sha256(photo).hexdigest()
    assert desk.http.put(f"/photos/{sha256}", content=photo, headers=desk.bearer).status_code == 201
    return sha256


def picture(says: str) -> bytes:
    image = Image.new("RGB", (1200, 900), "firebrick")
    ImageDraw.Draw(image).text((80, 400), says, fill="white", font_size=90)
    written = io.BytesIO()
    image.save(written, "JPEG")
    return written.getvalue()
