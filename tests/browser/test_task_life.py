"""The life of a task in a real Chromium: graffiti from its steps to its check, and "not ours" to the decision."""

import hashlib
import io
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import expect

from domain.events import Act, FindingReported
from domain.photos import PhotoRef
from domain.records import from_plain
from domain.tasks.events import DisputeAnswered, TaskVerified
from domain.tasks.task import Task
from sync_server.office import utc_now
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, signed_in
from tests.browser.rond_server import RondServer
from tests.server_fixtures import TestPhone

FOUND = "F-1"
THREAT, EMPTY = "Hot mot namngiven på fasaden", "Släckaren är tömd"


def test_offensive_graffiti_goes_through_its_steps_to_the_check_and_the_reporter_is_told(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        teacher = api_phone(http, "reporter-b01")
        before = uploaded(teacher, picture("firebrick"))
        facts = {"space": "B01-GAR", "attributes": ("offensive",), "photos": (before,)}
        reports(teacher, FindingReported(FOUND, "B01", "GRF.FAC", THREAT, "low", **facts))

        app = signed_in(phone(tmp_path / "caretaker"), server, "caretaker-north")
        app.open(f"{server.origin}/tasks/{FOUND}", THREAT)
        app.press("acknowledge")
        app.text("Väntar på: Fotografera, Polisanmäl").first.wait_for(timeout=LONG, state="attached")
        app.page.screenshot(path=str(tmp_path / "task.png"))
        app.press("do-step")
        for number, colour in enumerate(("firebrick", "tomato"), 1):
            choose(app, picture(colour), number)
        app.press("send-step")
        app.press("do-step")
        app.write(app.scroll_to(app.by_id("reference")).locator("input"), "5000-K123456-26")
        app.press("send-step")
        app.press("do-step")
        app.by_id("send-done").wait_for(timeout=LONG)
        app.press("take-photo")
        expect(app.button("Ta bilden").first, "the camera is ready").to_be_enabled(timeout=LONG)
        app.by_id("overlay").wait_for(timeout=LONG, state="attached")
        app.page.screenshot(path=str(tmp_path / "overlay.png"))
        app.press("overlay-toggle")
        app.text("Visa bilden före").first.wait_for(timeout=LONG, state="attached")
        app.by_id("shoot").click()
        app.page.locator('[flt-semantics-identifier^="remove-photo"]').first.wait_for(timeout=LONG, state="attached")
        app.press("send-done")
        app.by_id("send-done").wait_for(timeout=LONG, state="detached")
        all_sent(app)

        manager = api_phone(http, "property-manager-centre")
        done = task_of(manager)
        assert list(done.steps_done) == ["acknowledge", "photo_documentation", "police_report", "cover_or_remove"]
        assert (done.status, done.done_by, len(done.history[-1].photos)) == ("done", "caretaker-north", 1)
        assert accepted(manager, TaskVerified(FOUND, approved=True))
        teacher.sync()
        assert task_of(teacher).status == "verified"

        told = signed_in(phone(tmp_path / "teacher"), server, "reporter-b01")
        told.open(f"{server.origin}/tasks/{FOUND}", THREAT)
        told.text("Kontrollerat och godkänt").first.wait_for(timeout=LONG, state="attached")
        told.by_id("not-fixed").wait_for(timeout=LONG)


def test_not_ours_is_left_to_the_counterpart_refused_and_decided_by_the_coordinator(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        inspector = api_phone(http, "inspector-b01")
        reports(inspector, FindingReported(FOUND, "B01", "FIR.EXT.PRT", EMPTY, "medium", space="B01-COR1"))

        app = signed_in(phone(tmp_path / "manager"), server, "property-manager-centre")
        app.open(f"{server.origin}/tasks/{FOUND}", EMPTY)
        app.press("hand-back")
        app.text("Lämna till Barn- och utbildningsförvaltningen").first.wait_for(timeout=LONG, state="attached")
        app.press("reason-wrong_cause")
        app.press("send-hand-back")
        app.by_id("send-hand-back").wait_for(timeout=LONG, state="detached")
        app.by_id("dispute").wait_for(timeout=LONG, state="attached")
        all_sent(app)
        app.page.context.close()

        headmaster = api_phone(http, "manager-b01")
        assert task_of(headmaster).desk == "ORG-TF", "it stays until somebody has taken it over"
        assert accepted(headmaster, DisputeAnswered(FOUND, accepted=False, text="Den var tom från början"))

        group = signed_in(phone(tmp_path / "coordinator"), server, "safety-coordinator")
        group.open(f"{server.origin}/tasks/{FOUND}", "Den var tom från början")
        group.press("decide-dispute")
        group.press("repair-user")
        group.press("cost-user")
        group.write(group.scroll_to(group.by_id("words")).locator("textarea"), "Tömd av elever.")
        group.press("send-decide-dispute")
        group.by_id("send-decide-dispute").wait_for(timeout=LONG, state="detached")
        all_sent(group)

        headmaster.sync()
        decided = task_of(headmaster)
        assert (decided.org, decided.desk, decided.cost_org, decided.status) == (*3 * ("ORG-BUN",), "routed")
        assert decided.dispute
        assert decided.dispute.decision == "Tömd av elever."


def reports(phone: TestPhone, act: FindingReported) -> None:
    assert accepted(phone, act)


def accepted(phone: TestPhone, act: Act) -> bool:
    return [receipt["outcome"] for receipt in phone.sync(act)["receipts"]] == ["accepted"]


def task_of(phone: TestPhone) -> Task:
    return from_plain(Task, phone.documents["task", FOUND])


def uploaded(phone: TestPhone, jpeg: bytes) -> PhotoRef:
    """A photo as a phone keeps and sends it."""
    name = hashlib.sha256(jpeg).hexdigest()
    phone.http.put(f"/photos/{name}", content=jpeg, headers=phone.bearer).raise_for_status()
    return PhotoRef(name, 640, 480, utc_now().isoformat())


def choose(app: FletPage, jpeg: bytes, number: int) -> None:
    """Choose a picture instead of taking one; it is the page's `number`th."""
    button = app.scroll_to(app.by_id("choose-photo"))
    with app.page.expect_file_chooser(timeout=LONG) as choosing:
        button.click()
    choosing.value.set_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": jpeg})
    photos = app.page.locator('[flt-semantics-identifier^="remove-photo"]')
    expect(photos).to_have_count(number, timeout=LONG)


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()
