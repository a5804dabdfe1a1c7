"""What counts as done, late and missed, and for whom."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import Person
from domain.rounds.completion import Completion, completion, is_done, may_follow_up
from domain.rounds.round import HANDED_ON, IN_PROGRESS, MISSED, PLANNED, SUBMITTED, SUSPENDED, Round
from tests.unit.world import CHECKLIST, SCHOOL

NOW = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
MONTH = Round("r", "B01", "sba", "1", opens="2026-01-12", due="2026-02-12", last_day="2026-02-19")
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


def signed(at: str, **changed: str) -> Round:
    return replace(MONTH, status=SUBMITTED, submitted_at=at, **changed)


def counted(*rounds: Round, since: date = ALWAYS[0], until: date = ALWAYS[1]) -> tuple[int, int, int]:
    """Done, late among them, and missed."""
    found = completion(rounds, since, until, NOW)
    return sum(c.done for c in found), sum(c.late for c in found), sum(len(c.missed) for c in found)


@pytest.mark.parametrize(
    ("round_", "done", "late", "missed"),
    [
        (signed("2026-01-20T09:00:00+00:00"), 1, 0, 0),
        (signed("2026-02-12T22:59:00+00:00"), 1, 0, 0),
        # Half past midnight on the wall.
        (signed("2026-02-12T23:30:00+00:00"), 1, 1, 0),
        (signed("2026-02-19T22:59:00+00:00"), 1, 1, 0),
        (signed("2026-02-19T23:30:00+00:00"), 0, 0, 1),
        (signed("2026-02-12T04:59:00+00:00", last_day="2026-02-12T06:00+01:00"), 1, 1, 0),
        (signed("2026-02-12T05:01:00+00:00", last_day="2026-02-12T06:00+01:00"), 0, 0, 1),
        (replace(MONTH, status=MISSED), 0, 0, 1),
        (replace(MONTH, status=PLANNED), 0, 0, 1),
        (replace(MONTH, status=IN_PROGRESS), 0, 0, 1),
        (replace(MONTH, status=SUSPENDED), 0, 0, 0),
        (replace(MONTH, status=PLANNED, due="2026-02-25", last_day="2026-03-01"), 0, 0, 0),
        (replace(MONTH, status=IN_PROGRESS, due="2026-02-25", last_day="2026-03-01"), 0, 0, 0),
        (Round("extra", "B01", "sba", "1", status=SUBMITTED, submitted_at="2026-02-01T09:00:00+00:00"), 0, 0, 0),
        (Round("form", "B01", "incident-x", "1", status=HANDED_ON, started_at="2026-02-01T09:00:00+00:00"), 0, 0, 0),
    ],
)
def test_a_planned_round_is_done_by_its_last_day_or_missed_or_still_to_be_seen(
    round_: Round, done: int, late: int, missed: int
) -> None:
    assert counted(round_) == (done, late, missed)


@pytest.mark.parametrize(
    ("round_", "day"),
    [
        (signed("2026-01-20T09:00:00+00:00"), date(2026, 1, 20)),
        (signed("2026-02-15T09:00:00+00:00"), date(2026, 2, 12)),
        (replace(MONTH, status=MISSED), date(2026, 2, 12)),
    ],
)
def test_a_round_counts_on_one_day_when_it_was_due_or_signed_before(round_: Round, day: date) -> None:
    one = timedelta(days=1)
    assert sum(counted(round_, since=day, until=day)) == sum(counted(round_))
    assert counted(round_, until=day - one) == counted(round_, since=day + one) == (0, 0, 0)


def test_buildings_and_checklists_are_counted_apart_and_the_latest_missed_comes_first() -> None:
    missed = replace(MONTH, status=MISSED)
    later = replace(missed, id="r2", due="2026-02-20", last_day="2026-02-27")
    elsewhere, other = replace(missed, building="B02"), signed("2026-02-01T09:00:00+00:00", checklist="alarm")
    assert completion([elsewhere, missed, other, later], *ALWAYS, NOW) == [
        Completion("B01", "alarm", 1, 0, ()),
        Completion("B01", "sba", 0, 0, (later, missed)),
        Completion("B02", "sba", 0, 0, (elsewhere,)),
    ]


@pytest.mark.parametrize(("done", "missed", "percent"), [(1, 0, 100), (2, 1, 66), (0, 3, 0), (199, 1, 99)])
def test_a_hundred_percent_is_every_planned_round(done: int, missed: int, percent: int) -> None:
    found = Completion("B01", "sba", done, 0, missed * (MONTH,))
    assert (found.planned, found.percent) == (done + missed, percent)


ROUNDS = st.builds(
    lambda status, due, grace, signed_after: replace(
        MONTH,
        status=status,
        due=due.isoformat(),
        last_day=(due + timedelta(days=grace)).isoformat(),
        submitted_at=f"{due + timedelta(days=signed_after)}T10:00:00+00:00" if status == SUBMITTED else "",
    ),
    st.sampled_from([PLANNED, IN_PROGRESS, MISSED, SUSPENDED, SUBMITTED]),
    st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    st.integers(0, 20),
    st.integers(-30, 40),
)


@given(st.lists(ROUNDS, max_size=20), st.dates(date(2026, 1, 1), date(2026, 6, 1)))
def test_two_spans_side_by_side_count_every_round_once(rounds: list[Round], between: date) -> None:
    first = counted(*rounds, until=between)
    second = counted(*rounds, since=between + timedelta(days=1))
    assert tuple(map(sum, zip(first, second, strict=True))) == counted(*rounds)
    assert counted(*rounds)[0] == sum(is_done(round_, NOW) for round_ in rounds)


@pytest.mark.parametrize(
    ("roles", "buildings", "may"),
    [
        (("safety_coordinator",), (), True),
        (("fire_officer",), (), True),
        (("fire_responsible",), ("B01",), True),
        (("fire_responsible",), ("B02",), False),
        (("inspector",), ("B01",), False),
    ],
)
def test_the_coordinator_follows_up_all_and_a_reviewer_what_they_review_where_they_work(
    roles: tuple[str, ...], buildings: tuple[str, ...], may: bool
) -> None:
    checklist = replace(CHECKLIST, reviewed_by=("fire_responsible",))
    assert may_follow_up(Person("p", "P", "BUN", roles, buildings), checklist, SCHOOL) is may
