"""Points with an interval of their own, and what is switched off in a building."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist, Section
from domain.durations import add_to_date, parse_duration
from domain.events import PointAnswered, PointSwitchedOff, RoundStarted, RoundSubmitted
from domain.language import Words
from domain.rounds.logbook import Last, Logbook, is_due, logbook_id, written_up
from domain.rounds.round import IN_PROGRESS, SUBMITTED, Answer, Round
from domain.rounds.walk import steps
from tests.unit.world import CHECKLIST, INSPECTOR, MANAGER, SCHOOL, STRANGER, TEACHER, World, point

LOGBOOK = Logbook("B01:sba", "B01", "sba")


def walked_through(
    start: date, every: str, own: str, days_late: list[int], grace: int = 7
) -> tuple[list[date], list[date]]:
    """When the rounds of a schedule opened, and those of them in which a point with its own interval was asked.

    `days_late` says how long after it opened each was walked, at most until its grace was over.
    """
    checklist = Checklist("c", "1", Words(), "", "round", every, sections=(
        Section("s", Words(), (point("often"), point("seldom", interval=own))),
    ))  # fmt: skip
    logbook, opened, asked = LOGBOOK, [], []
    for number, late in enumerate(days_late):
        opens, due = (add_to_date(start, parse_duration(every), number + more) for more in (0, 1))
        walked = min(opens + timedelta(days=late), due + timedelta(days=grace))
        at = f"{walked}T11:00:00.000+00:00"
        round_ = Round("r", "B01", "c", "1", IN_PROGRESS, opens=opens.isoformat(), due=due.isoformat(), started_at=at)
        keys = [step.key for step in steps(checklist, SCHOOL, round_, at, logbook)]
        logbook = written_up(logbook, replace(round_, answers={key: Answer("ok", at, "x") for key in keys}))
        opened.append(opens)
        if "seldom" in keys:
            asked.append(opens)
    return opened, asked


LATE = st.lists(st.integers(0, 40), min_size=24, max_size=24)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), LATE)
def test_a_point_of_three_months_is_asked_in_every_third_monthly_round_however_early_or_late_they_are_walked(
    start: date, late: list[int]
) -> None:
    opened, asked = walked_through(start, "P1M", "P3M", late)
    assert asked == opened[::3]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.lists(st.integers(0, 8), min_size=104, max_size=104))
def test_in_weekly_rounds_it_is_asked_in_the_last_one_before_its_interval_has_run_out(
    start: date, late: list[int]
) -> None:
    _, asked = walked_through(start, "P1W", "P3M", late, grace=2)
    for before, after in pairwise(asked):
        assert add_to_date(after, parse_duration("P3M"), -1) <= before, "never later than its interval"
        assert add_to_date(after + timedelta(days=7), parse_duration("P3M"), -1) > before, "nor a week earlier"


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), LATE)
def test_a_point_of_a_year_is_asked_every_second_half_year(start: date, late: list[int]) -> None:
    opened, asked = walked_through(start, "P6M", "P1Y", late)
    assert asked == opened[::2]


SELDOM = point("p", interval="P3M")


@pytest.mark.parametrize(
    ("last", "until", "due"),
    [
        (None, "2026-12-12", True),
        (Last("2026-09-20T10:00:00+00:00", opened="2026-09-12"), "2026-12-12", False),
        (Last("2026-09-20T10:00:00+00:00", opened="2026-09-12"), "2026-12-13", True),
        # An extra round was walked in between: from then on it is counted from that day.
        (Last("2026-09-20T10:00:00+00:00"), "2026-12-20", False),
        (Last("2026-09-20T10:00:00+00:00"), "2026-12-21", True),
        (Last("2026-11-30T10:00:00+00:00", opened="2026-11-30"), "2027-02-28", False),
        (Last("2026-11-30T10:00:00+00:00", opened="2026-11-30"), "2027-03-30", True),
    ],
)
def test_a_point_is_due_in_the_round_during_which_its_interval_runs_out(last, until, due) -> None:
    assert is_due(SELDOM, last, until) is due


def test_a_point_without_an_interval_is_always_due() -> None:
    assert is_due(point("p"), Last("2026-12-11T10:00:00+00:00", opened="2026-12-11"), "2026-12-12")


def test_an_extra_round_asks_what_has_been_waiting_for_its_interval_on_that_day() -> None:
    checklist = replace(CHECKLIST, sections=(Section("s", Words(), (SELDOM,)),))
    logbook = replace(LOGBOOK, last={"p": Last("2026-09-12T10:00:00+00:00")})

    def asked(day: str) -> list[str]:
        at = f"{day}T10:00:00.000+00:00"
        return [step.key for step in steps(checklist, SCHOOL, Round("r", "B01", "sba", "1"), at, logbook)]

    assert (asked("2026-12-11"), asked("2026-12-12")) == ([], ["p"])


def test_a_point_that_was_answered_stays_in_its_round() -> None:
    checklist = replace(CHECKLIST, sections=(Section("s", Words(), (SELDOM,)),))
    at = "2026-12-11T10:00:00.000+00:00"
    logbook = replace(LOGBOOK, last={"p": Last(at)})
    round_ = Round("r", "B01", "sba", "1", IN_PROGRESS, answers={"p": Answer("ok", at, "x")})
    assert [step.key for step in steps(checklist, SCHOOL, round_, at, logbook)] == ["p"]


def test_a_round_that_arrives_late_overwrites_no_newer_answer() -> None:
    def signed(at: str, value: str) -> Round:
        return Round("r", "B01", "sba", "1", SUBMITTED, answers={"p": Answer(value, at, "x")})

    newer = written_up(LOGBOOK, signed("2026-10-02T10:00:00.000+00:00", "ok"))
    assert written_up(newer, signed("2026-09-30T10:00:00.000+00:00", "deviation")) == newer
    assert written_up(newer, signed("2026-11-02T10:00:00.000+00:00", "na")).last["p"].value == "na"


# --- switched off ----------------------------------------------------------------------------------------------------


def switch(point_id: str, reason: str = "Finns inte här", *, off: bool = True) -> PointSwitchedOff:
    return PointSwitchedOff("B01", CHECKLIST.id, CHECKLIST.version, point_id, reason, off)


def asked_in(world: World) -> list[str]:
    logbook = world.logbook(logbook_id("B01", CHECKLIST.id)) or LOGBOOK
    now = "2026-11-23T10:00:00.000+00:00"
    return [step.key for step in steps(CHECKLIST, SCHOOL, Round("r1", "B01", "sba", "2026:1"), now, logbook)]


def test_a_point_is_switched_off_for_a_reason_and_on_again() -> None:
    world = World()
    assert world.does(MANAGER, switch("p-free")) is None
    assert "p-free" not in asked_in(world)
    logbook = world.logbook("B01:sba")
    assert logbook
    off = logbook.off["p-free"]
    assert (off.reason, off.person, off.title) == ("Finns inte här", MANAGER.id, MANAGER.title)
    assert world.does(MANAGER, switch("p-free", off=False)) is None
    assert "p-free" in asked_in(world)


def test_a_whole_checklist_is_switched_off() -> None:
    world = World()
    assert world.does(MANAGER, switch("")) is None
    assert asked_in(world) == []


def test_a_required_point_that_is_switched_off_is_not_missed() -> None:
    world = World()
    assert world.does(MANAGER, switch("p-ext")) is None
    acts = (
        RoundStarted("r1", "B01", "sba", "2026:1"),
        PointAnswered("r1", "p-free", "ok"),
        RoundSubmitted("r1", "Kim"),
    )
    assert [world.does(INSPECTOR, act) for act in acts] == [None, None, None]


@pytest.mark.parametrize(
    ("person", "act", "code"),
    [
        (INSPECTOR, switch("p-free"), "not_yours_to_switch"),
        (TEACHER, switch("p-free"), "not_yours_to_switch"),
        (STRANGER, switch("p-free"), "not_yours_to_switch"),
        (MANAGER, switch("p-free", " "), "reason_missing"),
        (MANAGER, switch("p-none"), "unknown_point"),
    ],
)
def test_only_who_manages_the_building_switches_off_and_only_for_a_reason(person, act, code) -> None:
    refusal = World().does(person, act)
    assert refusal
    assert refusal.code == code


def test_what_was_switched_off_under_way_is_left_out_and_its_follow_up_not_asked() -> None:
    asked = (point("p-first", "yes_no"), point("p-then", show_if={"point": "p-first", "op": "eq", "value": "yes"}))
    checklist = replace(CHECKLIST, sections=(Section("s", Words(), asked),))
    at = "2026-11-23T10:00:00.000+00:00"
    round_ = Round("r1", "B01", "sba", "2026:1", IN_PROGRESS, answers={"p-first": Answer("yes", at, "x")})
    world = World()
    assert [step.key for step in steps(checklist, SCHOOL, round_, at)] == ["p-first", "p-then"]
    assert world.does(MANAGER, switch("p-free")) is None
    logbook = world.logbook("B01:sba")
    assert logbook
    off = replace(logbook, off={"p-first": logbook.off["p-free"]})
    assert steps(checklist, SCHOOL, round_, at, off) == []
