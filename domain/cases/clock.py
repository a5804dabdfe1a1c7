"""The times of a case's steps: from when it became known here that they are needed.

An employer cannot report what has not reached it, so that a day without coverage makes nothing late on arrival; no
clock begins before anything has happened (workflows, chapter 18, point 11; of data breaches GDPR art. 33).
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.steps import NEXT_DAY, SAME_DAY, STEPS, StepKind
from domain.clocks.deadlines import WALL, after, allowed, as_iso
from domain.clocks.working_time import WorkingTime

WORKING = "working_days"
END_OF_DAY = time(23, 59, 59)


def timed(case: CaseFile, known: datetime, working: WorkingTime) -> CaseFile:
    """The case with times for those of its steps that have none yet; `known` is now, with time zone."""
    return replace(case, steps=tuple(step if step.since else _timed(step, known, working) for step in case.steps))


def _timed(step: CaseStep, known: datetime, working: WorkingTime) -> CaseStep:
    kind = STEPS[step.do]
    aim, by = (_until(kind, length, known, working) for length in (kind.aim, kind.within))
    return replace(step, since=as_iso(known, working), aim=aim, by=by)


def _until(kind: StepKind, length: str, known: datetime, working: WorkingTime) -> str:
    if not length:
        return ""
    if length in (SAME_DAY, NEXT_DAY):
        day = known.astimezone(working.zone).date() + timedelta(days=length == NEXT_DAY)
        return as_iso(datetime.combine(day, END_OF_DAY, working.zone), working)
    clock = WORKING if kind.working else WALL
    return as_iso(after(known, allowed(length, clock, working), clock, working), working)
