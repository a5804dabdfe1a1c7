"""Everything in the database that is kept for a number of years: with its class, the day it was closed, and its holds.

What is still open is never closed, whatever its age; and a task is held with the case that it belongs to.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.cases.case_file import CaseFile
from domain.cases.from_form import INCIDENT_FORM
from domain.cases.minimised import DETAILS, OK_PHOTOS, case_without_details, without_details, without_ok_photos
from domain.cases.opened import CaseLog
from domain.findings import Finding
from domain.records import from_plain
from domain.rounds.round import MISSED, SUSPENDED, Round
from domain.secrecy.retention import ClosedRecord, Hold
from domain.secrecy.table import RESTRICTED
from domain.tasks.steps import CLOSED, DUPLICATE, PASSED_ON
from domain.tasks.task import Task
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import TYPES

CASE, ROUND, TASK, LOG, PHOTOS, WORDS = "case", "round", "task", "case_log", "round_photos", "case_details"
"""What a record is: a document with what belongs to it, or only the photos or the words of one."""
TASK_CLASS, LOG_CLASS = "task", "access_log"
OVER = (CLOSED, DUPLICATE, PASSED_ON)


@dataclass(frozen=True)
class Archive:
    """The documents by kind and id, with the municipality's own day for a moment."""

    register: Register
    rounds: dict[str, Round]
    findings: dict[str, Finding]
    tasks: dict[str, Task]
    cases: dict[str, CaseFile]
    logs: dict[str, CaseLog]

    def day(self, at: str) -> str:
        """The ISO date by the municipality's clock; "" for no moment."""
        zone = ZoneInfo(self.register.municipality.timezone)
        return datetime.fromisoformat(at).astimezone(zone).date().isoformat() if at else ""

    def holds(self, case: CaseFile | None) -> tuple[Hold, ...]:
        return tuple(Hold(held.reason, held.until) for held in case.holds) if case else ()


def archive(connection: Connection, register: Register) -> Archive:
    def read(kind: str) -> dict[str, Any]:
        stored = ledger.load_all(connection, [kind])
        return {name: from_plain(TYPES[kind], json.loads(kept.body)) for (_, name), kept in stored.items()}

    return Archive(register, *map(read, ("round", "finding", "task", "case", "case_log")))


def records(held: Archive) -> list[ClosedRecord]:
    known = {kept.id for kept in held.register.municipality.policy.retention.classes}
    found = [*_cases(held), *_rounds(held), *_tasks(held), *_logs(held)]
    return [record for record in found if record.retention in known]


def _cases(held: Archive) -> Iterator[ClosedRecord]:
    for case in held.cases.values():
        checklist = held.register.checklist(case.checklist, case.version)
        closed, holds = held.day(case.closed_at), held.holds(case)
        if checklist and checklist.retention:
            yield ClosedRecord(CASE, case.id, checklist.retention, closed, holds)
        report = held.rounds.get(case.id)
        if checklist and report and case.confidentiality == RESTRICTED:
            bare = without_details(report, checklist)
            if (bare, case_without_details(case)) != (report, case):
                yield ClosedRecord(WORDS, case.id, DETAILS, closed, holds)


def _rounds(held: Archive) -> Iterator[ClosedRecord]:
    for round_ in held.rounds.values():
        checklist = held.register.checklist(round_.checklist, round_.version)
        if checklist is None or checklist.kind == INCIDENT_FORM or not checklist.retention:
            continue
        missed = (round_.last_day or round_.due)[:10] if round_.status in (MISSED, SUSPENDED) else ""
        closed = held.day(round_.submitted_at) or missed
        yield ClosedRecord(ROUND, round_.id, checklist.retention, closed)
        if checklist.retention == "sba_round" and without_ok_photos(round_) != round_:
            yield ClosedRecord(PHOTOS, round_.id, OK_PHOTOS, closed)


def _tasks(held: Archive) -> Iterator[ClosedRecord]:
    case_of = {measure.finding: case for case in held.cases.values() for measure in case.measures if measure.finding}
    for task in held.tasks.values():
        finding = held.findings.get(task.finding)
        case = case_of.get(task.finding) or (held.cases.get(finding.round) if finding else None)
        last = task.history[-1].at if task.history else task.found_at
        closed = held.day(last) if task.status in OVER else ""
        yield ClosedRecord(TASK, task.id, TASK_CLASS, closed, held.holds(case))


def _logs(held: Archive) -> Iterator[ClosedRecord]:
    """Counted from the last that it tells of; the log of an open case is not over."""
    for log in held.logs.values():
        case = held.cases.get(log.id)
        last = [held.day(opening.at) for opening in log.openings[-1:]]
        over = "" if case and case.is_open else max([held.day(case.closed_at) if case else "", *last])
        yield ClosedRecord(LOG, log.id, LOG_CLASS, over)
