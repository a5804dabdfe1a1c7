"""A report by somebody who has never seen the app, in a real Chromium: without a network, by touch and by keyboard."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Locator

from domain.records import from_plain
from domain.rounds.round import HANDED_ON, Round
from domain.tasks.task import Task
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, enrolled, signed_in
from tests.browser.rond_server import RondServer
from tests.server_fixtures import TestPhone

CANARY = "Kanariegul kniv"
FOCUSED = """(name) => {
    const wanted = document.querySelector(`[flt-semantics-identifier="${name}"]`);
    return Boolean(wanted && wanted.contains(document.activeElement));
}"""
FARTHEST = 80  # presses of the tabulator key


class Hand:
    """Counts what a person does, and keeps a picture of every page for whoever wants to look."""

    def __init__(self, app: FletPage, shots: Path) -> None:
        self.app, self.shots, self.taps = app, shots, 0

    def tap(self, identifier: str) -> None:
        self.app.press(identifier)
        self.taps += 1

    def seen(self, identifier: str) -> Locator:
        there = self.app.by_id(identifier).first
        there.wait_for(timeout=LONG, state="attached")
        self.app.page.screenshot(path=str(self.shots / f"{len(list(self.shots.glob('*.png'))):02}-{identifier}.png"))
        return there


def teacher_offline(server: RondServer, phone: OpenPhone, folder: Path) -> tuple[BrowserContext, FletPage]:
    context = phone(folder)
    app = enrolled(context, server, "reporter-b01")
    context.set_offline(True)
    app.page.get_by_role("tab", name="Rapportera").click()
    app.by_id("tile-threat").first.wait_for(timeout=LONG, state="attached")
    return context, app


def reports(phone: TestPhone) -> list[Round]:
    held = [from_plain(Round, body) for (kind, _), body in phone.documents.items() if kind == Round.kind]
    return [round_ for round_ in held if round_.checklist == "incident-threat-violence"]


@pytest.mark.timeout(600)  # three phones, one after the other
def test_a_threat_is_reported_offline_by_touch_and_reaches_the_manager_and_neither_administrator_nor_owner(
    server: RondServer, phone: OpenPhone, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    context, app = teacher_offline(server, phone, tmp_path / "teacher")
    hand, began = Hand(app, tmp_path), time.monotonic()
    hand.seen("call-emergency")
    hand.tap("tile-threat")
    hand.seen("what-verbal")
    hand.tap("what-verbal")
    hand.tap("what-next")
    hand.seen("room-B01-ENT")
    hand.tap("room-B01-ENT")
    hand.seen("send-quick")
    app.write(app.by_id("words").locator("textarea"), CANARY)
    hand.seen("lacks")
    hand.tap("send-quick")
    hand.seen("sent")
    took = time.monotonic() - began
    record_property("taps", hand.taps)
    record_property("seconds", round(took, 1))
    print(f"by touch: {hand.taps} taps and a sentence, {took:.1f} s")
    assert hand.taps == 5
    context.set_offline(False)
    all_sent(app)
    context.close()

    with httpx.Client(base_url=server.origin, timeout=60) as http:
        [handed] = reports(api_phone(http, "manager-b01"))
        others = {who: str(api_phone(http, who).documents) for who in ("system-admin", "property-manager-centre")}
    assert (handed.status, handed.answers["thr-05"].value) == (HANDED_ON, CANARY)
    assert [who for who, documents in others.items() if CANARY in documents] == []
    manager = enrolled(phone(tmp_path / "manager"), server, "manager-b01")
    manager.page.goto(f"{server.origin}/round/{handed.id}")
    manager.ready("Vem stod bakom?")
    admin = signed_in(phone(tmp_path / "admin"), server, "system-admin")
    admin.page.goto(f"{server.origin}/round/{handed.id}")
    admin.ready("Ronden finns inte här")
    assert CANARY not in admin.all_text()


def test_a_threat_is_reported_offline_by_keyboard_alone(
    server: RondServer, phone: OpenPhone, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    context, app = teacher_offline(server, phone, tmp_path / "teacher")
    keys, began = app.page.keyboard, time.monotonic()

    def reach(identifier: str) -> None:
        app.by_id(identifier).first.wait_for(timeout=LONG, state="attached")
        for _ in range(FARTHEST):
            if app.page.evaluate(FOCUSED, identifier):
                return
            keys.press("Tab")
            app.next_frames()
        raise AssertionError(f"the tabulator key does not reach {identifier}:\n{app.all_text()}")

    for identifier in ("tile-threat", "what-verbal", "what-next", "room-B01-ENT"):
        reach(identifier)
        keys.press("Enter")
        app.next_frames()
    reach("words")
    keys.type(CANARY)
    reach("send-quick")
    keys.press("Enter")
    app.by_id("sent").first.wait_for(timeout=LONG, state="attached")
    record_property("seconds", round(time.monotonic() - began, 1))
    print(f"by keyboard: {time.monotonic() - began:.1f} s")
    context.set_offline(False)
    all_sent(app)
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        [handed] = reports(api_phone(http, "manager-b01"))
    assert handed.answers["thr-05"].value == CANARY


def test_an_extinguisher_that_put_out_a_fire_is_a_task_in_the_inbox_of_whoever_replaces_it(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    app = enrolled(phone(tmp_path / "teacher"), server, "reporter-b01")
    app.page.get_by_role("tab", name="Rapportera").click()
    hand = Hand(app, tmp_path)
    for identifier in ("tile-fire", "what-fire", "room-B01-ENT"):
        hand.tap(identifier)
    hand.seen("words")
    app.write(app.by_id("words").locator("textarea"), "Papperskorgen brann")
    hand.tap("inc-07-extinguisher")
    hand.seen("lacks")
    hand.tap("send-quick")
    hand.seen("sent")
    all_sent(app)
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        manager = api_phone(http, "property-manager-centre")
    tasks = [from_plain(Task, body) for (kind, _), body in manager.documents.items() if kind == Task.kind]
    [task] = [held for held in tasks if held.text.startswith("Handbrandsläckare (Anmälan")]
    assert task.component == "FIR.EXT.PRT"
    receiver = "property-manager-centre" if task.desk == "ORG-TF" else "manager-b01"
    desk = enrolled(phone(tmp_path / "manager"), server, receiver)
    desk.page.get_by_role("tab", name="Ärenden").click()
    desk.by_id(f"task-{task.id}").first.wait_for(timeout=LONG, state="attached")
