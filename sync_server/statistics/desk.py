"""What somebody is told of a year: their own cases' numbers, what was published of all, and the yearly follow-up."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.people import Person
from domain.records import from_plain
from domain.statistics.answer import Statistics, may_ask, may_report
from domain.statistics.incident import counts_of
from domain.statistics.yearly import Work, Yearly, yearly
from sync_server.office import Office
from sync_server.problems import no
from sync_server.register.register import Register
from sync_server.statistics import counted
from sync_server.statistics.publishing import published
from sync_server.statistics.settled import min_cell
from sync_server.storage import ledger
from sync_server.storage.working_set import TYPES


def statistics(office: Office, person: Person, year: int) -> Statistics:
    """Raises No 403 for those who have no statistics here."""
    if not may_ask(person):
        raise no(
            403,
            "no_statistics",
            "Statistiken är för kommunens egna.",
            "The statistics are for the municipality's own people.",
            "Det som du har fått står under Ärenden.",
            "What has been assigned to you is under Tasks.",
        )
    register = office.follow_register()
    with office.database.reading() as connection:
        return _of_year(connection, register, person, year, office.now())


def _of_year(connection: Connection, register: Register, person: Person, year: int, now: datetime) -> Statistics:
    mine = counted.readable_by(person, register, counted.all_cases(connection))
    own = counts_of([counted.as_incident(case, register) for case in mine], year)
    told = published(connection, year)
    spoken_of = {name for each in own for name in (each.kind, each.building, each.administration)}
    for cell in [*(band.cell for band in told.bands), *told.few] if told else []:
        spoken_of |= {cell.kind, cell.building, cell.administration}
    return Statistics(
        year,
        now.isoformat(timespec="seconds"),
        told.min_cell if told else min_cell(register.municipality.policy),
        own,
        told,
        counted.names(register, spoken_of),
    )


def follow_up(office: Office, person: Person, year: int) -> tuple[Yearly, ...]:
    """Raises No 403 for those who do not report yearly."""
    if not may_report(person):
        raise no(
            403,
            "not_yours_to_report",
            "Den årliga uppföljningen görs av samordnaren.",
            "The yearly follow-up is made by the coordinator.",
            "Be samordnaren om den.",
            "Ask the coordinator for it.",
        )
    return follow_up_of(office, year)


def follow_up_of(office: Office, year: int) -> tuple[Yearly, ...]:
    register = office.follow_register()
    now = office.now().astimezone(ZoneInfo(register.municipality.timezone))
    orgs = {building.id: building.user_org for building in register.municipality.buildings.values()}
    with office.database.reading() as connection:
        rounds, findings, tasks = (_all(connection, kind) for kind in ("round", "finding", "task"))
        cases = counted.all_cases(connection)
    return yearly(Work(rounds, findings, tasks, cases), orgs, year, now)


def _all(connection: Connection, kind: str) -> list[Any]:
    stored = ledger.load_all(connection, [kind]).values()
    return [from_plain(TYPES[kind], json.loads(kept.body)) for kept in stored]
