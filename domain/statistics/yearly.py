"""The yearly follow-up of a department, or of the whole municipality: how its ordinary safety work went.

Source: workflows, chapter 17. It goes to the executive board and is public there, so only what is open is counted
here; what happened of other kinds stands beside it in the publication (`small_cells`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from statistics import median

from domain.cases.case_file import CaseFile
from domain.findings import WITHDRAWN, Finding
from domain.rounds.completion import completion
from domain.rounds.round import Round
from domain.secrecy.table import OPEN
from domain.tasks.task import Task

GRAFFITI = "GRF"


@dataclass(frozen=True)
class Yearly:
    """`org` is "" for the whole municipality. `domains` counts findings by the first part of their component's code.

    `in_time` of `due` tasks were done before they were late. `removal_days` is the median of graffiti from report to
    removal, None where nothing was removed; `damage_sek` what open damage cost, finally or as estimated, and
    `claimed_sek` how much of that was told to the insurer.
    """

    org: str
    rounds_done: int = 0
    rounds_planned: int = 0
    severities: dict[str, int] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)
    repeats: int = 0
    in_time: int = 0
    due: int = 0
    disputes: int = 0
    graffiti: int = 0
    removal_days: float | None = None
    damage_sek: int = 0
    claimed_sek: int = 0


@dataclass(frozen=True)
class Work:
    """What there is to count, of every year. What is not open is passed over."""

    rounds: Sequence[Round]
    findings: Sequence[Finding]
    tasks: Sequence[Task]
    cases: Sequence[CaseFile]


def yearly(work: Work, orgs: dict[str, str], year: int, now: datetime) -> tuple[Yearly, ...]:
    """The whole municipality first, then each department. `orgs` says whose each building is, as its user."""
    departments = sorted({*orgs.values()} - {""})
    whole = _counted("", _open(work), year, now)
    return (whole, *(_counted(org, _of(_open(work), org, orgs), year, now) for org in departments))


def _open(work: Work) -> Work:
    def those(things: Iterable) -> list:
        return [each for each in things if each.confidentiality == OPEN]

    return Work(those(work.rounds), those(work.findings), those(work.tasks), those(work.cases))


def _of(work: Work, org: str, orgs: dict[str, str]) -> Work:
    """A task is of whoever is to do it, all else of whoever uses the building."""

    def here(things: Iterable) -> list:
        return [each for each in things if orgs.get(each.building) == org]

    return Work(
        here(work.rounds), here(work.findings), [task for task in work.tasks if task.org == org], here(work.cases)
    )


def _counted(org: str, work: Work, year: int, now: datetime) -> Yearly:
    until = min(date(year, 12, 31), now.date())
    rounds = completion(work.rounds, date(year, 1, 1), until, now)
    findings = [each for each in work.findings if _year(each.found_at, now.tzinfo) == year and each.status != WITHDRAWN]
    due = [task for task in work.tasks if _year(task.resolve_by, now.tzinfo) == year and _is_settled(task, now)]
    removed = [
        task for task in work.tasks if task.component.startswith(GRAFFITI) and _year(task.done_at, now.tzinfo) == year
    ]
    cases = [case for case in work.cases if _year(case.opened_at, now.tzinfo) == year]
    claimed = [case for case in cases if (step := case.step("insurer")) and step.done_at]
    return Yearly(
        org,
        sum(each.done for each in rounds),
        sum(each.planned for each in rounds),
        dict(sorted(Counter(each.severity for each in findings).items())),
        dict(sorted(Counter(each.component.partition(".")[0] for each in findings).items())),
        sum(bool(each.seen_again) for each in findings),
        sum(_in_time(task) for task in due),
        len(due),
        sum(_year(dispute.at, now.tzinfo) == year for task in work.tasks for dispute in task.disputes),
        sum(each.component.startswith(GRAFFITI) for each in findings),
        round(median(_days(task) for task in removed), 1) if removed else None,
        sum(map(_sek, cases)),
        sum(map(_sek, claimed)),
    )


def _is_settled(task: Task, now: datetime) -> bool:
    return bool(task.done_at) or datetime.fromisoformat(task.resolve_by) <= now


def _in_time(task: Task) -> bool:
    return bool(task.done_at) and datetime.fromisoformat(task.done_at) <= datetime.fromisoformat(task.resolve_by)


def _days(task: Task) -> float:
    taken = datetime.fromisoformat(task.done_at) - datetime.fromisoformat(task.found_at)
    return taken.total_seconds() / 86_400


def _sek(case: CaseFile) -> int:
    return case.cost.final if case.cost.final is not None else case.cost.estimated or 0


def _year(at: str, zone: tzinfo | None) -> int:
    """0 for no moment."""
    return datetime.fromisoformat(at).astimezone(zone).year if at else 0
