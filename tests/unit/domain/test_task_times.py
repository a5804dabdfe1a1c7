"""The clocks of a task: what stops them, who begins them anew, what happens by itself, and who is told."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.clocks.escalation import Call, calls
from domain.events import TaskAcknowledged, TaskDone
from domain.people import Person
from domain.tasks.clock import DECISIONS, as_of, decisions_needed
from domain.tasks.events import (
    TaskEstimated,
    TaskMadeSafe,
    TaskMarkedDuplicate,
    TaskNotFixed,
    TaskPaused,
    TaskReopened,
    TaskResumed,
    TaskVerified,
)
from domain.tasks.task import Task
from domain.tasks.times import kept, undone
from domain.tasks.told import whom
from domain.tasks.verification import is_checked
from tests.unit.task_world import (
    CARETAKER,
    COLLEAGUE,
    COORDINATOR,
    FOUND,
    HEADMASTER,
    NOWHERE,
    PEOPLE,
    POLICY,
    USER_PAYS,
    TaskWorld,
    utc,
)
from tests.unit.working_hours import WORKING, local, wall_time
from tests.unit.world import INSPECTOR, MANAGER, TEACHER

WAITS = TaskPaused("f1", "spare_part_ordered", "2026-11-24T10:00:00+01:00")


def test_a_pause_moves_the_deadlines_and_resuming_gives_back_what_was_not_used() -> None:
    world = TaskWorld()
    assert wall_time(world.reports().resolve_by) == "2026-11-26T10:00"
    task = world.all_do((CARETAKER, WAITS))
    assert (task.status, wall_time(task.resolve_by)) == ("paused", "2026-11-27T10:00")
    task = world.all_do((CARETAKER, TaskResumed("f1"), utc("2026-11-23T12:00")))
    assert (task.status, wall_time(task.resolve_by)) == ("in_progress", "2026-11-26T12:00")


def test_a_pause_ends_by_itself() -> None:
    world = TaskWorld()
    world.reports()
    world.all_do((CARETAKER, WAITS))
    assert world.waits_until("2026-11-24T09:59").status == "paused"
    task = world.waits_until("2026-11-24T10:00")
    assert (task.status, task.history[-1].did, wall_time(task.resolve_by)) == (
        "acknowledged",
        "pause_over",
        "2026-11-27T10:00",
    )


def test_critical_is_not_paused_before_it_is_safe_and_then_only_the_repair_waits() -> None:
    world = TaskWorld()
    before = world.reports(severity="critical")
    refusal = world.does(CARETAKER, WAITS)
    assert refusal
    assert refusal.code == "not_safe_yet"
    task = world.all_do((CARETAKER, TaskMadeSafe("f1")), (CARETAKER, WAITS))
    assert (task.acknowledge_by, task.make_safe_by) == (before.acknowledge_by, before.make_safe_by)
    assert wall_time(task.resolve_by) == "2026-11-25T10:00"


SEVERITIES = [("critical", 1, True), ("high", 1, True), ("medium", 5, True), ("medium", 6, False), ("low", 5, False)]


@pytest.mark.parametrize(("severity", "number", "checked"), SEVERITIES)
def test_what_is_grave_is_always_checked_and_every_fifth_of_the_medium(
    severity: str, number: int, checked: bool
) -> None:
    task = replace(TaskWorld().reports(), severity=severity, number=number)
    assert is_checked(task) is checked


def test_what_is_done_is_checked_in_five_working_days() -> None:
    world = TaskWorld()
    world.reports()
    task = world.all_do((CARETAKER, TaskDone("f1")))
    assert (wall_time(task.verify_by), task.closes_at) == ("2026-11-30T10:00", "")
    assert world.waits_until("2027-03-01T10:00").status == "done"
    assert decisions_needed(world.task_now(), local("2026-11-30T10:00")) == ("verify",)


def test_nobody_checks_their_own_work_whatever_else_they_may() -> None:
    world = TaskWorld()
    world.reports()
    task = world.all_do((CARETAKER, TaskDone("f1")))
    world.keep(replace(task, done_by=INSPECTOR.id))
    refusal = world.does(INSPECTOR, TaskVerified("f1", True))
    assert refusal
    assert refusal.code == "not_your_own"


@pytest.mark.parametrize("severity", ["low", "medium"])
def test_what_nobody_objects_to_closes_after_fourteen_days(severity: str) -> None:
    world = TaskWorld(number=5)
    world.reports(severity=severity)
    task = world.all_do((CARETAKER, TaskDone("f1")))
    assert wall_time(task.closes_at) == "2026-12-08T00:00"
    assert world.waits_until("2026-12-07T23:59").status == "done"
    assert world.waits_until("2026-12-08T00:00").status == "closed"
    refusal = world.does(INSPECTOR, TaskNotFixed("f1", "Den hänger snett"))
    assert refusal
    assert "rapportera det på nytt" in refusal.do.sv


OPENED = {
    "rejected": (INSPECTOR, TaskVerified("f1", False, "Glappar")),
    "not fixed": (INSPECTOR, TaskNotFixed("f1", "Glappar")),
    "opened by the desk": (MANAGER, TaskReopened("f1", "Glappar")),
}


@pytest.mark.parametrize(("person", "act"), OPENED.values(), ids=OPENED)
def test_what_is_opened_again_has_the_deadline_that_it_had(person: Person, act) -> None:
    world = TaskWorld()
    before = world.reports()
    task = world.all_do((CARETAKER, TaskDone("f1")), (person, act, utc("2026-12-20T10:00")))
    assert (task.status, task.resolve_by) == ("reopened", before.resolve_by)
    assert (task.verify_by, task.closes_at, task.done_by, task.history[-1].text) == ("", "", "", "Glappar")


def test_something_fixed_on_the_spot_that_is_not_gets_its_clock() -> None:
    world = TaskWorld()
    assert world.reports(fixed_on_spot=True).resolve_by == ""
    task = world.all_do((MANAGER, TaskReopened("f1", "Den är tom igen")))
    assert (task.status, wall_time(task.resolve_by)) == ("reopened", "2026-11-26T10:00")


@pytest.mark.parametrize(("severity", "state"), [("high", "by_silence"), ("medium", "asked")])
def test_silence_approves_the_cost_only_of_what_is_grave(severity: str, state: str) -> None:
    world = TaskWorld()
    world.reports(USER_PAYS, severity=severity)
    world.all_do((CARETAKER, TaskEstimated("f1", 50_000)))
    task = world.waits_until("2026-11-25T10:00")
    assert task.estimate
    assert task.estimate.state == state
    needed = decisions_needed(task, local("2026-11-25T10:00"))
    assert ("decide_cost" in needed) is (state == "asked")


def test_asking_the_clock_twice_changes_nothing() -> None:
    world = TaskWorld()
    world.reports()
    task = world.all_do((CARETAKER, WAITS))
    later = as_of(task, local("2026-12-01T10:00"), WORKING)
    assert as_of(later, local("2026-12-01T10:00"), WORKING) is later
    assert kept(task, WORKING, FOUND) == task


def test_the_same_twice_is_one_task_with_all_who_reported_it() -> None:
    world = TaskWorld()
    world.reports()
    second = world.reports(identity="f2", text="Borta")
    world.keep(replace(second, reporter=TEACHER.id, reporter_title=TEACHER.title))
    task = world.all_do((MANAGER, TaskMarkedDuplicate("f2", "f1")))
    assert task.reporters == (TEACHER.id,)
    assert (task.history[-1].did, task.history[-1].text) == ("seen_again", "Borta")
    duplicate = world.task_now("f2")
    assert (duplicate.status, duplicate.duplicate_of) == ("duplicate", "f1")
    late = world.does(MANAGER, TaskMarkedDuplicate("f1", "f2"))
    assert late
    assert late.code == "not_that_one"


def test_the_graver_one_goes_on() -> None:
    world = TaskWorld()
    world.reports()
    world.reports(identity="f2", severity="low")
    refusal = world.does(MANAGER, TaskMarkedDuplicate("f1", "f2"))
    assert refusal
    assert refusal.code == "the_other_way_round"
    assert world.does(MANAGER, TaskMarkedDuplicate("f1", "f1"))


HEAD = Person("head-1", "Förvaltningschef", "TF", ("head_of_administration",), ("B01",), administration="TF")
OTHER_HEAD = replace(HEAD, id="head-2", org="BUN", administration="BUN")
DUTY = Person("duty-1", "TiB", "KLK", ("duty_officer",), ("*",))
ALL = (*PEOPLE, HEAD, OTHER_HEAD, DUTY)

TOLD = {
    "the manager at 100 percent": ("high", "2026-11-26T10:00", ("resolve", 100, (MANAGER.id,))),
    "the head of that administration at 150": ("high", "2026-11-27T14:30", ("resolve", 150, (HEAD.id,))),
    "the coordinator at 200": ("high", "2026-12-01T10:00", ("resolve", 200, (COORDINATOR.id,))),
    "the duty officer when nobody takes on a danger": (
        "critical",
        "2026-11-23T10:30",
        ("acknowledge", 0, (DUTY.id,)),
    ),
    "then the coordinator": ("critical", "2026-11-23T11:00", ("acknowledge", 0, (COORDINATOR.id,))),
}


@pytest.mark.parametrize(("severity", "at", "expected"), TOLD.values(), ids=TOLD)
def test_lateness_is_told_higher_and_higher(severity: str, at: str, expected: tuple) -> None:
    task = TaskWorld().reports(severity=severity)
    about, percent, persons = expected
    told = [call for call in calls_about(task) if datetime.fromisoformat(call.at) == local(at)]
    assert (about, percent) in [(call.about, call.percent) for call in told]
    to = next(call.to for call in told if (call.about, call.percent) == (about, percent))
    assert tuple(person.id for person in whom(task, to, ALL, "TF")) == persons


def calls_about(task: Task) -> tuple[Call, ...]:
    start, critical = datetime.fromisoformat(task.clock_start), task.severity == "critical"
    return calls(POLICY.escalation, undone(task), start, WORKING, task.pauses, critical=critical)


def test_what_is_done_or_taken_on_is_nobody_s_lateness() -> None:
    world = TaskWorld()
    world.reports(severity="critical")
    world.all_do((CARETAKER, TaskAcknowledged("f1")))
    assert {call.about for call in calls_about(world.task_now())} == {"make_safe", "resolve"}
    task = world.all_do((CARETAKER, TaskDone("f1")))
    assert calls_about(task) == ()


@pytest.mark.parametrize("to", ["responsible_manager", "head_of_administration", "duty_officer"])
def test_a_level_without_anybody_goes_to_who_decides_and_else_to_the_desk(to: str) -> None:
    task = TaskWorld().reports()
    assert whom(task, to, (CARETAKER, COLLEAGUE, HEADMASTER, COORDINATOR), "TF") == (COORDINATOR,)
    assert whom(task, to, (CARETAKER, COLLEAGUE, HEADMASTER), "TF") == (CARETAKER, COLLEAGUE)


def test_what_nobody_would_decide_is_listed_for_the_coordinator() -> None:
    world = TaskWorld()
    world.reports(NOWHERE)
    assert decisions_needed(world.task_now(), local("2026-11-23T10:01")) == ("place",)
    assert decisions_needed(world.task_now(), local("2026-11-23T14:00")) == ("place", "acknowledge")
    assert all(words.sv and words.en for words in DECISIONS.values())
