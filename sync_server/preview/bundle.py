"""All that a phone has to hold to show one checklist, as the documents of a `domain.wire.SyncAnswer`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.checklists.checklist import Checklist
from domain.demarcation.listing import list_on
from domain.municipality import About
from domain.records import to_plain
from domain.rounds.round import Round
from domain.wire import Parcel, SyncAnswer
from sync_server.content import Municipality
from sync_server.preview.example import OWNER, USER, example_building, previewer

ROUND = "preview"
FORM = "incident_form"
DUE_WITHIN = timedelta(days=7)


def bundle_of(checklist: Checklist, municipality: Municipality, language: str, today: date) -> SyncAnswer:
    """The checklist with the example building, a person who may walk it, and a round to walk; a form has no plan."""
    parcels = [
        Parcel(kind, identity, 1, to_plain(content))
        for kind, identity, content in _documents(checklist, municipality, language, today)
    ]
    return SyncAnswer(documents=tuple(parcels), cursor=1, access=ROUND)


def _documents(
    checklist: Checklist, municipality: Municipality, language: str, today: date
) -> Iterator[tuple[str, str, Any]]:
    building, person = example_building(checklist, municipality, language), previewer(checklist, municipality, language)
    about = About(
        municipality.short,
        municipality.name,
        municipality.timezone,
        municipality.emergency,
        municipality.police_other,
    )
    yield "person", person.id, person
    yield "municipality", about.id, about
    yield "policy", municipality.policy.version, replace(municipality.policy, rest={})
    if listing := list_on(municipality.demarcation, today.isoformat()):
        yield "demarcation", listing.version, listing
    for organisation in (OWNER, USER):
        yield "organisation", organisation.id, organisation
    for role in municipality.roles.values():
        yield "role", role.id, role
    yield "building", building.id, building
    for each in (checklist, *forms_opened_by(checklist, municipality)):
        yield "checklist", f"{each.id}@{each.version}", each
    if checklist.kind != FORM:
        yield "round", ROUND, planned(checklist, building.id, person.id, today)


def planned(checklist: Checklist, building: str, performer: str, today: date) -> Round:
    due = (today + DUE_WITHIN).isoformat()
    return Round(
        ROUND,
        building,
        checklist.id,
        checklist.version,
        performer=performer,
        opens=today.isoformat(),
        due=due,
        last_day=due,
        confidentiality=checklist.confidentiality,
    )


def forms_opened_by(checklist: Checklist, municipality: Municipality) -> list[Checklist]:
    """The forms that an answer may open, so that one can go on into them."""
    named = {
        form
        for point in checklist.points.values()
        for form in (point.creates_form, *(choice.creates_form for choice in point.choices))
    }
    return [form for name, form in municipality.checklists.items() if name in named and name != checklist.id]
