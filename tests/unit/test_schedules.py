"""Which rounds are on the list on a day."""

from datetime import date

import pytest

from domain.schedules import Schedule, planned_rounds
from tests.unit.world import CHECKLIST

SCHEDULE = Schedule("B01", "sba", "inspector-1", "2026-01-12")


@pytest.mark.parametrize(
    ("day", "opens"),
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
def test_this_periods_round_is_there_and_the_last_ones_while_its_grace_lasts(day, opens) -> None:
    assert [round_.opens for round_ in planned_rounds(SCHEDULE, CHECKLIST, day)] == opens


def test_planning_twice_gives_the_same_rounds() -> None:
    day = date(2026, 2, 14)
    assert list(planned_rounds(SCHEDULE, CHECKLIST, day)) == list(planned_rounds(SCHEDULE, CHECKLIST, day))


def test_a_round_is_due_when_the_next_opens_and_too_late_after_the_grace() -> None:
    [round_] = planned_rounds(SCHEDULE, CHECKLIST, date(2026, 11, 23))
    assert (round_.due, round_.last_day) == ("2026-12-12", "2026-12-19")
