"""The figures that the app fills in, and when it does not know."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.checklists.figures import figure
from domain.rounds.round import HANDED_ON, IN_PROGRESS, MISSED, PLANNED, SUBMITTED, Round
from domain.tasks.task import Task

NOW = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def month(number: int, status: str = SUBMITTED, checklist: str = "sba-monthly", building: str = "B01") -> Round:
    """The round of a month of 2026, signed on the 20th."""
    return Round(
        f"{checklist}-{number}",
        building,
        checklist,
        "1",
        status=status,
        opens=f"2026-{number:02}-12",
        due=f"2026-{number + 1:02}-12",
        last_day=f"2026-{number + 1:02}-19",
        submitted_at=f"2026-{number:02}-20T09:00:00+00:00" if status == SUBMITTED else "",
    )


def form(checklist: str, at: str, status: str = HANDED_ON, building: str = "B01") -> Round:
    return Round(at + checklist, building, checklist, "1", status=status, started_at=at)


def task(component: str = "FIR.EXT.PRT", resolve_by: str = "2026-11-20T15:00:00+01:00", **changed: str) -> Task:
    found = Task("t", "t", "B01", component, "", "high", "TF", "TF", "2026-11-01T09:00:00+00:00", resolve_by=resolve_by)
    return replace(found, **changed)


def test_completion_is_the_share_of_the_monthly_rounds_of_a_year() -> None:
    rounds = [*map(month, range(1, 9)), month(9, MISSED), month(10, PLANNED), month(3, MISSED, "sba-quarterly")]
    assert figure("round_completion_12m", "B01", rounds, [], NOW) == 80
    assert figure("round_completion_12m", "B01", [*rounds, month(3, MISSED, building="B02")], [], NOW) == 80


def test_completion_is_not_known_where_no_round_is_to_be_seen() -> None:
    assert figure("round_completion_12m", "B01", [month(1, building="B02")], [], NOW) is None


@pytest.mark.parametrize(
    ("held", "late"),
    [
        ([task()], 1),
        ([task(), task(component="FIR"), task(component="FIRE.X"), task(component="ALM.BUR")], 2),
        ([task(resolve_by="2026-11-23T11:59:00+01:00"), task(resolve_by="2026-11-23T12:01:00+01:00")], 1),
        ([task(status="closed"), task(resolve_by=""), task(building="B02")], 0),
        ([], 0),
    ],
)
def test_fire_deficiencies_past_their_deadline_are_the_open_ones_of_the_building(held: list[Task], late: int) -> None:
    assert figure("overdue_tasks_fire", "B01", [], held, NOW) == late


def test_keeper_tests_are_those_signed_within_a_year_and_not_known_where_none_may_be_seen() -> None:
    old = replace(month(1, checklist="alarm-test"), submitted_at="2025-11-22T10:00:00+00:00")
    tests = [month(n, checklist="alarm-test") for n in range(1, 4)] + [month(4, MISSED, "alarm-test"), old]
    assert figure("keeper_tests_12m", "B01", [*tests, month(5)], [], NOW) == 3
    assert figure("keeper_tests_12m", "B01", [month(5)], [], NOW) is None


THREAT = "incident-threat-violence"


@pytest.mark.parametrize(
    ("held", "count"),
    [
        ([], 0),
        ([form(THREAT, "2026-11-01T09:00:00+00:00"), form(THREAT, "2026-05-23T09:00:00+00:00", SUBMITTED)], 2),
        ([form(THREAT, "2026-05-22T09:00:00+00:00")], 0),
        ([form(THREAT, "2026-11-01T09:00:00+00:00", IN_PROGRESS)], 0),
        ([form("incident-lost-key", "2026-11-01T09:00:00+00:00")], 0),
        ([form(THREAT, "2026-11-01T09:00:00+00:00", building="B02")], 0),
    ],
)
def test_threats_of_half_a_year_are_the_reports_that_were_sent(held: list[Round], count: int) -> None:
    assert figure("threat_count_6m_own_unit", "B01", held, [], NOW) == count


def test_incidents_and_deviations_of_a_year_are_counted_together() -> None:
    rounds = [
        form(THREAT, "2026-01-01T09:00:00+00:00"),
        form("incident-lost-key", "2025-11-22T09:00:00+00:00"),
        month(5),
    ]
    tasks = [task(), task(found_at="2025-11-22T09:00:00+00:00"), task(building="B02")]
    assert figure("incident_count_12m_own_unit", "B01", rounds, tasks, NOW) == 2


def test_a_figure_that_nobody_has_heard_of_is_not_known() -> None:
    assert figure("phase_of_the_moon", "B01", [month(5)], [task()], NOW) is None
