"""The life of a task, as far as it goes: routed, acknowledged, commented, done, handed back, withdrawn."""

import pytest

from domain.clocks.deadlines import Deadlines
from domain.demarcation.routing import Case, Decision, Routing
from domain.events import (
    Act,
    FindingReported,
    FindingWithdrawn,
    TaskAcknowledged,
    TaskCommented,
    TaskDone,
    TaskHandedBack,
)
from domain.findings import WITHDRAWN
from domain.language import Words
from domain.tasks.steps import ACKNOWLEDGED, CLOSED, DISPUTED, DONE, NEW, ROUTED
from domain.tasks.task import Task, open_task
from tests.unit.world import INSPECTOR, MANAGER, STRANGER, TEACHER, World

OWNER = Decision("owner", "TF", "DM-013", "row")
USER = Decision("user", "BUN", "DM-013", "row")
ROUTING = Routing(OWNER, USER, OWNER, ask=None, unresolved=False, version="2026:1", case=Case("FIR.EXT.PRT"))
NOWHERE = Routing(None, None, None, ask=None, unresolved=True, version="2026:1", case=Case("XYZ"))
BY = Deadlines("2026-11-23T13:00:00+01:00", "", "2026-11-26T10:00:00+01:00")


def reported(routing: Routing = ROUTING, **facts) -> tuple[World, Task]:
    """A world in which the inspector has reported a finding and it has been routed."""
    world = World()
    report = FindingReported("f1", "B01", "FIR.EXT.PRT", "Saknas", **{"severity": "high", **facts})
    assert world.does(INSPECTOR, report) is None
    finding = world.finding("f1")
    assert finding
    task = open_task(finding, routing, Words("Därför", "Because"), BY, desk="TF", fallback_org="TF", number=7)
    world.keep(task)
    world.documents[("finding", "f1")] = finding.__class__(**{**finding.__dict__, "task": task.id})
    return world, task


def test_a_task_carries_the_three_answers_the_rules_and_the_deadline() -> None:
    _, task = reported()
    assert (task.org, task.inspection_org, task.cost_org) == ("TF", "BUN", "TF")
    assert task.rules == {"repair": "DM-013", "inspection": "DM-013", "cost": "DM-013"}
    assert (task.number, task.status, task.resolve_by, task.list_version) == (7, ROUTED, BY.resolve_by, "2026:1")


def test_a_finding_that_no_rule_covers_is_never_without_a_receiver() -> None:
    _, task = reported(NOWHERE)
    assert (task.org, task.status, task.triage) == ("TF", NEW, True)


@pytest.mark.parametrize("facts", [{"fixed_on_spot": True}, {"severity": "observation"}], ids=["fixed", "observation"])
def test_what_needs_nothing_more_is_recorded_as_a_closed_task_without_deadline(facts) -> None:
    _, task = reported(**facts)
    assert (task.status, task.resolve_by) == (CLOSED, "")


STEPS = [
    (TaskAcknowledged("f1"), ACKNOWLEDGED),
    (TaskCommented("f1", "Beställt"), ROUTED),
    (TaskDone("f1", "Bytt"), DONE),
    (TaskHandedBack("f1", "wrong_component", "Det är en brandfilt"), DISPUTED),
]


@pytest.mark.parametrize(("act", "status"), STEPS, ids=lambda value: getattr(value, "__class__", type(value)).__name__)
def test_the_manager_at_the_desk_moves_the_task_and_history_says_so(act: Act, status: str) -> None:
    world, _ = reported()
    assert world.does(MANAGER, act) is None
    task = world.task("f1")
    assert task
    assert task.status == status
    assert task.history[-1].title == MANAGER.title


@pytest.mark.parametrize("person", [TEACHER, INSPECTOR, STRANGER], ids=lambda person: person.id)
@pytest.mark.parametrize("act", [TaskAcknowledged("f1"), TaskDone("f1"), TaskHandedBack("f1", "wrong_cause")])
def test_nobody_else_moves_it(person, act: Act) -> None:
    world, task = reported()
    refusal = world.does(person, act)
    assert refusal
    assert refusal.code == "not_your_task"
    assert world.task("f1") == task


def test_a_task_that_has_ended_is_not_moved_again_but_takes_comments() -> None:
    world, _ = reported()
    world.does(MANAGER, TaskDone("f1", "Bytt"))
    refusal = world.does(MANAGER, TaskAcknowledged("f1"))
    assert refusal
    assert refusal.code == "task_ended"
    assert world.does(MANAGER, TaskCommented("f1", "Faktura 123")) is None


def test_a_handed_back_task_stays_at_its_desk_and_keeps_its_deadline() -> None:
    world, before = reported()
    world.does(MANAGER, TaskHandedBack("f1", "list_unclear"))
    task = world.task("f1")
    assert task
    assert (task.desk, task.org, task.resolve_by) == (before.desk, before.org, before.resolve_by)
    assert task.is_open


def test_a_task_is_handed_back_once() -> None:
    world, _ = reported()
    world.does(MANAGER, TaskHandedBack("f1", "list_unclear"))
    refusal = world.does(MANAGER, TaskHandedBack("f1", "wrong_cause"))
    assert refusal
    assert refusal.code == "already_disputed"


def test_acknowledging_twice_writes_history_once() -> None:
    world, _ = reported()
    world.does(MANAGER, TaskAcknowledged("f1"))
    world.does(MANAGER, TaskAcknowledged("f1"))
    task = world.task("f1")
    assert task
    assert len(task.history) == 1


def test_withdrawing_a_finding_closes_its_task_with_a_note() -> None:
    world, _ = reported()
    assert world.does(INSPECTOR, FindingWithdrawn("f1", "changed")) is None
    finding, task = world.finding("f1"), world.task("f1")
    assert finding
    assert task
    assert (finding.status, task.status, task.history[-1].did) == (WITHDRAWN, CLOSED, "withdrawn")


def test_only_the_reporter_withdraws_a_finding() -> None:
    world, _ = reported()
    refusal = world.does(MANAGER, FindingWithdrawn("f1"))
    assert refusal
    assert refusal.code == "not_your_finding"
