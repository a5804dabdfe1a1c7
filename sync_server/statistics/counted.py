"""The cases as incidents to count, and the words for what is counted."""

import json
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.cases.case_file import CaseFile
from domain.cases.from_form import INCIDENT_FORM
from domain.language import Words
from domain.people import Person
from domain.records import from_plain
from domain.secrecy.access import may_see
from domain.secrecy.protection import is_protected
from domain.statistics.incident import Incident
from sync_server.register.register import Register
from sync_server.storage import ledger


def all_cases(connection: Connection) -> list[CaseFile]:
    return [from_plain(CaseFile, json.loads(kept.body)) for kept in ledger.load_all(connection, ["case"]).values()]


def readable_by(person: Person, register: Register, cases: Iterable[CaseFile]) -> list[CaseFile]:
    """Those that somebody's roles open to them. That they reported one themselves is no reason to count it."""
    keys = register.keys_of(person) - {f"person:{person.id}"}
    return [case for case in cases if may_see(keys, register.audience_of(case))]


def as_incident(case: CaseFile, register: Register) -> Incident:
    zone = ZoneInfo(register.municipality.timezone)
    day = datetime.fromisoformat(case.opened_at).astimezone(zone).date()
    return Incident(case.checklist, case.building, case.administration, day, case.confidentiality)


def kinds_of(register: Register) -> dict[str, str]:
    """The incident forms, each with its confidentiality class."""
    forms = register.municipality.checklists.values()
    return {form.id: form.confidentiality for form in forms if form.kind == INCIDENT_FORM}


def told_buildings(register: Register) -> list[str]:
    """Nothing is told of a protected site by its name."""
    return [building.id for building in register.municipality.buildings.values() if not is_protected(building)]


def administrations(register: Register) -> list[str]:
    return sorted({person.administration or person.org for person in register.municipality.persons.values()} - {""})


def names(register: Register, wanted: Iterable[str]) -> dict[str, Words]:
    """By id: the words for kinds, buildings and administrations; what is not known any longer is called by its id."""
    held = register.municipality
    known = {form.id: form.title for form in held.checklists.values()}
    # A building is called by its own name in both languages, as everywhere on the phone.
    known |= {each.id: Words(each.name, each.name) for each in held.buildings.values()}
    known |= _administrations(register)
    return {name: known.get(name, Words(name, name)) for name in sorted({*wanted} - {""})}


def _administrations(register: Register) -> dict[str, Words]:
    """An administration is called as the organisation that is the head of it, or by its own id."""
    found: dict[str, Words] = {}
    for org in register.municipality.organisations.values():
        words = Words(org.name, org.name_en or org.name)
        found[org.id] = words
        if org.secrecy_group:
            found.setdefault(org.secrecy_group, words)
    return found
