"""Every act on a task from its page to the event; and which acts are offered to whom, as a table."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.screens.desk.act_page import PAGES
from app.screens.desk.acts import LOOKS, PATHS, laid_out, offered
from app.state.phone import Phone
from app.state.writing.note_acts import SENT
from domain.photos import PhotoRef
from domain.tasks.parts import Assignment, Correction, Dispute, Estimate
from domain.tasks.steps import STEPS
from domain.tasks.task import Task
from tests.unit.demo_phone import DemoServer
from tests.unit.desk_phone import (
    CARETAKER,
    COORDINATOR,
    CREW,
    HEADMASTER,
    INSPECTOR,
    MANAGER,
    a_task,
    at,
    graffiti,
    now,
    told,
)
from tests.unit.screens.test_journeys import picture

PHOTO = PhotoRef("ab" * 32, 64, 48, "2026-11-23T09:00:00+01:00")
TOMORROW = (datetime.now().astimezone() + timedelta(days=1)).date().isoformat()
TAKEN = {"steps_done": {"acknowledge": now()}, "status": "acknowledged"}
DISPUTE = Dispute("wrong_cause", "x", "Förvaltare", now(), "Elever", against="DM-023", counterpart="ORG-BUN")
DISPUTED = {"status": "disputed", "disputes": (DISPUTE,)}
MOVED = Correction(
    "x", "Förvaltare", now(), "En filt", "FIR.EXT.BLK", severity="medium", routed=True, org="ORG-BUN", desk="ORG-BUN"
)
ASKED = {"cost_org": "ORG-BUN", "estimate": Estimate(30000, "asked", now(), now(30))}
DONE = {"status": "done", "done_by": "caretaker-north", "done_at": now(), **{"steps_done": TAKEN["steps_done"]}}

Way = str | tuple[str, str]
ACTS: list[tuple[str, Task, str, list[Way], str, dict[str, Any]]] = [
    (CARETAKER, a_task(), "", ["acknowledge"], "TaskAcknowledged", {"task": "t1"}),
    (CARETAKER, a_task(**TAKEN), "", ["start"], "TaskStarted", {}),
    (CARETAKER, a_task(**TAKEN), "", ["done", ("words", "Bytt"), "send-done"], "TaskDone", {"text": "Bytt"}),
    (CARETAKER, a_task(), "", ["comment", ("words", "Ser på det"), "send-comment"], "TaskCommented",
     {"text": "Ser på det"}),
    (CARETAKER, a_task(severity="high"), "", ["acknowledge", "make-safe", ("words", "Spärrat"), "send-make-safe"],
     "TaskMadeSafe", {"text": "Spärrat"}),
    (CARETAKER, a_task(), "", ["pause", "reason-premises_closed", f"day-until-{TOMORROW}", "send-pause"],
     "TaskPaused", {"reason": "premises_closed"}),
    (CARETAKER, a_task(status="paused"), "", ["resume"], "TaskResumed", {}),
    (MANAGER, a_task(severity="low"), "", ["defer", f"day-until-{TOMORROW}", ("words", "Vid ombyggnad"), "send-defer"],
     "TaskDeferred", {"until": TOMORROW, "reason": "Vid ombyggnad"}),
    (MANAGER, a_task(), "", ["assign", "assign-ORG-CTR-LOCK", "send-assign"], "TaskAssigned",
     {"org": "ORG-CTR-LOCK"}),
    (CARETAKER, a_task(), "", ["assign", "assign-me", "send-assign"], "TaskAssigned", {"person": CARETAKER}),
    (CARETAKER, a_task(), "", ["assign", "assign-somebody", ("name", "Lag 2"), "send-assign"], "TaskAssigned",
     {"name": "Lag 2"}),
    (CREW, a_task(assigned=Assignment(org="ORG-CTR-GRAF"), **TAKEN), "",
     ["return", ("words", "Lift behövs"), "send-return"], "TaskReturned", {"reason": "Lift behövs"}),
    (CARETAKER, a_task(), "", ["pass-on", "pass-to-ORG-ENERGY", "send-pass-on"], "TaskPassedOn",
     {"to": "ORG-ENERGY"}),
    (CARETAKER, a_task(), "", ["hand-back", "reason-wrong_cause", "send-hand-back"], "TaskHandedBack",
     {"reason": "wrong_cause", "task": "t1"}),
    (HEADMASTER, a_task(**DISPUTED), "", ["answer-dispute", "send-answer-dispute"], "DisputeAnswered",
     {"accepted": True}),
    (HEADMASTER, a_task(**DISPUTED), "", ["answer-dispute", ("words", "Slitage"), "refuse-answer-dispute"],
     "DisputeAnswered", {"accepted": False, "text": "Slitage"}),
    (COORDINATOR, a_task(**DISPUTED), "",
     ["decide-dispute", "repair-user", "cost-owner", ("words", "Som sist"), "send-decide-dispute"],
     "DisputeDecided", {"repair": "user", "cost": "owner", "reason": "Som sist"}),
    (MANAGER, a_task(), "", ["correct", "severity", "severity-high", ("words", "Värre"), "send-correct"],
     "TaskCorrected", {"severity": "high", "reason": "Värre"}),
    (HEADMASTER, a_task(correction=MOVED, **TAKEN), "", ["answer-move", "send-answer-move"], "TaskMoveAnswered",
     {"accepted": True}),
    (MANAGER, a_task(triage=True, status="new"), "",
     ["place", "place-org-ORG-BUN", ("words", "Elevernas"), "send-place"], "TaskPlaced", {"org": "ORG-BUN"}),
    (CARETAKER, a_task(**TAKEN), "", ["estimate", ("sek", "1 200"), "send-estimate"], "TaskEstimated", {"sek": 1200}),
    (HEADMASTER, a_task(**ASKED), "", ["decide-cost", "send-decide-cost"], "TaskCostDecided", {"approved": True}),
    (HEADMASTER, a_task(**ASKED), "", ["decide-cost", ("words", "För dyrt"), "refuse-decide-cost"],
     "TaskCostDecided", {"approved": False, "reason": "För dyrt"}),
    (MANAGER, a_task(**DONE), "", ["verify", "send-verify"], "TaskVerified", {"approved": True}),
    (MANAGER, a_task(**DONE), "", ["verify", ("words", "Slår än"), "refuse-verify"], "TaskVerified",
     {"approved": False, "reason": "Slår än"}),
    (INSPECTOR, a_task(**DONE), "", ["not-fixed", ("words", "Slår än"), "send-not-fixed"], "TaskNotFixed",
     {"text": "Slår än"}),
    (MANAGER, a_task(**DONE | {"status": "closed"}), "", ["reopen", ("words", "Slår än"), "send-reopen"],
     "TaskReopened", {"reason": "Slår än"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "task", "after", "ways", "act", "body"), ACTS, ids=[f"{row[4]}-{row[0]}-{row[3][-1]}" for row in ACTS]
)
def test_an_act_goes_from_the_page_of_the_task_to_the_server(
    tmp_path: Path, person: str, task: Task, after: str, ways: list[Way], act: str, body: dict[str, Any]
) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with at(phone) as seen:
            for way in ways:
                await (seen.tap(way) if isinstance(way, str) else seen.type(*way))
            assert seen.page.route == "/tasks/t1", f"{seen.page.route} shows {seen.texts()}"
        await phone.send_now()
        sent = server.events[-1]
        assert sent["act"] == act
        assert body.items() <= sent["body"].items(), sent["body"]

    told(tmp_path, story, task, person=person)


def test_one_of_two_about_the_same_thing_is_joined_with_the_other(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with at(phone) as seen:
            await seen.tap("mark-duplicate")
            await seen.tap("same-t2")
            await seen.tap("send-mark-duplicate")
            assert seen.says("Hopslaget med ärende 8")
            await seen.tap("other-task")
            assert seen.page.route == "/tasks/t2"
        await phone.send_now()
        assert server.events[-1]["body"] == {"task": "t1", "of": "t2"}

    told(tmp_path, story, a_task(), a_task(id="t2", number=8))


WHO_MAY = [
    # person, task, under the thumb, beside it, and some of the rest
    (CARETAKER, a_task(), "acknowledge", ("finish", "start"), {"comment", "pause", "assign", "correct", "pass_on"}),
    (CARETAKER, a_task(**TAKEN), "finish", ("start", "hand_back"), {"pause", "estimate"}),
    (CARETAKER, a_task(severity="high", **TAKEN), "make_safe", ("finish", "start"), {"hand_back"}),
    (CARETAKER, graffiti(**TAKEN), "do_step", ("start", "hand_back"), {"pause"}),
    (CARETAKER, a_task(**TAKEN | {"status": "paused"}), "resume", ("finish", "hand_back"), {"comment"}),
    (CARETAKER, a_task(**DONE), "", (), {"comment", "reopen"}),
    (MANAGER, a_task(severity="low"), "acknowledge", ("finish", "start"), {"defer", "assign"}),
    (MANAGER, a_task(**DONE), "verify", (), {"reopen"}),
    (HEADMASTER, a_task(**DISPUTED), "answer_dispute", (), {"comment"}),
    (HEADMASTER, a_task(**ASKED), "decide_cost", (), {"comment"}),
    (COORDINATOR, a_task(**DISPUTED), "decide_dispute", (), {"comment"}),
    (INSPECTOR, a_task(), "", (), {"comment"}),
    (INSPECTOR, a_task(**DONE | {"inspection_org": "ORG-TF"}), "", ("not_fixed",), {"comment"}),
    (CREW, a_task(assigned=Assignment(org="ORG-CTR-GRAF"), **TAKEN), "finish", ("start",), {"return"}),
]
NOT_FOR = {
    CARETAKER: {"defer", "decide_dispute", "decide_cost", "answer_dispute", "place", "return", "not_fixed"},
    INSPECTOR: {"acknowledge", "finish", "hand_back", "assign", "correct", "decide_dispute", "reopen_"},
    CREW: {"assign", "hand_back", "pass_on", "correct", "pause", "decide_dispute"},
}


@pytest.mark.parametrize(("person", "task", "main", "beside", "rest"), WHO_MAY)
def test_everyone_is_offered_what_they_may_do_the_main_thing_first(
    tmp_path: Path, person: str, task: Task, main: str, beside: tuple[str, ...], rest: set[str]
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        acts = offered(task, phone)
        shown = laid_out(acts)
        assert (shown[0], shown[1]) == (main, beside)
        assert rest <= set(shown[2]), shown[2]
        assert NOT_FOR.get(person, set()).isdisjoint(acts)

    told(tmp_path, story, task, person=person)


def test_every_act_has_a_look_a_page_and_a_way_to_be_sent() -> None:
    by_itself = {"start", "resume"}
    assert set(LOOKS) == set(STEPS) - {"close", "reject"}
    assert {page.step for page in PAGES.values()} == set(LOOKS) - by_itself
    assert set(PAGES) == set(SENT)
    assert {PATHS.get(act, act) for act in LOOKS} - by_itself - {"do_step"} <= set(PAGES)


def test_what_was_written_is_there_again_after_the_page_was_left(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/tasks/t1/pause") as seen:
            await seen.tap("reason-decision_pending")
            await seen.type("words", "Nämnden")
        async with at(phone, "/tasks/t1/pause") as seen:
            assert seen.inside("words").value == "Nämnden"
            assert seen.inside("send-pause").disabled
            assert seen.says("Välj en dag.")

    told(tmp_path, story, a_task())


def test_who_comes_too_late_is_told_what_happened_and_what_to_do(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        phone.note_on("t1", "pause").change(text="Väntar på nämnden")
        async with at(phone, "/tasks/t1/pause") as seen:
            assert seen.says("Ärendet är redan klart")
            assert seen.says("Annars räcker en kommentar")
            assert seen.says("Väntar på nämnden")
            assert "send-pause" not in seen.ids()
            await seen.tap("comment-instead")
            assert seen.page.route == "/tasks/t1/comment"

    told(tmp_path, story, a_task(**DONE))


def test_a_refusal_on_sending_stays_on_the_page_with_the_words(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/tasks/t1/assign") as seen:
            await seen.tap("assign-me")
            phone.note_on("t1", "assign").note(planned=(datetime.now(UTC) + timedelta(days=90)).date().isoformat())
            await seen.settle()
            await seen.tap("send-assign")
            assert seen.says("Den planerade dagen är efter fristen")
            assert seen.says("Välj en tidigare dag")
            assert seen.page.route == "/tasks/t1/assign"

    told(tmp_path, story, a_task())


async def photographed(phone: Phone, about: str, *colours: str) -> None:
    for colour in colours:
        assert await phone.note_on("t1", about).add_photo(picture(colour)) is None


def test_ordered_steps_are_done_in_their_order_and_a_later_one_says_what_it_waits_for(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Väntar på: Fotografera, Polisanmäl")
            assert "done" not in seen.ids(), "nothing is removed before there is evidence"
            await seen.tap("acknowledge")
            await seen.tap("do-photo_documentation")
            assert seen.inside("send-step").disabled
            assert seen.says("2 foton till.")
            await photographed(phone, "step:photo_documentation", "red", "blue")
            await seen.settle()
            await seen.tap("send-step")
            await seen.tap("do-step")
            assert seen.says("114 14")
            assert seen.inside("send-step").disabled
            await seen.type("reference", "5000-K1-26")
            await seen.tap("send-step")
            assert not seen.says("Väntar på")
            assert seen.says("Polisanmäl. 5000-K1-26")
            await seen.tap("do-step")
            assert seen.page.route == "/tasks/t1/done"
            await seen.type("words", "Sanerat")
            await seen.tap("send-done")
            assert "do-step" not in seen.ids()
        await phone.send_now()
        assert [event["act"] for event in server.events] == [
            "TaskAcknowledged", "TaskStepDone", "TaskStepDone", "TaskDone",
        ]  # fmt: skip

    told(tmp_path, story, graffiti())
