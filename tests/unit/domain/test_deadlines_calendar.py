"""Working time over two years of Swedish holidays and eves and both changes of the clocks."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks.deadlines import WALL, after, allowed, between, clock_start, deadlines
from domain.clocks.working_time import WorkingTime, working_between
from domain.policy import OpeningHours, working_time
from tests.unit.working_hours import (
    CRITICAL,
    HIGH,
    KINDS,
    LENGTHS,
    MOMENTS,
    STOCKHOLM,
    WORKING,
    local,
    minutes_worked,
    wall_time,
)

BEFORE_A_DAY_OFF = [
    ("Epiphany", "2026-01-05T15:00", "2026-01-07T10:00", "2026-01-07T15:00", "2026-01-09T15:00"),
    ("Good Friday to Easter Monday", "2026-04-02T15:00", "2026-04-07T10:00", "2026-04-07T15:00", "2026-04-09T15:00"),
    ("May Day, a Friday", "2026-04-30T15:00", "2026-05-04T10:00", "2026-05-04T15:00", "2026-05-06T15:00"),
    ("Ascension Day", "2026-05-13T15:00", "2026-05-15T10:00", "2026-05-15T15:00", "2026-05-19T15:00"),
    ("Midsummer Eve", "2026-06-18T15:00", "2026-06-22T10:00", "2026-06-22T15:00", "2026-06-24T15:00"),
    ("Christmas Eve and Day", "2026-12-23T15:00", "2026-12-28T10:00", "2026-12-28T15:00", "2026-12-30T15:00"),
    ("New Year to Epiphany", "2026-12-30T15:00", "2027-01-04T10:00", "2027-01-04T15:00", "2027-01-07T15:00"),
    ("Epiphany, a Wednesday", "2027-01-05T15:00", "2027-01-07T10:00", "2027-01-07T15:00", "2027-01-11T15:00"),
    ("Easter over the clocks", "2027-03-25T15:00", "2027-03-30T10:00", "2027-03-30T15:00", "2027-04-01T15:00"),
    ("Ascension Day 2027", "2027-05-05T15:00", "2027-05-07T10:00", "2027-05-07T15:00", "2027-05-11T15:00"),
    ("Midsummer Eve 2027", "2027-06-24T15:00", "2027-06-28T10:00", "2027-06-28T15:00", "2027-06-30T15:00"),
    ("Christmas Eve, a Friday", "2027-12-23T15:00", "2027-12-27T10:00", "2027-12-27T15:00", "2027-12-29T15:00"),
    ("New Year's Eve, a Friday", "2027-12-30T15:00", "2028-01-03T10:00", "2028-01-03T15:00", "2028-01-05T15:00"),
]
NO_DAY_OFF = [
    ("National Day, a Saturday", "2026-06-05T15:00", "2026-06-08T10:00", "2026-06-08T15:00", "2026-06-10T15:00"),
    ("Maundy Thursday", "2026-04-01T15:00", "2026-04-02T10:00", "2026-04-02T15:00", "2026-04-08T15:00"),
    ("Walpurgis Eve", "2026-04-29T15:00", "2026-04-30T10:00", "2026-04-30T15:00", "2026-05-05T15:00"),
    ("May Day, a Saturday", "2027-04-30T15:00", "2027-05-03T10:00", "2027-05-03T15:00", "2027-05-05T15:00"),
    ("clocks forward on Sunday", "2026-03-27T15:00", "2026-03-30T10:00", "2026-03-30T15:00", "2026-04-01T15:00"),
    ("clocks back on Sunday", "2026-10-23T15:00", "2026-10-26T10:00", "2026-10-26T15:00", "2026-10-28T15:00"),
    ("clocks back, 2027", "2027-10-29T15:00", "2027-11-01T10:00", "2027-11-01T15:00", "2027-11-03T15:00"),
    ("before opening", "2026-11-23T05:00", "2026-11-23T11:00", "2026-11-23T16:00", "2026-11-25T16:00"),
    ("as it opens", "2026-11-23T07:00", "2026-11-23T11:00", "2026-11-23T16:00", "2026-11-25T16:00"),
    ("as it closes", "2026-11-23T16:00", "2026-11-24T11:00", "2026-11-24T16:00", "2026-11-26T16:00"),
    ("on Christmas Day itself", "2026-12-25T11:00", "2026-12-28T11:00", "2026-12-28T16:00", "2026-12-30T16:00"),
]


@pytest.mark.parametrize(
    ("found", "acknowledge", "make_safe", "resolve"),
    [row[1:] for row in (*BEFORE_A_DAY_OFF, *NO_DAY_OFF)],
    ids=[row[0] for row in (*BEFORE_A_DAY_OFF, *NO_DAY_OFF)],
)
def test_working_time_knows_the_days_off(found: str, acknowledge: str, make_safe: str, resolve: str) -> None:
    due = deadlines(HIGH, local(found), WORKING)
    assert list(map(wall_time, (due.acknowledge_by, due.make_safe_by, due.resolve_by))) == [
        *(acknowledge, make_safe),
        resolve,
    ]


@pytest.mark.parametrize(
    ("found", "make_safe", "resolve"),
    [
        ("2026-03-28T20:00+01:00", "2026-03-28T22:00:00+01:00", "2026-03-29T21:00:00+02:00"),
        ("2026-03-29T01:30+01:00", "2026-03-29T04:30:00+02:00", "2026-03-30T02:30:00+02:00"),
        ("2026-10-24T20:00+02:00", "2026-10-24T22:00:00+02:00", "2026-10-25T19:00:00+01:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T03:30:00+01:00", "2026-10-26T01:30:00+01:00"),
        ("2027-03-27T20:00+01:00", "2027-03-27T22:00:00+01:00", "2027-03-28T21:00:00+02:00"),
        ("2027-10-31T01:00+02:00", "2027-10-31T02:00:00+01:00", "2027-11-01T00:00:00+01:00"),
        ("2026-12-24T18:00+01:00", "2026-12-24T20:00:00+01:00", "2026-12-25T18:00:00+01:00"),
    ],
)
def test_the_wall_clock_goes_on_at_night_on_holidays_and_as_the_clocks_change(found, make_safe, resolve) -> None:
    due = deadlines(CRITICAL, datetime.fromisoformat(found), WORKING)
    assert (due.make_safe_by, due.resolve_by) == (make_safe, resolve)


@pytest.mark.parametrize(
    ("found", "minutes"),
    [
        ("2026-11-23T06:59", 60),
        ("2026-11-23T07:00", 30),
        ("2026-11-23T15:59", 30),
        ("2026-11-23T16:00", 60),
        ("2026-11-22T12:00", 60),
        ("2026-12-24T12:00", 60),
    ],
)
def test_a_danger_is_acknowledged_in_half_an_hour_at_work_and_in_an_hour_otherwise(found: str, minutes: int) -> None:
    due = datetime.fromisoformat(deadlines(CRITICAL, local(found), WORKING).acknowledge_by)
    assert due - local(found) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("found", "received", "starts"),
    [
        ("2026-11-23T09:00+01:00", "2026-11-23T09:00+01:00", "received"),
        ("2026-11-23T09:00+01:00", "2026-11-25T14:00+01:00", "received"),  # two days without coverage
        ("2025-11-23T09:00+01:00", "2026-11-23T09:10+01:00", "received"),  # the phone's clock is a year slow
        ("2026-11-23T09:00+01:00", "2026-11-23T08:00+00:00", "found"),  # the same moment, written otherwise
        ("2026-11-23T11:00+01:00", "2026-11-23T09:00+00:00", "found"),  # fast: never before it was found
        ("2026-10-25T02:30+02:00", "2026-10-25T02:10+01:00", "received"),  # later, although the clock shows less
    ],
)
def test_the_clock_starts_when_the_server_has_it_and_never_before_it_was_found(found, received, starts) -> None:
    assert clock_start(found, received) == {"found": found, "received": received}[starts]


def test_other_days_and_hours_are_a_municipality_s_own_choice() -> None:
    hours = OpeningHours("Europe/Stockholm", ("sat", "sun"), "10:00", "14:00")
    weekends = working_time(hours, STOCKHOLM, lambda _: False)
    due = after(local("2026-11-27T12:00"), allowed("P1DT1H", "working_time", weekends), "working_time", weekends)
    assert due == local("2026-11-29T11:00")


def test_twenty_four_hours_of_work_are_not_a_day() -> None:
    assert allowed("PT24H", "working_time", WORKING) == timedelta(hours=24)
    assert allowed("P1D", "working_time", WORKING) == timedelta(hours=9)
    assert allowed("P1D", WALL, WORKING) == timedelta(hours=24)


def test_a_month_is_no_time_allowed() -> None:
    with pytest.raises(ValueError, match="no fixed length"):
        allowed("P1M", "working_time", WORKING)


@given(MOMENTS, LENGTHS)
@settings(max_examples=40, deadline=None)
def test_the_working_time_until_a_deadline_is_what_was_allowed_counted_minute_by_minute(found, left) -> None:
    due = after(found, left, "working_time", WORKING)
    assert minutes_worked(found, due) == left // timedelta(minutes=1)
    assert WORKING.is_open(due - timedelta(minutes=1))


@given(MOMENTS, MOMENTS, LENGTHS, KINDS)
def test_what_is_found_later_is_never_due_earlier(one, other, left, kind) -> None:
    earlier, later = sorted((one, other))
    assert after(earlier, left, kind, WORKING) <= after(later, left, kind, WORKING)


@given(MOMENTS, LENGTHS, KINDS)
def test_counting_forwards_and_counting_between_agree(found, left, kind) -> None:
    assert between(found, after(found, left, kind, WORKING), kind, WORKING) == left


@given(st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_working_time_adds_up(moments) -> None:
    first, middle, last = moments
    whole = working_between(first, last, WORKING)
    assert working_between(first, middle, WORKING) + working_between(middle, last, WORKING) == whole
    assert working_between(last, first, WORKING) == timedelta()


def test_a_day_with_no_hours_left_counts_from_the_next() -> None:
    town = WorkingTime(STOCKHOLM, time(7), time(16), {date(2026, 11, 24)}.__contains__)
    assert after(local("2026-11-23T23:59"), timedelta(minutes=1), "working_time", town) == local("2026-11-25T07:01")
