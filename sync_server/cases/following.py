"""What becomes of a report when it has been sent, or more of it filled in: its case, with all its times."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.cases.case_file import CaseFile
from domain.cases.clock import timed
from domain.cases.duties import INSURED_FROM
from domain.cases.from_form import brought_up, has_case
from domain.cases.opened import CaseLog, log_of
from domain.policy import Policy
from domain.rounds.round import Round
from sync_server.register.register import Register
from sync_server.sync.followup import working_time


def follow_report(
    register: Register, case_behind: Callable[[str], CaseFile | None], report: Round, received: datetime
) -> tuple[CaseFile | CaseLog, ...]:
    """The report's case, where it has changed: with its log, where it is new and openings are logged.

    `case_behind` gives the case as it stands, whoever may see it; most rounds are no reports, and it is not asked.
    """
    checklist, building = register.checklist(report.checklist, report.version), register.building(report.building)
    if checklist is None or building is None or not has_case(report, checklist):
        return ()
    before, policy = case_behind(report.id), register.municipality.policy
    at = received.isoformat(timespec="milliseconds")
    case = brought_up(before, report, checklist, building, at, insured_from(policy))
    case = timed(_with_titles(register, case), received, working_time(policy.working_time))
    if case == before:
        return ()
    log = log_of(case) if before is None else None
    return (case, log) if log else (case,)


def insured_from(policy: Policy) -> float:
    """The sum in SEK from which any damage is told to the insurer."""
    said: Any = policy.rest
    for key in ("external_reports", "insurer", "prompt", "otherwise_from_sek"):
        said = said.get(key) if isinstance(said, dict) else None
    return said if isinstance(said, int | float) else INSURED_FROM


def _with_titles(register: Register, case: CaseFile) -> CaseFile:
    """What the answers say was done has a person, and people are shown by their title."""
    steps = tuple(
        replace(step, title=register.person(step.person).title) if step.person and not step.title else step
        for step in case.steps
    )
    return replace(case, steps=steps)
