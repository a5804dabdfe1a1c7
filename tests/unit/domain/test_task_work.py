"""The work on a task: who may do what, in which order, and what the one who came second is told."""

from typing import Any

import pytest

from domain.events import Act, TaskAcknowledged, TaskCommented, TaskDone, TaskHandedBack
from domain.people import Person
from domain.photos import PhotoRef
from domain.tasks.events import (
    DisputeDecided,
    TaskAssigned,
    TaskCorrected,
    TaskCostDecided,
    TaskDeferred,
    TaskEstimated,
    TaskMadeSafe,
    TaskMarkedDuplicate,
    TaskNotFixed,
    TaskPassedOn,
    TaskPaused,
    TaskPlaced,
    TaskReopened,
    TaskResumed,
    TaskReturned,
    TaskStarted,
    TaskStepDone,
    TaskVerified,
)
from tests.unit.task_world import (
    CARETAKER,
    COLLEAGUE,
    COORDINATOR,
    GRAFFITI_CREW,
    HEADMASTER,
    LOCKSMITH,
    NOWHERE,
    USER_PAYS,
    TaskWorld,
    utc,
)
from tests.unit.world import INSPECTOR, MANAGER, STRANGER, TEACHER

PHOTO = PhotoRef("a" * 64, 10, 10)
OTHER_PHOTO = PhotoRef("b" * 64, 10, 10)
TOMORROW = "2026-11-24T10:00:00+01:00"
OPENS_DOORS = TaskAssigned("f1", org="CTR", planned="2026-11-24")

STORIES = {
    "taken on": ([(CARETAKER, TaskAcknowledged("f1"))], "acknowledged"),
    "started without having been taken on": ([(CARETAKER, TaskStarted("f1"))], "in_progress"),
    "made safe": ([(CARETAKER, TaskMadeSafe("f1", "Avspärrat"))], "made_safe"),
    "safe, and work goes on": ([(CARETAKER, TaskMadeSafe("f1")), (CARETAKER, TaskStarted("f1"))], "in_progress"),
    "paused": ([(CARETAKER, TaskPaused("f1", "spare_part_ordered", TOMORROW))], "paused"),
    "resumed": (
        [(CARETAKER, TaskPaused("f1", "spare_part_ordered", TOMORROW)), (CARETAKER, TaskResumed("f1"))],
        "in_progress",
    ),
    "done out of a pause": (
        [(CARETAKER, TaskPaused("f1", "spare_part_ordered", TOMORROW)), (CARETAKER, TaskDone("f1"))],
        "done",
    ),
    "laid on a contractor who does it": (
        [(MANAGER, OPENS_DOORS), (LOCKSMITH, TaskStarted("f1")), (LOCKSMITH, TaskDone("f1", "Bytt"))],
        "done",
    ),
    "given back by the contractor": (
        [(MANAGER, OPENS_DOORS), (LOCKSMITH, TaskReturned("f1", "Hinner ej"))],
        "acknowledged",
    ),
    "passed on when it is safe": (
        [(CARETAKER, TaskMadeSafe("f1")), (CARETAKER, TaskPassedOn("f1", "ORG-ENERGY", "Elskåp"))],
        "passed_on",
    ),
    "verified by whoever inspects": ([(CARETAKER, TaskDone("f1")), (INSPECTOR, TaskVerified("f1", True))], "verified"),
    "rejected": ([(CARETAKER, TaskDone("f1")), (INSPECTOR, TaskVerified("f1", False, "Glappar"))], "reopened"),
    "not fixed, says the reporter": (
        [(CARETAKER, TaskDone("f1")), (INSPECTOR, TaskNotFixed("f1", "Den sitter löst"))],
        "reopened",
    ),
    "opened again by the desk": (
        [(CARETAKER, TaskDone("f1")), (MANAGER, TaskReopened("f1", "Fel släckare"))],
        "reopened",
    ),
    "a comment changes nothing": ([(TEACHER, TaskCommented("f1", "Jag såg det"))], "routed"),
}


@pytest.mark.parametrize(("doings", "status"), STORIES.values(), ids=STORIES)
def test_a_task_goes_where_those_who_work_with_it_move_it(doings: list[tuple[Person, Act]], status: str) -> None:
    world = TaskWorld()
    before = world.reports()
    task = world.all_do(*doings)
    assert task.status == status
    assert len(task.history) == len(before.history) + len(doings)
    assert (task.org, task.desk) == ("TF", "TF")


NOT_THEIRS = [
    (TEACHER, TaskAcknowledged("f1")),
    (INSPECTOR, TaskDone("f1")),
    (STRANGER, TaskStarted("f1")),
    (HEADMASTER, TaskMadeSafe("f1")),
    (LOCKSMITH, TaskStarted("f1")),
    (GRAFFITI_CREW, TaskDone("f1")),
    (CARETAKER, TaskDeferred("f1", "2027-06-01", "Plan")),
    (LOCKSMITH, TaskPaused("f1", "spare_part_ordered", TOMORROW)),
    (TEACHER, TaskAssigned("f1", org="CTR")),
    (HEADMASTER, TaskHandedBack("f1", "wrong_cause")),
    (MANAGER, DisputeDecided("f1", "user", "user", "Så är det")),
    (TEACHER, TaskCorrected("f1", "Fel", component="FIR.EXT.BLK")),
    (CARETAKER, TaskPlaced("f1", "BUN", "Deras")),
    (INSPECTOR, TaskPassedOn("f1", "ORG-ENERGY")),
    (TEACHER, TaskMarkedDuplicate("f1", "f2")),
    (TEACHER, TaskEstimated("f1", 100)),
    (CARETAKER, TaskCostDecided("f1", True)),
]


@pytest.mark.parametrize(("person", "act"), NOT_THEIRS, ids=lambda given: getattr(given, "id", type(given).__name__))
def test_what_is_not_theirs_is_refused_and_says_whose_it_is(person: Person, act: Act) -> None:
    world = TaskWorld()
    before = world.reports()
    refusal = world.does(person, act)
    assert refusal
    assert refusal.code == "not_your_task"
    assert refusal.do.sv.startswith("Det gör ")
    assert world.task_now() == before


BAD = {
    "a pause without a reason of the list": (TaskPaused("f1", "holiday", TOMORROW), "unknown_pause_reason"),
    "the weather stops only graffiti": (TaskPaused("f1", "heavy_rain", TOMORROW), "unknown_pause_reason"),
    "a pause into the past": (
        TaskPaused("f1", "police_hold", "2026-11-20T10:00:00+01:00"),
        "pause_ends_before_it_begins",
    ),
    "resuming what is not paused": (TaskResumed("f1"), "not_from_here"),
    "planned after the deadline": (TaskAssigned("f1", name="Kim", planned="2026-12-24"), "planned_too_late"),
    "too grave for planned maintenance": (TaskDeferred("f1", "2027-06-01", "Plan"), "may_not_defer"),
    "passed on to nobody": (TaskPassedOn("f1", " "), "to_nobody"),
    "passed on before it is safe": (TaskPassedOn("f1", "ORG-ENERGY"), "safe_first"),
    "no such step": (TaskStepDone("f1", "police_report", reference="1"), "no_such_step"),
    "a task that is not there": (TaskStarted("f9"), "unknown_task"),
    "opened again before it has ended": (TaskReopened("f1", "Fel"), "not_from_here"),
}


@pytest.mark.parametrize(("act", "code"), BAD.values(), ids=BAD)
def test_a_step_that_cannot_be_is_refused_and_nothing_has_changed(act: Act, code: str) -> None:
    world = TaskWorld()
    before = world.reports()
    refusal = world.does(MANAGER, act)
    assert refusal
    assert refusal.code == code
    assert refusal.do.sv
    assert refusal.do.en
    assert world.task_now() == before


def test_two_who_finish_without_coverage_end_in_one_done_and_one_who_is_told_by_whom() -> None:
    world = TaskWorld()
    world.reports()
    assert world.does(CARETAKER, TaskDone("f1", "Bytt"), utc("2026-11-23T11:00")) is None
    refusal = world.does(COLLEAGUE, TaskDone("f1", "Bytt"), utc("2026-11-23T10:30"))
    assert refusal
    assert refusal.code == "task_ended"
    assert refusal.why.sv == "Ärendet är redan klart (Fastighetsskötare)."
    assert "kommentar" in refusal.do.sv
    assert world.does(COLLEAGUE, TaskCommented("f1", "Jag bytte också")) is None


def test_two_who_start_work_together_and_history_says_so_once() -> None:
    world = TaskWorld()
    world.reports()
    task = world.all_do((CARETAKER, TaskStarted("f1")), (COLLEAGUE, TaskStarted("f1")))
    assert [entry.did for entry in task.history] == ["started"]


def test_a_contractor_who_was_taken_off_the_task_cannot_say_it_is_done() -> None:
    world = TaskWorld()
    world.reports()
    world.all_do((MANAGER, OPENS_DOORS), (MANAGER, TaskAssigned("f1", org="GRAF")))
    refusal = world.does(LOCKSMITH, TaskDone("f1"))
    assert refusal
    assert refusal.code == "not_your_task"
    assert world.does(GRAFFITI_CREW, TaskDone("f1")) is None


def test_what_was_laid_on_one_person_is_not_their_colleague_s() -> None:
    world = TaskWorld()
    world.reports()
    world.all_do((MANAGER, TaskAssigned("f1", org="CTR", person=GRAFFITI_CREW.id)))
    assert world.does(LOCKSMITH, TaskStarted("f1"))
    assert world.does(GRAFFITI_CREW, TaskStarted("f1")) is None


def test_a_fault_with_a_photo_is_done_with_a_photo_or_a_reason() -> None:
    world = TaskWorld()
    world.reports(photos=(PHOTO,))
    refusal = world.does(CARETAKER, TaskDone("f1", "Bytt"))
    assert refusal
    assert refusal.code == "no_photo_after"
    assert world.does(CARETAKER, TaskDone("f1", "Bytt", no_photo="Kameran är trasig")) is None
    assert world.task_now().history[-1].text == "Bytt. Kameran är trasig"


def graffiti(**facts: Any) -> TaskWorld:
    world = TaskWorld()
    world.reports(component="GRF.FAC", severity="low", attributes=("offensive",), **facts)
    return world


def test_graffiti_is_photographed_and_reported_before_it_is_removed() -> None:
    world = graffiti()
    order = [
        (TaskStepDone("f1", "police_report", reference="5000-K1-26"), "evidence_first"),
        (TaskDone("f1"), "evidence_first"),
        (TaskStepDone("f1", "photo_documentation"), "no_photo"),
        (TaskStepDone("f1", "photo_documentation", photos=(PHOTO, OTHER_PHOTO)), ""),
        (TaskStepDone("f1", "police_report"), "no_reference"),
        (TaskDone("f1"), "evidence_first"),
        (TaskStepDone("f1", "police_report", reference="5000-K1-26"), ""),
        (TaskStepDone("f1", "cover_or_remove", "Borta"), ""),
    ]
    refused = [world.does(CARETAKER, act) for act, _ in order]
    assert [refusal.code if refusal else "" for refusal in refused] == [code for _, code in order]
    assert world.task_now().status == "done"


def test_two_pictures_in_the_report_are_the_photos_that_are_asked_for() -> None:
    world = graffiti(photos=(PHOTO, OTHER_PHOTO))
    assert world.does(CARETAKER, TaskStepDone("f1", "police_report", reference="5000-K1-26")) is None


def test_the_weather_stops_the_clock_of_graffiti() -> None:
    world = TaskWorld()
    world.reports(component="GRF.FAC", severity="low")
    assert world.does(CARETAKER, TaskPaused("f1", "weather_below_5c", "2026-12-10T08:00:00+01:00")) is None


def test_low_is_moved_to_planned_maintenance_by_a_manager_for_a_reason() -> None:
    world = TaskWorld()
    world.reports(severity="low")
    silent = world.does(MANAGER, TaskDeferred("f1", "2027-06-01", " "))
    assert silent
    assert silent.code == "no_words"
    passed = world.does(MANAGER, TaskDeferred("f1", "2026-11-23", "Målas om"))
    assert passed
    assert passed.code == "no_day"
    task = world.all_do((MANAGER, TaskDeferred("f1", "2027-06-01", "Målas om")))
    assert (task.status, task.resolve_by) == ("deferred_planned", "2027-06-01T16:00:00+02:00")


def test_what_no_rule_covers_is_placed_with_a_party_of_the_building() -> None:
    world = TaskWorld()
    world.reports(NOWHERE)
    elsewhere = world.does(MANAGER, TaskPlaced("f1", "KFF", "Deras"))
    assert elsewhere
    assert elsewhere.code == "no_party_here"
    task = world.all_do((MANAGER, TaskPlaced("f1", "BUN", "Verksamhetens möbel")))
    assert (task.org, task.status, task.triage) == ("BUN", "routed", False)
    again = world.does(COORDINATOR, TaskPlaced("f1", "TF", "Ägarens"))
    assert again


COSTS = [(20_000, ""), (20_001, "asked"), (500_000, "asked")]


@pytest.mark.parametrize(("sek", "state"), COSTS)
def test_the_paying_party_is_asked_above_the_excess(sek: int, state: str) -> None:
    world = TaskWorld()
    world.reports(USER_PAYS)
    task = world.all_do((CARETAKER, TaskEstimated("f1", sek)))
    assert task.estimate
    assert task.estimate.state == state
    refusal = world.does(HEADMASTER, TaskCostDecided("f1", False, "För dyrt"))
    assert (refusal.code if refusal else "") == ("" if state else "nothing_asked")


def test_who_pays_for_their_own_repair_asks_nobody() -> None:
    world = TaskWorld()
    world.reports()
    task = world.all_do((CARETAKER, TaskEstimated("f1", 500_000)))
    assert task.estimate
    assert task.estimate.state == ""
