"""Figures that a checklist asks for and the app can count itself (`prefill`), from the documents that are at hand."""

from collections.abc import Iterable
from datetime import date, datetime

from domain.durations import Duration, add_to_date
from domain.rounds.completion import completion
from domain.rounds.round import HANDED_ON, SUBMITTED, Round
from domain.tasks.task import Task

MONTHLY_ROUND, ALARM_TEST, THREAT = "sba-monthly", "alarm-test", "incident-threat-violence"
INCIDENT, FIRE = "incident-", "FIR"
SENT = (HANDED_ON, SUBMITTED)
"""A form that is still being written has told nobody of anything."""


def figure(name: str, building: str, rounds: Iterable[Round], tasks: Iterable[Task], now: datetime) -> int | None:
    """The figure for a building at `now`, in the municipality's time zone; whoever fills it in may correct it.

    None where it is not known: of alarm tests and monthly rounds there is always some to be seen by those who may see
    them, while of incidents there may really be none.
    """
    here = [round_ for round_ in rounds if round_.building == building]
    cases = [task for task in tasks if task.building == building]
    match name:
        case "round_completion_12m":
            return _completion(here, now)
        case "keeper_tests_12m":
            tests = [round_ for round_ in here if round_.checklist == ALARM_TEST]
            return sum(r.status == SUBMITTED and _recent(r.submitted_at, 12, now) for r in tests) if tests else None
        case "overdue_tasks_fire":
            return sum(_is_of_fire(task) and task.is_open and _has_passed(task.resolve_by, now) for task in cases)
        case "threat_count_6m_own_unit":
            return sum(round_.checklist == THREAT and _was_told(round_, 6, now) for round_ in here)
        case "incident_count_12m_own_unit":
            incidents = sum(round_.checklist.startswith(INCIDENT) and _was_told(round_, 12, now) for round_ in here)
            return incidents + sum(_recent(task.found_at, 12, now) for task in cases)
    return None


def _completion(rounds: list[Round], now: datetime) -> int | None:
    monthly = [round_ for round_ in rounds if round_.checklist == MONTHLY_ROUND]
    counted = completion(monthly, _months_ago(12, now), now.date(), now)
    return counted[0].percent if counted else None


def _is_of_fire(task: Task) -> bool:
    return task.component.split(".")[0] == FIRE


def _was_told(round_: Round, months: int, now: datetime) -> bool:
    return round_.status in SENT and _recent(round_.started_at, months, now)


def _recent(at: str, months: int, now: datetime) -> bool:
    return datetime.fromisoformat(at).astimezone(now.tzinfo).date() >= _months_ago(months, now)


def _months_ago(months: int, now: datetime) -> date:
    return add_to_date(now.date(), Duration(months=months), -1)


def _has_passed(moment: str, now: datetime) -> bool:
    return bool(moment) and datetime.fromisoformat(moment) < now
