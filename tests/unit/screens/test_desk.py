"""What the page of a task says: how long is left, whose it is and why, what is contested; and what is critical."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.state.phone import Phone
from domain.language import Words
from domain.photos import PhotoRef
from domain.tasks.parts import ASKED, Assignment, Correction, Dispute, Entry, Estimate
from domain.tasks.task import Task
from tests.unit.demo_phone import DemoServer
from tests.unit.desk_phone import (
    CARETAKER,
    COORDINATOR,
    HEADMASTER,
    MANAGER,
    a_task,
    at,
    graffiti,
    now,
    receive,
    told,
)
from tests.unit.harness import Screens
from tests.unit.screens.test_accessible import nameless
from tests.unit.screens.test_journeys import picture

DECIDED = Dispute(
    "wrong_cause", "x", "Förvaltare", now(-900), "Elever", against="DM-023", state="decided",
    repair="user", cost="owner", decision="Slitage är ägarens.", decided_at=now(-800), counterpart="ORG-BUN",
)  # fmt: skip
OPEN = replace(DECIDED, state="waiting", repair="", cost="", decision="", rule="DM-014", answer_by=now(30))
MOVED = Correction(
    "x", "Förvaltare", now(), "Det är en filt", "FIR.EXT.BLK", severity="medium", routed=True, org="ORG-BUN",
    desk="ORG-BUN", inspection_org="ORG-BUN", cost_org="ORG-TF", why=Words("Därför", "Because"),
)  # fmt: skip
HIGH_SAFE = a_task(severity="high", steps_done={"acknowledge": now()}, status="acknowledged")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            ("Väntar på mottagning", "kvar", "Ta emot", "Åtgärda", "rad DM-023", "Kontrollerar", "Betalar"),
        ),
        ("en", ("Waits to be taken on", "left", "Acknowledge", "Resolve", "row DM-023", "Inspects", "Pays")),
    ],
)
def test_the_page_says_how_it_stands_how_long_is_left_and_whose_it_is(
    tmp_path: Path, language: str, said: tuple[str, ...]
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert [words for words in said if not seen.says(words)] == []
            assert seen.ids().index("time-left") < seen.ids().index("why")

    told(tmp_path, story, a_task(), language=language)


def test_what_is_late_says_so_in_words(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        late = (datetime.now().astimezone() - timedelta(days=8)).isoformat(timespec="minutes")
        task = a_task()
        assert phone.desk.time_left(task, late).sv.startswith(("5 arbetsdagar försenat", "6 arbetsdagar försenat"))
        async with at(phone) as seen:
            assert not seen.says("försenat")

    told(tmp_path, story, a_task())


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (a_task(disputes=(OPEN,), status="disputed"), ("Barn- och utbildningsförvaltningen ska svara", "DM-014 borde")),
        (a_task(disputes=(DECIDED,)), ("Åtgärdar: verksamheten. Betalar: ägaren. Slitage är ägarens.",)),
        (a_task(correction=MOVED), ("Dörrstängare", "→", "Brandfilt", "Betalar", "som förut", "ska svara")),
        (a_task(correction=replace(MOVED, routed=False)), ("Listan frågas så fort det finns nät",)),
        (a_task(cost_org="ORG-BUN", estimate=Estimate(30000, ASKED, now(), now(30))), ("30\xa0000 kr", "ska godkänna")),
        (a_task(assigned=Assignment("ORG-CTR-LOCK", planned="2031-12-03")), ("Utlagt på Låsmästaren", "3 december")),
        (a_task(status="duplicate", duplicate_of="t9"), ("Hopslaget med ärende",)),
        (a_task(status="passed_on", passed_on_to="ORG-ENERGY"), ("Lämnat vidare till Ljungaholm Energi",)),
        (a_task(status="deferred_planned", deferred_until="2031-05-02"), ("Planerat underhåll, senast 2 maj 2031",)),
        (a_task(status="done", verify_by=now(90)), ("Ska kontrolleras senast",)),
        (a_task(triage=True, status="new"), ("Listan säger inget om det här",)),
    ],
)
def test_what_is_contested_asked_or_put_off_stands_on_the_page(
    tmp_path: Path, task: Task, said: tuple[str, ...]
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert [words for words in said if not seen.says(words)] == [], seen.texts()

    told(tmp_path, story, task)


HISTORY = [
    ("handed_back", "wrong_cause: Elever", "Fel orsak angiven. Elever"),
    ("paused", "spare_part_ordered 2031-12-03T07:00:00+01:00 Från Tyskland", "Reservdel beställd. Till 3 december"),
    ("deferred", "2031-12-03 Ombyggnad", "3 december 2031. Ombyggnad"),
    ("step_done", "police_report 5000-K1", "Polisanmäl. 5000-K1"),
    ("estimated", "12000 Material", "12\xa0000 kr. Material"),
    ("duplicate", "214", "Ärende 214"),
    ("passed_on", "ORG-ENERGY: Ringt", "Ljungaholm Energi Nät AB. Ringt"),
    ("commented", "Ser på det", "Ser på det"),
]


@pytest.mark.parametrize(("did", "text", "said"), HISTORY)
def test_the_history_says_codes_as_people_say_them(tmp_path: Path, did: str, text: str, said: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says(said), seen.texts()

    told(tmp_path, story, a_task(history=(Entry(now(), "x", "Förvaltare", did, text),)))


def test_not_ours_names_the_counterpart_and_shows_how_it_was_decided_before(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with at(phone, "/tasks/t1/hand_back") as seen:
            assert seen.inside("send-hand-back").content == "Lämna till Barn- och utbildningsförvaltningen"
            assert seen.says("Slitage är ägarens.")
            assert seen.says("Tid att säga ”inte vårt”")
            rows = [one for one in seen.ids() if one.startswith("rule-")]
            assert len(rows) > 2
            await seen.tap("reason-list_unclear")
            await seen.tap(rows[0])
            await seen.tap("send-hand-back")
        await phone.send_now()
        assert server.events[-1]["body"]["rule"] == rows[0].removeprefix("rule-")

    told(tmp_path, story, a_task(), a_task(id="t2", number=8, disputes=(DECIDED,), status="verified"))


def test_what_is_dangerous_is_made_safe_before_it_is_not_ours(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/tasks/t1/hand_back") as seen:
            assert seen.says("Gör det säkert först")
            assert "send-hand-back" not in seen.ids()
            await seen.tap("safe-first")
            assert seen.page.route == "/tasks/t1/make_safe"

    told(tmp_path, story, HIGH_SAFE)


def test_a_correction_shows_who_has_it_before_and_after_and_who_is_asked(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/tasks/t1/correct") as seen:
            assert seen.inside("send-correct").disabled
            phone.note_on("t1", "correct").note(component="FIR.EXT.BLK")
            await seen.settle()
            assert seen.says("Tekniska förvaltningen, fastighetsavdelningen → Barn- och utbildningsförvaltningen")
            assert seen.says("Barn- och utbildningsförvaltningen frågas först")
            await seen.type("words", "Det är en filt")
            await seen.tap("send-correct")
            assert seen.says("Listan frågas så fort det finns nät")

    told(tmp_path, story, a_task(component="FIR.EXT.PRT"), person=MANAGER)


CRITICAL = a_task(severity="critical", text="Utrymningsdörren går inte att öppna")


def test_something_critical_fills_the_page_with_whom_to_phone(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Akut: ring och ta emot nu")
            numbers = [control.url for control in seen.every(ft.FilledButton) if control.url]
            assert numbers == ["tel:010-0000100", "tel:010-0000000", "tel:112"]
            await seen.tap("acknowledge")
            assert "critical" not in seen.ids()
            assert "make-safe" in seen.ids()
        await phone.send_now()
        assert server.events[-1]["body"] == {"task": "t1"}

    told(tmp_path, story, CRITICAL)


def test_without_a_network_something_critical_is_taken_on_only_after_a_call(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        phone.network_changed(False)
        async with at(phone) as seen:
            assert seen.says("Inget nät: ring först")
            assert seen.inside("acknowledge").disabled
            await seen.tap("called")
            assert seen.says("Ringt kl")
            await seen.tap("acknowledge")
            assert seen.says("Ringt")
        phone.network_changed(True)
        await phone.send_now()
        sent = server.events[-1]
        assert sent["act"] == "TaskAcknowledged"
        assert sent["body"]["called_at"]

    told(tmp_path, story, CRITICAL)


def test_the_whole_of_something_critical_is_a_tap_away_and_taking_it_on_leads_back_to_the_numbers(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            await seen.tap("see-task")
            assert "why" in seen.ids()
            await seen.tap("acknowledge")
            assert seen.says("Akut: ring och ta emot nu")
            await seen.tap("acknowledge")
            assert seen.page.route == "/tasks/t1"
            assert "acknowledge" not in seen.ids()

    told(tmp_path, story, CRITICAL)


def test_whoever_cannot_take_on_something_critical_sees_the_task(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert "critical" not in seen.ids()
            assert "why" in seen.ids()

    told(tmp_path, story, CRITICAL, person=HEADMASTER)


def camera() -> dict[str, Any]:
    lens = {"name": "0", "lens_direction": "back", "sensor_orientation": 90}
    return {"get_available_cameras": [lens], "take_picture": picture()}


def test_the_picture_before_lies_over_the_camera_and_can_be_taken_away(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        before = PhotoRef(server.keep_picture(), 640, 480, now())
        receive(phone, a_task(photos=(before,), steps_done={"acknowledge": now()}, status="acknowledged"))
        async with at(phone, "/tasks/t1/done", **camera()) as seen:
            assert seen.says("Så såg det ut")
            await seen.tap("take-photo")
            while not seen.inside("overlay").opacity:  # the picture is read from disk, in a thread of its own
                await asyncio.sleep(0.01)
                await seen.settle()
            assert 0.2 < seen.inside("overlay").opacity < 0.8
            await seen.tap("overlay-toggle")
            assert seen.inside("overlay").opacity == 0
            await seen.tap("overlay-toggle")
            assert 0.2 < seen.inside("overlay").opacity < 0.8
            await seen.tap("close-camera")
            await seen.tap("no-photo")
            await seen.type("no-photo-words", "För mörkt")
            await seen.tap("send-done")
        done = phone.documents.task("t1")
        assert done
        assert done.status == "done"

    told(tmp_path, story)


PATHS = ("", "/done", "/comment", "/make_safe", "/pause", "/assign", "/pass_on", "/hand_back", "/correct", "/estimate")


@pytest.mark.parametrize("person", [CARETAKER, COORDINATOR, MANAGER])
def test_every_page_of_a_task_can_be_used_by_names_alone(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        for path in PATHS:
            async with at(phone, f"/tasks/t1{path}") as seen:
                assert not nameless(seen), path
        for path in ("", "/step:photo_documentation", "/step:police_report", "/nothing", "/step:nothing"):
            async with at(phone, f"/tasks/t2{path}") as seen:
                assert not nameless(seen), path
                assert not broken(seen), path

    told(tmp_path, story, HIGH_SAFE, graffiti(id="t2", number=8), person=person)


def broken(seen: Screens) -> bool:
    return seen.says("kunde inte visas")
