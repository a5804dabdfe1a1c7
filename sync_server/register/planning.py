"""Planned rounds appear by themselves when their period opens, and are missed, suspended or withdrawn by the clock.

What has been planned so far is written down, so that a server that was off for a month plans that month afterwards.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from domain.records import from_plain
from domain.rounds.logbook import logbook_id
from domain.rounds.round import Round
from domain.rounds.schedules import (
    UNSCHEDULED,
    WITHDRAWN,
    as_of,
    in_both,
    is_over,
    is_waiting,
    planned_rounds,
    suspended_for,
    taken_over,
    why_suspended,
)
from domain.rounds.school_year import SchoolYear
from sync_server.register.register import Register
from sync_server.register.timetable import Line, lines_of, school_year
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, DocumentRow, Key
from sync_server.storage.working_set import WorkingSet
from sync_server.storage.writing import as_json

PLAN: Key = ("plan", "plan")


@dataclass(frozen=True)
class Plan:
    """How far planning has come: the last day, the schedules it went by, and the rounds that it may still change.

    It is a document that nobody has the keys to.
    """

    day: str = ""
    schedules: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planning:
    """What planning goes by at the moment `now`. `lines` goes by the schedule's key."""

    documents: WorkingSet
    lines: dict[str, Line]
    checklists: frozenset[str]
    year: SchoolYear
    now: datetime

    def wanted(self, line: Line, plan: Plan) -> Iterator[Round]:
        """All that may be walked now, and of a schedule that is not new what has come and gone since the last time."""
        known = line.schedule.key in plan.schedules
        since = date.fromisoformat(plan.day) if known else self.now.date()
        for round_ in planned_rounds(line.schedule, line.checklist, line.building, self.year, since, self.now):
            if not is_over(round_, self.now) or (known and round_.opens > plan.day):
                yield round_

    def as_it_stands(self, round_: Round, *, new: bool, wanted: bool) -> Round:
        """What becomes of it by the clock, the schedule, the calendar and what is switched off. One begun is left."""
        if not is_waiting(round_) or (is_over(round_, self.now) and not new):
            return as_of(round_, self.now)
        line = self.lines.get(f"{round_.building}:{round_.checklist}")
        if line is None or not wanted:
            return suspended_for(round_, in_both(UNSCHEDULED if round_.checklist in self.checklists else WITHDRAWN))
        logbook = self.documents.logbook(logbook_id(round_.building, round_.checklist))
        reason = why_suspended(round_, line.building, line.performer, logbook, self.year)
        return as_of(suspended_for(taken_over(round_, line.checklist, line.performer.id), reason), self.now)


def plan_rounds(connection: Connection, register: Register, now: datetime) -> int:
    """Bring the rounds up to `now`, in the municipality's time zone. Returns how many are new. Inside a write.

    Asking again changes nothing.
    """
    counters = ledger.lock(connection)
    documents, municipality, plan = WorkingSet(connection, register), register.municipality, _read(connection)
    lines = {line.schedule.key: line for line in lines_of(municipality)}
    planning = Planning(documents, lines, frozenset(municipality.checklists), school_year(municipality), now)
    wanted = {round_.id: round_ for line in lines.values() for round_ in planning.wanted(line, plan)}
    names = list(dict.fromkeys((*plan.waiting, *wanted)))
    documents.prefetch(("round", name) for name in names)
    documents.prefetch(("logbook", logbook_id(line.building.id, line.checklist.id)) for line in lines.values())
    new, waiting = 0, []
    for name in names:
        held = documents.round(name)
        before = held or wanted.get(name)
        if before is None:
            continue
        stands = planning.as_it_stands(before, new=held is None, wanted=name in wanted)
        new += held is None
        if stands != held:
            documents.put(stands)
        if is_waiting(stands) and not is_over(stands, now):
            waiting.append(name)
    documents.save(counters)
    _write(connection, plan, Plan(now.date().isoformat(), tuple(sorted(lines)), tuple(waiting)), counters)
    ledger.advance(connection, counters)
    return new


def _read(connection: Connection) -> Plan:
    stored = ledger.load(connection, [PLAN]).get(PLAN)
    return from_plain(Plan, json.loads(stored.body)) if stored else Plan()


def _write(connection: Connection, before: Plan, plan: Plan, counters: Counters) -> None:
    if plan != before:
        counters.version += 1
        nobody = ledger.audience_number(connection, frozenset())
        ledger.write_documents(connection, [DocumentRow(*PLAN, counters.version, nobody, as_json(plan))])
