"""Deadlines by severity, in the municipality's own time."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.clocks.deadlines import Clock, WorkingTime, deadlines
from domain.durations import add_to_date, parse_duration

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOLIDAYS = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)}
WORKING = WorkingTime(STOCKHOLM, time(7), time(16), HOLIDAYS.__contains__)

CRITICAL = Clock("wall", "PT30M", "PT60M", "PT2H", "PT24H")
HIGH = Clock("working_time", "PT4H", "", "P1D", "P3D")
MEDIUM = Clock("working_time", "P2D", "", "", "P20D")


@pytest.mark.parametrize(
    ("clock", "found", "acknowledge", "make_safe", "resolve"),
    [
        # 2026-11-23 is a Monday.
        (CRITICAL, "2026-11-23T10:00", "2026-11-23T10:30", "2026-11-23T12:00", "2026-11-24T10:00"),
        (CRITICAL, "2026-11-23T20:00", "2026-11-23T21:00", "2026-11-23T22:00", "2026-11-24T20:00"),
        (HIGH, "2026-11-23T10:00", "2026-11-23T14:00", "2026-11-24T10:00", "2026-11-26T10:00"),
        (HIGH, "2026-11-23T14:00", "2026-11-24T09:00", "2026-11-24T14:00", "2026-11-26T14:00"),
        (HIGH, "2026-11-27T15:00", "2026-11-30T10:00", "2026-11-30T15:00", "2026-12-02T15:00"),
        (HIGH, "2026-11-28T12:00", "2026-11-30T11:00", "2026-11-30T16:00", "2026-12-02T16:00"),
        (HIGH, "2026-12-23T15:00", "2026-12-28T10:00", "2026-12-28T15:00", "2026-12-30T15:00"),
        (MEDIUM, "2026-11-23T10:00", "2026-11-25T10:00", "", "2026-12-21T10:00"),
    ],
)
def test_deadlines_follow_severity_and_clock(clock, found, acknowledge, make_safe, resolve) -> None:
    moment = datetime.fromisoformat(found).replace(tzinfo=STOCKHOLM)
    due = deadlines(clock, moment, WORKING)
    local = [by[:16] for by in (due.acknowledge_by, due.make_safe_by, due.resolve_by)]
    assert local == [acknowledge, make_safe, resolve]


def test_twenty_four_hours_are_twenty_four_hours_when_the_clocks_go_back() -> None:
    found = datetime(2026, 10, 24, 12, 0, tzinfo=STOCKHOLM)
    due = datetime.fromisoformat(deadlines(CRITICAL, found, WORKING).resolve_by)
    assert (due.astimezone(UTC) - found.astimezone(UTC)).total_seconds() == 24 * 3600
    assert due.hour == 11


def test_an_observation_has_no_deadline() -> None:
    due = deadlines(Clock("none"), datetime(2026, 11, 23, 10, tzinfo=STOCKHOLM), WORKING)
    assert (due.acknowledge_by, due.make_safe_by, due.resolve_by) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "months", "days", "minutes"),
    [
        ("P1M", 1, 0, 0),
        ("P1Y", 12, 0, 0),
        ("P2W", 0, 14, 0),
        ("P7D", 0, 7, 0),
        ("PT30M", 0, 0, 30),
        ("P1DT4H", 0, 1, 240),
    ],
)
def test_durations_are_read(text, months, days, minutes) -> None:
    read = parse_duration(text)
    assert (read.months, read.days, read.minutes) == (months, days, minutes)


@pytest.mark.parametrize("text", ["", "P", "PT", "1M", "P1X", "P-1D", "P1DT", "event"])
def test_what_is_no_duration_is_refused(text) -> None:
    with pytest.raises(ValueError, match="not an ISO 8601 duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("start", "duration", "times", "expected"),
    [
        (date(2026, 1, 31), "P1M", 1, date(2026, 2, 28)),
        (date(2026, 1, 31), "P1M", 2, date(2026, 3, 31)),
        (date(2026, 11, 12), "P1M", 2, date(2027, 1, 12)),
        (date(2028, 2, 29), "P1Y", 1, date(2029, 2, 28)),
        (date(2026, 12, 28), "P1W", 1, date(2027, 1, 4)),
    ],
)
def test_periods_follow_the_calendar(start, duration, times, expected) -> None:
    assert add_to_date(start, parse_duration(duration), times) == expected
