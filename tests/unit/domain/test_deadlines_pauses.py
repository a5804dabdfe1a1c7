"""Pauses: they stop the clock for listed reasons only, always end, and never make anything due earlier."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks.deadlines import after, between, deadlines
from domain.clocks.pauses import Pause, paused_until, reason_words, reasons_for, resumed, stops, why_not
from tests.unit.working_hours import (
    CRITICAL,
    HIGH,
    KINDS,
    LENGTHS,
    MOMENTS,
    WORKING,
    local,
    minutes_worked,
    pause,
    wall_time,
)

PAUSED = {
    # 2026-11-23 is a Monday; found at 10:00, the three working days end on Thursday at 10:00.
    "none": ([], "11-26T10:00"),
    "two hours of work": ([("11-24T08:00", "11-24T10:00")], "11-26T12:00"),
    "a night": ([("11-24T16:00", "11-25T07:00")], "11-26T10:00"),
    "a weekend after it was due": ([("11-27T16:00", "11-30T07:00")], "11-26T10:00"),
    "from before work until after it": ([("11-24T05:00", "11-24T22:00")], "11-27T10:00"),
    "begins at night, ends at work": ([("11-24T22:00", "11-25T09:00")], "11-26T12:00"),
    "begins at work, ends on Sunday": ([("11-26T09:00", "11-29T12:00")], "11-30T08:00"),
    "two apart": ([("11-24T08:00", "11-24T10:00"), ("11-25T12:00", "11-25T13:00")], "11-26T13:00"),
    "two overlapping": ([("11-24T08:00", "11-24T10:00"), ("11-24T09:00", "11-24T11:00")], "11-26T13:00"),
    "one inside the other": ([("11-24T08:00", "11-24T14:00"), ("11-24T09:00", "11-24T11:00")], "11-26T16:00"),
    "two that meet": ([("11-24T08:00", "11-24T10:00"), ("11-24T10:00", "11-24T11:00")], "11-26T13:00"),
    "given in any order": ([("11-25T12:00", "11-25T13:00"), ("11-24T08:00", "11-24T10:00")], "11-26T13:00"),
    "the second only because of the first": (
        [("11-24T07:00", "11-24T16:00"), ("11-26T12:00", "11-26T14:00")],
        "11-27T12:00",
    ),
    "begins as it is due": ([("11-26T10:00", "11-26T12:00")], "11-26T10:00"),
    "began before it was found": ([("11-20T07:00", "11-23T12:00")], "11-26T12:00"),
    "over before it was found": ([("11-20T07:00", "11-23T09:00")], "11-26T10:00"),
    "ends before it begins": ([("11-25T12:00", "11-24T12:00")], "11-26T10:00"),
    "over Christmas": ([("11-24T07:00", "12-28T07:00")], "12-30T10:00"),
}


@pytest.mark.parametrize(("spans", "resolve"), PAUSED.values(), ids=PAUSED)
def test_a_pause_keeps_the_working_time_that_is_left(spans: list[tuple[str, str]], resolve: str) -> None:
    pauses = [pause(f"2026-{begins}", f"2026-{ends}") for begins, ends in spans]
    due = deadlines(HIGH, local("2026-11-23T10:00"), WORKING, pauses)
    assert wall_time(due.resolve_by) == f"2026-{resolve}"


def test_a_pause_keeps_the_hours_that_are_left_on_the_wall_clock() -> None:
    night = pause("2026-10-24T22:00", "2026-10-25T06:00")  # nine hours: the clocks go back
    due = deadlines(CRITICAL, local("2026-10-24T12:00"), WORKING, [night])
    assert wall_time(due.resolve_by) == "2026-10-25T20:00"
    assert wall_time(due.make_safe_by) == "2026-10-24T14:00"


NOON, EVENING = "2026-11-23T12:00:00+01:00", "2026-11-23T18:00:00+01:00"
REFUSED = {
    "for a listed reason": (Pause("premises_closed", NOON, EVENING), {}, ""),
    "for another reason": (Pause("no_time", NOON, EVENING), {}, "unknown_pause_reason"),
    "without an end": (Pause("premises_closed", NOON, ""), {}, "pause_without_end"),
    "ends as it begins": (Pause("premises_closed", NOON, NOON), {}, "pause_ends_before_it_begins"),
    "over before it was found": (
        Pause("premises_closed", NOON, EVENING),
        {"since": EVENING},
        "pause_over_before_found",
    ),
    "critical, not safe": (Pause("premises_closed", NOON, EVENING), {"critical": True}, "not_safe_yet"),
    "critical, safe too late": (
        Pause("premises_closed", NOON, EVENING),
        {"critical": True, "made_safe_at": EVENING},
        "not_safe_yet",
    ),
    "critical, safe at that moment": (
        Pause("premises_closed", NOON, EVENING),
        {"critical": True, "made_safe_at": "2026-11-23T11:00:00+00:00"},
        "",
    ),
}


@pytest.mark.parametrize(("asked", "facts", "code"), REFUSED.values(), ids=REFUSED)
def test_a_pause_is_refused_with_its_reason(asked: Pause, facts: dict, code: str) -> None:
    refusal = why_not(asked, reasons_for("FIR.EXT.PRT"), **facts)
    assert (refusal.code if refusal else "") == code
    assert refusal is None or (refusal.why.sv and refusal.why.en and refusal.do.sv and refusal.do.en)


@pytest.mark.parametrize(
    ("component", "named", "reason", "listed"),
    [
        ("FIR.EXT.PRT", (), "spare_part_ordered", True),
        ("FIR.EXT.PRT", (), "heavy_rain", False),
        ("GRF.FAC", (), "heavy_rain", True),
        ("GRF", (), "weather_below_5c", True),
        ("GRFX.A", (), "heavy_rain", False),
        ("GRF.FAC", ("scaffold_needed",), "scaffold_needed", True),
        ("GRF.FAC", ("scaffold_needed",), "spare_part_ordered", False),
    ],
)
def test_weather_is_a_reason_for_graffiti_only_and_a_situation_may_have_its_own(
    component: str, named: tuple[str, ...], reason: str, listed: bool
) -> None:
    assert (reason in reasons_for(component, named)) == listed


def test_a_reason_of_the_municipality_s_own_is_shown_as_it_is_written() -> None:
    assert reason_words("heavy_rain").sv == "Kraftigt regn"
    assert reason_words("frozen_ground").en == "frozen ground"


def test_it_is_paused_from_the_first_moment_until_the_last() -> None:
    pauses = [pause("2026-11-24T08:00", "2026-11-24T10:00"), pause("2026-11-24T10:00", "2026-11-24T12:00")]
    asked = ("2026-11-24T07:59", "2026-11-24T08:00", "2026-11-24T11:59", "2026-11-24T12:00")
    until = local("2026-11-24T12:00")
    assert [paused_until(pauses, local(at)) for at in asked] == [None, until, until, None]


def test_going_on_early_ends_the_pause_and_calls_off_those_to_come() -> None:
    past, now, later = (pause(f"2026-11-{day}T08:00", f"2026-11-{day}T16:00") for day in (23, 24, 25))
    at = local("2026-11-24T10:00").isoformat()
    assert resumed([past, now, later], at) == (past, Pause(now.reason, now.begins, at))


SPANS = st.lists(st.tuples(MOMENTS, st.integers(-60, 60 * 24 * 9)), max_size=4).map(
    lambda spans: [
        Pause("premises_closed", begins.isoformat(), (begins + timedelta(minutes=length)).isoformat())
        for begins, length in spans
    ]
)
NEAR = st.integers(0, 60 * 24 * 20).map(lambda minute: datetime(2026, 12, 14, tzinfo=UTC) + timedelta(minutes=minute))
NEAR_SPANS = st.lists(st.tuples(NEAR, st.integers(1, 60 * 24 * 4)), max_size=3).map(
    lambda spans: [
        Pause("premises_closed", begins.isoformat(), (begins + timedelta(minutes=length)).isoformat())
        for begins, length in spans
    ]
)


@given(MOMENTS, LENGTHS, KINDS, SPANS, SPANS)
def test_a_pause_more_never_makes_anything_due_earlier(found, left, kind, some, more) -> None:
    none = after(found, left, kind, WORKING)
    few = after(found, left, kind, WORKING, stops(some))
    many = after(found, left, kind, WORKING, stops(some + more))
    assert none <= few <= many


@given(MOMENTS, MOMENTS, LENGTHS, KINDS, SPANS)
def test_what_is_found_later_is_never_due_earlier_whatever_is_paused(one, other, left, kind, pauses) -> None:
    earlier, later = sorted((one, other))
    still = stops(pauses)
    assert after(earlier, left, kind, WORKING, still) <= after(later, left, kind, WORKING, still)


@given(NEAR, LENGTHS, KINDS, NEAR_SPANS)
def test_the_time_that_ran_until_the_deadline_is_what_was_allowed(found, left, kind, pauses) -> None:
    still = stops(pauses)
    assert between(found, after(found, left, kind, WORKING, still), kind, WORKING, still) == left


@given(NEAR, LENGTHS, NEAR_SPANS)
@settings(max_examples=40, deadline=None)
def test_so_it_is_when_counted_minute_by_minute(found, left, pauses) -> None:
    still = stops(pauses)
    due = after(found, left, "working_time", WORKING, still)
    assert minutes_worked(found, due, still) == left // timedelta(minutes=1)


@given(SPANS)
def test_stops_are_in_order_and_apart_and_the_order_of_the_pauses_does_not_matter(pauses) -> None:
    still = stops(pauses)
    assert all(begins < ends for begins, ends in still)
    assert all(one[1] < other[0] for one, other in pairwise(still))
    assert still == stops(reversed(pauses))
