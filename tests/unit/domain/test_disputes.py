""" "Not ours", from the first word to the decision; corrections that ask the list anew; rows that do not hold."""

from dataclasses import replace

import pytest

from domain.events import Act, TaskAcknowledged, TaskDone, TaskHandedBack
from domain.people import Person
from domain.tasks.disputes import precedents
from domain.tasks.events import (
    DisputeAnswered,
    DisputeDecided,
    TaskCorrected,
    TaskMadeSafe,
    TaskMoveAnswered,
    TaskPaused,
    TaskReopened,
    TaskStarted,
)
from domain.tasks.handover import times_contested, to_rewrite
from domain.tasks.parts import Contest
from tests.unit.task_world import CARETAKER, COORDINATOR, HEADMASTER, TaskWorld, utc
from tests.unit.working_hours import wall_time
from tests.unit.world import INSPECTOR, MANAGER, TEACHER

NOT_OURS = TaskHandedBack("f1", "list_unclear", "Det är elevernas fel", rule="DM-014")
ACCEPT, REFUSE = DisputeAnswered("f1", True, "Vi tar det"), DisputeAnswered("f1", False, "Nej, fast utrustning")
DECIDE = DisputeDecided("f1", "user", "owner", "Rad DM-014 gäller")


def disputed() -> TaskWorld:
    world = TaskWorld()
    world.reports(severity="medium")
    world.all_do((MANAGER, NOT_OURS, utc("2026-11-23T11:00")))
    return world


def test_the_counterpart_is_named_and_until_it_has_accepted_nothing_moves() -> None:
    before = TaskWorld().reports(severity="medium")
    task = disputed().task_now()
    assert task.dispute
    assert (task.dispute.counterpart, task.dispute.against, task.dispute.rule) == ("BUN", "DM-013", "DM-014")
    assert wall_time(task.dispute.answer_by) == "2026-11-25T11:00"
    assert (task.org, task.desk, task.status) == ("TF", "TF", "disputed")
    assert (task.acknowledge_by, task.resolve_by) == (before.acknowledge_by, before.resolve_by)


def test_who_accepts_has_it_and_at_least_half_of_the_time() -> None:
    world = disputed()
    task = world.all_do((HEADMASTER, ACCEPT, utc("2026-12-18T10:00")))
    assert (task.org, task.desk, task.status, task.cost_org) == ("BUN", "BUN", "acknowledged", "BUN")
    assert wall_time(task.resolve_by) == "2027-01-08T10:00"
    assert task.rules["repair"] == "DM-014"
    assert task.former_desks == ("TF",)


def test_who_had_it_and_did_the_work_without_coverage_is_told_who_has_it_now() -> None:
    world = disputed()
    world.all_do((HEADMASTER, ACCEPT))
    refusal = world.does(CARETAKER, TaskDone("f1", "Bytt"))
    assert refusal
    assert refusal.code == "task_moved"
    assert "(Rektor)" in refusal.why.sv
    assert "kommentar" in refusal.do.sv


def test_a_refusal_says_why_and_then_the_group_decides() -> None:
    world = disputed()
    silent = world.does(HEADMASTER, DisputeAnswered("f1", False))
    assert silent
    assert silent.code == "no_words"
    task = world.all_do((HEADMASTER, REFUSE, utc("2026-11-24T08:00")))
    assert task.dispute
    assert task.dispute.state == "with_group"
    assert wall_time(task.dispute.decide_by) == "2026-12-08T08:00"
    task = world.all_do((COORDINATOR, DECIDE, utc("2026-11-25T08:00")))
    assert (task.org, task.status, task.cost_org) == ("BUN", "routed", "TF")
    assert task.why.sv == "Tolkningsgruppen har beslutat: Rad DM-014 gäller Från början: Därför"
    again = world.does(HEADMASTER, replace(NOT_OURS, rule=""))
    assert again
    assert again.code == "already_disputed"


def test_a_decision_for_the_receiver_leaves_the_task_where_it_is() -> None:
    world = disputed()
    task = world.all_do((COORDINATOR, replace(DECIDE, repair="owner")))
    assert (task.org, task.status, task.former_desks) == ("TF", "acknowledged", ())


def test_silence_for_two_working_days_brings_it_to_the_group() -> None:
    world = disputed()
    assert world.waits_until("2026-11-25T10:59") == disputed().task_now()
    task = world.waits_until("2026-11-25T11:00")
    assert task.dispute
    assert (task.dispute.state, task.status, task.desk) == ("with_group", "disputed", "TF")
    assert world.does(HEADMASTER, ACCEPT) is None


def test_what_is_repaired_meanwhile_only_moves_its_cost() -> None:
    world = disputed()
    task = world.all_do((CARETAKER, TaskDone("f1", "Bytt")), (COORDINATOR, replace(DECIDE, cost="user")))
    assert (task.org, task.cost_org, task.status) == ("TF", "BUN", "done")


LATE = {
    "the group has decided": (COORDINATOR, DECIDE, HEADMASTER, ACCEPT),
    "the counterpart has accepted": (HEADMASTER, ACCEPT, COORDINATOR, DECIDE),
    "both answered": (HEADMASTER, ACCEPT, HEADMASTER, REFUSE),
}


@pytest.mark.parametrize(("first", "act", "second", "late"), LATE.values(), ids=LATE)
def test_who_answers_what_is_settled_is_told_by_whom(first: Person, act: Act, second: Person, late: Act) -> None:
    world = disputed()
    world.all_do((first, act))
    refusal = world.does(second, late)
    assert refusal
    assert refusal.code == "no_dispute"
    assert f"({first.title})" in refusal.why.sv


@pytest.mark.parametrize("severity", ["critical", "high"])
def test_it_is_made_safe_before_it_is_disputed(severity: str) -> None:
    world = TaskWorld()
    world.reports(severity=severity)
    refusal = world.does(MANAGER, NOT_OURS)
    assert refusal
    assert refusal.code == "safe_first"
    world.all_do((CARETAKER, TaskMadeSafe("f1")), (MANAGER, NOT_OURS))


def test_not_ours_is_said_within_two_working_days() -> None:
    world = TaskWorld()
    world.reports(severity="medium")
    refusal = world.does(MANAGER, NOT_OURS, utc("2026-11-25T10:01"))
    assert refusal
    assert refusal.code == "too_late_to_dispute"
    assert world.does(MANAGER, NOT_OURS, utc("2026-11-25T09:59")) is None


def test_a_disputed_task_is_worked_on_and_never_paused() -> None:
    world = disputed()
    refusal = world.does(MANAGER, TaskPaused("f1", "decision_pending", "2026-12-01T10:00:00+01:00"))
    assert refusal
    assert refusal.code == "already_disputed"
    assert world.all_do((CARETAKER, TaskStarted("f1"))).status == "disputed"


def test_a_dispute_ends_a_pause() -> None:
    world = TaskWorld()
    before = world.reports(severity="medium")
    pause = TaskPaused("f1", "decision_pending", "2026-12-01T10:00:00+01:00")
    task = world.all_do((MANAGER, pause), (MANAGER, NOT_OURS))
    assert task.resolve_by == before.resolve_by


def test_where_nobody_else_could_have_it_the_group_is_asked_at_once() -> None:
    world = TaskWorld()
    task = world.reports(severity="medium")
    alone = replace(task, org="BUN", desk="BUN")
    world.keep(replace(alone, space="GAR"))
    assert world.does(HEADMASTER, NOT_OURS) is None
    dispute = world.task_now().dispute
    assert dispute
    assert dispute.counterpart == "TF"


def test_a_decision_is_shown_the_next_time_the_component_is_disputed() -> None:
    world = disputed()
    world.all_do((COORDINATOR, DECIDE))
    found = precedents([world.task_now()], "FIR.EXT.PRT")
    assert [(held.rule, held.repair, held.cost, held.reason) for held in found] == [
        ("DM-013", "user", "owner", "Rad DM-014 gäller")
    ]
    assert precedents([world.task_now()], "FIR.EXT.BLK") == ()


BLANKET = TaskCorrected("f1", "Det är en brandfilt", component="FIR.EXT.BLK", case={"cause": "vandalism"})


def routed_to(world: TaskWorld, org: str) -> None:
    """As the server has asked the list."""
    task = world.task_now()
    assert task.correction
    asked = replace(
        task.correction, routed=True, org=org, desk=org, cost_org=org, rules={"repair": "DM-020"}, why=task.why
    )
    world.keep(replace(task, correction=asked))


def corrected() -> TaskWorld:
    world = TaskWorld()
    world.reports(severity="medium")
    world.all_do((MANAGER, BLANKET))
    routed_to(world, "BUN")
    return world


def test_a_correction_that_moves_the_task_waits_for_who_would_have_it() -> None:
    world = corrected()
    task = world.task_now()
    assert (task.org, task.component, task.status) == ("TF", "FIR.EXT.PRT", "routed")
    task = world.all_do((HEADMASTER, TaskMoveAnswered("f1", True), utc("2026-11-24T10:00")))
    assert (task.org, task.component, task.case, task.status) == (
        "BUN",
        "FIR.EXT.BLK",
        {"cause": "vandalism"},
        "acknowledged",
    )


def test_who_would_not_have_it_says_why_and_it_stays_as_it_was() -> None:
    world = corrected()
    assert world.does(HEADMASTER, TaskMoveAnswered("f1", False))
    task = world.all_do((HEADMASTER, TaskMoveAnswered("f1", False, "Det är en släckare")))
    assert (task.org, task.component, task.correction) == ("TF", "FIR.EXT.PRT", None)


CORRECTIONS = {
    "without a reason": (TaskCorrected("f1", "", component="X"), "no_words"),
    "that changes nothing": (TaskCorrected("f1", "Fel", component="FIR.EXT.PRT"), "nothing_changed"),
    "of a place that is not there": (TaskCorrected("f1", "Fel", space="NOWHERE"), "no_such_place"),
    "of a severity that is not there": (TaskCorrected("f1", "Fel", severity="awful"), "no_such_place"),
}


@pytest.mark.parametrize(("act", "code"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_makes_sense(act: TaskCorrected, code: str) -> None:
    world = TaskWorld()
    world.reports()
    refusal = world.does(MANAGER, act)
    assert refusal
    assert refusal.code == code


def test_when_the_facts_have_changed_it_may_be_disputed_anew() -> None:
    world = disputed()
    world.all_do((COORDINATOR, replace(DECIDE, repair="owner")))
    assert world.does(MANAGER, NOT_OURS)
    world.all_do((COORDINATOR, TaskCorrected("f1", "Skadegörelse", case={"cause": "vandalism"})))
    routed_to(world, "BUN")
    world.all_do((HEADMASTER, TaskMoveAnswered("f1", True)))
    assert world.does(HEADMASTER, NOT_OURS) is None
    assert len(world.task_now().disputes) == 2


def test_three_disputes_or_moves_in_a_year_propose_a_row_for_rewriting() -> None:
    task = disputed().task_now()
    assert times_contested([task], "2026-01-01") == {"DM-013": 1}
    often = [
        replace(task, contested=(Contest("DM-013", f"2026-0{month}-01", how),))
        for month, how in ((1, "dispute"), (5, "reroute"), (9, "dispute"))
    ]
    assert to_rewrite(often, "2026-01-01") == ("DM-013",)
    assert to_rewrite(often, "2026-02-01") == ()


def test_reopening_does_not_bring_a_settled_dispute_back() -> None:
    world = disputed()
    world.all_do(
        (COORDINATOR, replace(DECIDE, repair="owner")),
        (CARETAKER, TaskDone("f1")),
        (MANAGER, TaskReopened("f1", "Fel släckare")),
        (CARETAKER, TaskAcknowledged("f1")),
    )
    refusal = world.does(MANAGER, NOT_OURS)
    assert refusal
    assert refusal.code == "already_disputed"


@pytest.mark.parametrize("person", [TEACHER, INSPECTOR, CARETAKER], ids=lambda person: person.id)
@pytest.mark.parametrize("act", [ACCEPT, DECIDE], ids=["accept", "decide"])
def test_only_the_counterpart_answers_and_only_the_group_decides(person: Person, act: Act) -> None:
    refusal = disputed().does(person, act)
    assert refusal
    assert refusal.code == "not_your_task"
