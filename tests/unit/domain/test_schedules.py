"""Which rounds are planned: one a period, by the calendar and the clock on the wall, whenever it is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist
from domain.durations import add_to_date, parse_duration
from domain.rounds.round import IN_PROGRESS, MISSED, PLANNED, SUBMITTED, SUSPENDED, Round
from domain.rounds.schedules import Schedule, as_of, is_late, is_over, planned_rounds
from domain.rounds.school_year import SchoolYear
from tests.unit.world import CHECKLIST, SCHOOL

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SCHEDULE = Schedule("B01", "sba", "inspector-1", "2026-01-12")
NO_HOLIDAYS = SchoolYear((), lambda _: False)
NIGHTLY = replace(CHECKLIST, id="guard", interval="P1D", grace="PT6H")


def rounds(
    since: date, to: date, checklist: Checklist = CHECKLIST, start: str = "2026-01-12", hour: int = 12
) -> list[Round]:
    now = datetime(to.year, to.month, to.day, hour, tzinfo=STOCKHOLM)
    return list(planned_rounds(replace(SCHEDULE, start=start), checklist, SCHOOL, NO_HOLIDAYS, since, now))


def opens(*which: Round) -> list[str]:
    return [round_.opens for round_ in which]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 1, 11), []),
        (date(2026, 1, 12), ["2026-01-12"]),
        (date(2026, 2, 11), ["2026-01-12"]),
        (date(2026, 2, 12), ["2026-01-12", "2026-02-12"]),
        (date(2026, 2, 19), ["2026-01-12", "2026-02-12"]),
        (date(2026, 2, 20), ["2026-02-12"]),
        (date(2026, 11, 23), ["2026-11-12"]),
    ],
)
def test_this_periods_round_is_there_and_the_last_ones_while_its_grace_lasts(day: date, found: list[str]) -> None:
    assert opens(*rounds(day, day)) == found


def test_after_two_months_without_a_server_the_rounds_of_those_months_are_planned_too() -> None:
    assert opens(*rounds(date(2026, 2, 1), date(2026, 4, 1))) == ["2026-01-12", "2026-02-12", "2026-03-12"]


def test_a_round_is_due_when_the_next_opens_and_too_late_after_the_grace() -> None:
    day = date(2026, 11, 23)
    [round_] = rounds(day, day)
    assert (round_.due, round_.last_day) == ("2026-12-12", "2026-12-19")


@pytest.mark.parametrize(
    ("interval", "start", "found"),
    [
        ("P1W", "2026-12-21", ["2026-12-21", "2026-12-28", "2027-01-04"]),
        ("P1M", "2027-11-30", ["2027-11-30", "2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"]),
        ("P1M", "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        ("P3M", "2026-11-30", ["2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"]),
        ("P6M", "2026-08-31", ["2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29"]),
        ("P1Y", "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
    ],
)
def test_rounds_open_on_the_same_day_of_the_month_or_on_its_last(interval: str, start: str, found: list[str]) -> None:
    checklist = replace(CHECKLIST, interval=interval)
    first, last = date.fromisoformat(start), date.fromisoformat(found[-1])
    assert opens(*rounds(first, last, checklist, start)) == found


@pytest.mark.parametrize(
    ("night", "last_moment"),
    [
        (date(2026, 1, 1), "2026-01-02T06:00+01:00"),
        (date(2026, 7, 1), "2026-07-02T06:00+02:00"),
        (date(2026, 3, 28), "2026-03-29T07:00+02:00"),
        (date(2026, 10, 24), "2026-10-25T05:00+01:00"),
    ],
)
def test_a_grace_of_six_hours_is_six_hours_also_when_the_clocks_change(night: date, last_moment: str) -> None:
    [round_] = [r for r in rounds(night, night, NIGHTLY, "2025-12-01") if r.opens == night.isoformat()]
    assert round_.last_day == last_moment
    midnight = datetime.fromisoformat(f"{round_.due}T00:00").replace(tzinfo=STOCKHOLM).astimezone(UTC)
    assert datetime.fromisoformat(last_moment) - midnight == timedelta(hours=6)


def test_last_days_and_last_moments_sort_as_texts_in_the_order_in_which_they_come() -> None:
    lasts = [r.last_day for r in rounds(date(2026, 1, 12), date(2027, 1, 12), NIGHTLY)]
    assert lasts == sorted(lasts)
    assert "2026-03-28" < "2026-03-29" < "2026-03-29T07:00+02:00" < "2026-03-30"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


MONTHLY = Round("r", "B01", "sba", "1", opens="2026-01-12", due="2026-02-12", last_day="2026-02-19")
NIGHT = replace(MONTHLY, opens="2026-02-11", last_day="2026-02-12T06:00+01:00")


@pytest.mark.parametrize(
    ("round_", "now", "late", "over"),
    [
        (MONTHLY, "2026-02-12T23:59", False, False),
        (MONTHLY, "2026-02-13T00:00", True, False),
        (MONTHLY, "2026-02-19T23:59", True, False),
        (MONTHLY, "2026-02-20T00:00", True, True),
        (NIGHT, "2026-02-11T23:59", False, False),
        (NIGHT, "2026-02-12T00:00", True, False),
        (NIGHT, "2026-02-12T06:00", True, False),
        (NIGHT, "2026-02-12T06:01", True, True),
        (Round("extra", "B01", "sba", "1"), "2026-02-12T06:01", False, False),
    ],
)
def test_a_round_is_late_after_its_due_day_and_over_after_its_last_by_the_clock_on_the_wall(
    round_: Round, now: str, late: bool, over: bool
) -> None:
    assert (is_late(round_, now[:10]), is_over(round_, at(now))) == (late, over)


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (PLANNED, MISSED),
        (MISSED, MISSED),
        (SUSPENDED, SUSPENDED),
        (IN_PROGRESS, IN_PROGRESS),
        (SUBMITTED, SUBMITTED),
    ],
)
def test_only_a_round_that_nobody_began_is_missed_and_it_stays_so(status: str, becomes: str) -> None:
    before = replace(MONTHLY, status=status)
    assert as_of(before, at("2026-02-19T12:00")) == before
    assert as_of(before, at("2026-02-20T12:00")).status == becomes


def test_what_happens_when_it_happens_is_not_planned() -> None:
    form = replace(CHECKLIST, interval="event", grace="")
    assert rounds(date(2026, 1, 1), date(2027, 1, 1), form) == []


# --- what must hold for every interval -------------------------------------------------------------------------------

DAYS = st.dates(date(2026, 1, 1), date(2029, 1, 1))
INTERVALS = st.one_of(
    st.integers(1, 40).map(lambda n: f"P{n}D"),
    st.integers(1, 6).map(lambda n: f"P{n}W"),
    st.integers(1, 24).map(lambda n: f"P{n}M"),
    st.integers(1, 3).map(lambda n: f"P{n}Y"),
)
GRACES = st.one_of(st.just(""), st.integers(0, 60).map(lambda n: f"P{n}D"), st.integers(1, 23).map(lambda n: f"PT{n}H"))


@given(DAYS, INTERVALS, GRACES, DAYS, st.integers(0, 400))
def test_each_round_opens_when_the_one_before_it_is_due(
    start: date, interval: str, grace: str, since: date, more: int
) -> None:
    checklist = replace(CHECKLIST, interval=interval, grace=grace)
    found = rounds(since, since + timedelta(days=more), checklist, start.isoformat())
    assert [before.due for before in found[:-1]] == opens(*found[1:])
    for number, round_ in enumerate(found):
        assert round_.opens < round_.due <= round_.last_day
        assert round_.last_day[:10] >= since.isoformat(), number


@given(DAYS, INTERVALS, GRACES, DAYS, st.integers(0, 400))
def test_every_day_has_the_round_of_its_period_and_none_that_is_not_open_yet(
    start: date, interval: str, grace: str, since: date, more: int
) -> None:
    checklist = replace(CHECKLIST, interval=interval, grace=grace)
    to = since + timedelta(days=more)
    found = rounds(since, to, checklist, start.isoformat())
    assert all(round_.opens <= to.isoformat() for round_ in found)
    number, expected = 0, []
    while (day := add_to_date(start, parse_duration(interval), number)) <= to:
        number += 1
        if add_to_date(start, parse_duration(interval), number) >= since:
            expected.append(day.isoformat())
    assert set(expected) <= set(opens(*found))


@given(DAYS, INTERVALS, GRACES, DAYS, st.lists(st.integers(0, 100), max_size=6))
def test_asking_often_finds_the_same_rounds_as_asking_once(
    start: date, interval: str, grace: str, since: date, pauses: list[int]
) -> None:
    checklist = replace(CHECKLIST, interval=interval, grace=grace)
    last, found = since, {}
    for pause in pauses:
        now = last + timedelta(days=pause)
        found |= {round_.id: round_ for round_ in rounds(last, now, checklist, start.isoformat())}
        last = now
    once = {round_.id: round_ for round_ in rounds(since, last, checklist, start.isoformat())} if pauses else {}
    assert found == once
