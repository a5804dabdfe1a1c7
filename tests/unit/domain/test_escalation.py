"""Who is told that a task is late, and when: by policy's percentages, on the task's own clock."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clocks.due_steps import due_steps, taken_over
from domain.clocks.escalation import calls, unacknowledged
from domain.clocks.special import Situation, special_for
from sync_server.content import load_municipality
from tests.unit.working_hours import CRITICAL, HIGH, MOMENTS, WORKING, local, pause, wall_time

POLICY = load_municipality().policy
MANAGER, HEAD, COORDINATOR, DUTY = (
    *("responsible_manager", "head_of_administration", "safety_coordinator"),
    "duty_officer",
)


def told(clock, found: str, *pauses, only: str = "", critical: bool = False):
    steps = due_steps(clock, None, local(found), WORKING, pauses, critical=critical)
    undone = [step for step in steps if only in ("", step.do)]
    made = calls(POLICY.escalation, undone, local(found), WORKING, pauses, critical=critical)
    return [(wall_time(call.at)[5:], call.to, call.percent) for call in made]


def test_a_late_task_is_told_higher_and_higher_up() -> None:
    assert told(HIGH, "2026-11-23T10:00", only="resolve") == [
        ("11-26T10:00", MANAGER, 100),
        ("11-27T14:30", HEAD, 150),  # one and a half working days later
        ("12-01T10:00", COORDINATOR, 200),
    ]


def test_the_percentages_know_the_days_off() -> None:
    assert told(HIGH, "2026-12-22T10:00", only="make_safe") == [
        ("12-23T10:00", MANAGER, 100),
        ("12-23T14:30", HEAD, 150),
        ("12-28T10:00", COORDINATOR, 200),
    ]


@pytest.mark.parametrize("found", ["2026-11-23T10:00", "2026-11-21T03:00", "2026-12-24T18:00"])
def test_a_danger_that_nobody_takes_on_reaches_the_duty_officer_in_half_an_hour_day_and_night(found: str) -> None:
    start = local(found)
    minutes = [
        ((datetime.fromisoformat(call.at) - start).seconds // 60, call.to)
        for call in unacknowledged(POLICY.escalation, start, WORKING)
    ]
    assert minutes == [(30, DUTY), (60, COORDINATOR)]
    assert told(CRITICAL, found, only="acknowledge", critical=True) == [
        (wall_time(call.at)[5:], call.to, 0) for call in unacknowledged(POLICY.escalation, start, WORKING)
    ]


def test_a_danger_that_is_taken_on_is_late_by_the_wall_clock() -> None:
    assert told(CRITICAL, "2026-11-27T15:00", only="make_safe", critical=True) == [
        ("11-27T17:00", MANAGER, 100),
        ("11-27T18:00", HEAD, 150),
        ("11-27T19:00", COORDINATOR, 200),
    ]


def test_a_pause_stops_the_percentages_before_and_after_the_deadline() -> None:
    first, second = pause("2026-11-24T08:00", "2026-11-24T10:00"), pause("2026-11-27T07:00", "2026-11-27T16:00")
    assert told(HIGH, "2026-11-23T10:00", first, second, only="resolve") == [
        ("11-26T12:00", MANAGER, 100),
        ("12-01T07:30", HEAD, 150),
        ("12-02T12:00", COORDINATOR, 200),
    ]


def test_no_pause_stops_what_is_told_of_a_danger_that_is_not_safe() -> None:
    night = pause("2026-11-23T10:05", "2026-11-24T10:05")
    for step in ("acknowledge", "make_safe"):
        asked = {"only": step, "critical": True}
        assert told(CRITICAL, "2026-11-23T10:00", night, **asked) == told(CRITICAL, "2026-11-23T10:00", **asked)


def test_one_who_takes_the_task_over_is_late_by_the_new_deadline() -> None:
    start = local("2026-11-23T10:00")
    steps = taken_over(due_steps(HIGH, None, start, WORKING), local("2026-11-26T10:00"), WORKING)
    made = calls(POLICY.escalation, steps[-1:], start, WORKING)
    # Three days were four and a half when it was taken over: half as much again comes on top.
    assert [wall_time(call.at) for call in made] == ["2026-11-27T14:30", "2026-12-02T07:45", "2026-12-04T10:00"]


def test_all_steps_of_a_situation_are_told_of_in_the_order_of_time() -> None:
    special = special_for(POLICY.special_deadlines, Situation("GRF.FAC", attribute="offensive"))
    start = local("2026-11-23T10:00")
    made = calls(POLICY.escalation, due_steps(HIGH, special, start, WORKING), start, WORKING)
    assert [call.at for call in made] == sorted(call.at for call in made)
    assert {call.about for call in made} == {
        *("acknowledge", "photo_documentation", "police_report"),
        "cover_or_remove",
    }


@given(MOMENTS, st.booleans())
def test_the_first_call_about_a_step_is_at_its_deadline_and_none_before(found: datetime, critical: bool) -> None:
    steps = due_steps(CRITICAL if critical else HIGH, None, found, WORKING, critical=critical)[1:]
    made = calls(POLICY.escalation, steps, found, WORKING, critical=critical)
    for step in steps:
        assert [call.at for call in made if call.about == step.do][0] == step.by  # noqa: RUF015
