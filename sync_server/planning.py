"""Planned rounds appear by themselves when their period opens, from the schedules in the register."""

from datetime import date

from sqlalchemy import Connection

from domain.schedules import planned_rounds
from sync_server import ledger
from sync_server.register import Register
from sync_server.working_set import WorkingSet


def plan_rounds(connection: Connection, register: Register, on: date) -> int:
    """Write the rounds that may be walked on the day `on` and are not there yet; returns how many. Inside a write."""
    counters = ledger.lock(connection)
    documents, planned = WorkingSet(connection, register), []
    for schedule in register.municipality.schedules:
        checklist = register.municipality.checklists.get(schedule.checklist)
        if checklist:
            planned += planned_rounds(schedule, checklist, on)
    documents.prefetch(("round", round_.id) for round_ in planned)
    new = [round_ for round_ in planned if documents.round(round_.id) is None]
    for round_ in new:
        documents.put(round_)
    documents.save(counters)
    ledger.advance(connection, counters)
    return len(new)
