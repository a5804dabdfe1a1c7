"""When letters go: at once, in the morning, and never in quiet hours, also in the nights when the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.post.choices import stand_ins
from sync_server.post.pace import AT_ONCE, DAILY, ONLY_CRITICAL, Choice, is_quiet, is_wanted, may_go, next_daily

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Choice(quiet_from="21:00", quiet_to="06:30")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "at", "expected"),
    [
        ("21:00-06:30", "2026-11-23T19:59", False),
        ("21:00-06:30", "2026-11-23T20:00", True),
        ("21:00-06:30", "2026-11-24T05:29", True),
        ("21:00-06:30", "2026-11-24T05:30", False),
        ("12:00-13:00", "2026-07-01T10:30", True),
        ("12:00-13:00", "2026-07-01T11:00", False),
        # On 28 March 2027 the clock goes from 02:00 to 03:00 at 01:00 UTC.
        ("21:00-06:30", "2027-03-28T04:29", True),
        ("21:00-06:30", "2027-03-28T04:30", False),
        ("22:00-02:30", "2027-03-28T00:59", True),
        ("22:00-02:30", "2027-03-28T01:29", True),
        ("22:00-02:30", "2027-03-28T01:30", False),
        ("02:30-06:00", "2027-03-28T00:29", False),
        ("02:30-06:00", "2027-03-28T00:30", True),
        # On 31 October 2027 it goes from 03:00 back to 02:00 at 01:00 UTC: 02:30 comes twice.
        ("21:00-06:30", "2027-10-31T05:29", True),
        ("21:00-06:30", "2027-10-31T05:30", False),
        ("22:00-02:30", "2027-10-31T00:45", True),
        ("22:00-02:30", "2027-10-31T01:29", True),
        ("22:00-02:30", "2027-10-31T01:30", False),
        ("02:30-06:00", "2027-10-31T00:29", False),
        ("02:30-06:00", "2027-10-31T01:10", True),
        ("-", "2026-11-23T01:00", False),
        ("07:00-07:00", "2026-11-23T06:00", False),
    ],
)
def test_quiet_hours_are_those_of_the_clock_on_the_wall(quiet: str, at: str, expected: bool):
    begins, _, ends = quiet.partition("-")
    assert is_quiet(Choice(quiet_from=begins, quiet_to=ends), utc(at), STOCKHOLM) is expected


clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


@given(clocks, clocks, moments)
def test_what_the_clock_shows_between_the_two_times_is_quiet(begins: str, ends: str, now: datetime):
    shown = f"{now.astimezone(STOCKHOLM):%H:%M}"
    within = begins <= shown < ends if begins < ends else (shown >= begins or shown < ends)
    if within and begins != ends:
        assert is_quiet(Choice(quiet_from=begins, quiet_to=ends), now, STOCKHOLM)


@given(clocks, clocks, moments, st.sampled_from([AT_ONCE, DAILY]))
def test_every_wanted_letter_goes_within_three_days_whatever_the_quiet_hours(
    begins: str, ends: str, queued: datetime, pace: str
):
    choice = Choice(pace, begins, ends)
    minutes = (queued + timedelta(minutes=10 * step) for step in range(3 * 144))
    shortest_pause = (int(ends[:2]) * 60 + int(ends[3:]) - int(begins[:2]) * 60 - int(begins[3:])) % 1440 < 24 * 60 - 10
    assert not shortest_pause or any(may_go(choice, queued, now, STOCKHOLM, urgent=False) for now in minutes)


@given(st.builds(Choice, st.sampled_from([AT_ONCE, DAILY, ONLY_CRITICAL]), clocks, clocks), moments)
def test_what_is_critical_goes_at_once_whatever_was_chosen(choice: Choice, now: datetime):
    assert is_wanted(choice, urgent=True)
    assert may_go(choice, now, now, STOCKHOLM, urgent=True)


@given(moments)
def test_the_days_letters_go_at_seven_by_the_clock_once_a_day(queued: datetime):
    due = next_daily(queued, STOCKHOLM)
    assert queued < due
    assert due.astimezone(UTC) - queued <= timedelta(hours=25)
    assert f"{due:%H:%M}" == "07:00"


def test_a_letter_of_the_day_waits_for_the_end_of_quiet_hours_that_go_past_seven():
    late_riser = Choice(DAILY, "22:00", "09:00")
    queued = utc("2026-11-23T10:00")
    assert not may_go(late_riser, queued, utc("2026-11-24T06:30"), STOCKHOLM, urgent=False)
    assert may_go(late_riser, queued, utc("2026-11-24T08:00"), STOCKHOLM, urgent=False)


def test_a_letter_that_was_held_up_until_quiet_hours_waits_for_their_end():
    queued = utc("2026-11-23T19:55")
    assert may_go(NIGHT, queued, queued, STOCKHOLM, urgent=False)
    assert not may_go(NIGHT, queued, utc("2026-11-23T20:05"), STOCKHOLM, urgent=False)


AWAY = "2026-11-27"


@pytest.mark.parametrize(
    ("choices", "at", "line"),
    [
        ({}, "2026-11-23T10:00", ["anna"]),
        ({"anna": Choice(away_until=AWAY)}, "2026-11-23T10:00", ["anna"]),
        ({"anna": Choice(stand_in="bo")}, "2026-11-23T10:00", ["anna"]),
        ({"anna": Choice(away_until=AWAY, stand_in="bo")}, "2026-11-23T10:00", ["bo", "anna"]),
        ({"anna": Choice(away_until=AWAY, stand_in="bo")}, "2026-11-27T22:59", ["bo", "anna"]),
        ({"anna": Choice(away_until=AWAY, stand_in="bo")}, "2026-11-27T23:00", ["anna"]),
        (
            {"anna": Choice(away_until=AWAY, stand_in="bo"), "bo": Choice(away_until=AWAY, stand_in="cia")},
            "2026-11-23T10:00",
            ["cia", "bo", "anna"],
        ),
        (
            {"anna": Choice(away_until=AWAY, stand_in="bo"), "bo": Choice(away_until=AWAY, stand_in="anna")},
            "2026-11-23T10:00",
            ["bo", "anna"],
        ),
    ],
)
def test_who_is_told_while_somebody_is_away(choices: dict[str, Choice], at: str, line: list[str]):
    assert stand_ins(choices, "anna", utc(at), STOCKHOLM) == line
