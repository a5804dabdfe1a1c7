"""Who is told when a step of a case is not taken: first those who handle it, then the coordinator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.from_form import COORDINATOR

REMINDED_AFTER = {"contact": timedelta(hours=4)}
"""The first talk waits for no evening (the threat form, point thr-14)."""


@dataclass(frozen=True)
class CaseCall:
    """`role` is told at `at` (ISO 8601 with offset) that the step `do` is not taken; `late` when it should be."""

    do: str
    role: str
    at: str
    late: bool


def calls(case: CaseFile) -> tuple[CaseCall, ...]:
    """All that will be told, as long as nothing happens to the case; nothing of one that is closed."""
    if not case.is_open:
        return ()
    return tuple(call for step in case.steps if step.is_open and step.since for call in _of(case, step))


def late_steps(case: CaseFile, now: datetime) -> tuple[CaseStep, ...]:
    steps = case.steps if case.is_open else ()
    return tuple(step for step in steps if step.is_open and step.due and datetime.fromisoformat(step.due) < now)


def _of(case: CaseFile, step: CaseStep) -> Iterator[CaseCall]:
    handlers = [role for role in case.handlers if role != COORDINATOR]
    if reminded := REMINDED_AFTER.get(step.do):
        at = (datetime.fromisoformat(step.since) + reminded).isoformat()
        yield from (CaseCall(step.do, role, at, late=False) for role in handlers)
    if step.aim and step.by:
        yield from (CaseCall(step.do, role, step.aim, late=False) for role in handlers)
    if step.due:
        yield from (CaseCall(step.do, role, step.due, late=True) for role in (*handlers, COORDINATOR))
