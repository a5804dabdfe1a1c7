"""The municipality as the rules need it, in memory, and as documents for the phones."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from domain.checklists.checklist import Checklist
from domain.demarcation.listing import DemarcationList, list_on
from domain.demarcation.versions import AdoptedList, in_order_of_decision
from domain.documents import Document
from domain.municipality import About
from domain.people import Person
from domain.places import Building
from domain.rounds.proposals import Proposal, registered
from domain.secrecy.access import EVERYONE, audience_of, building_audience, keys_of
from domain.secrecy.table import TABLE
from domain.tasks.to_reporter import PUBLIC
from sync_server.content.municipality import Municipality
from sync_server.outside import who
from sync_server.public.reporter import THE_PUBLIC

TO_EVERYONE = frozenset({EVERYONE})
TO_NOBODY: frozenset[str] = frozenset()
FOR_PHONES = ("risk_matrix",)
"""Of what the policy says beyond its rules, the sections that a phone draws from; the rest only the server needs."""


class Register:
    """What the municipality's files say, with what has been approved since and older versions of checklists.

    `files` is the municipality as it was read, `older` are the checklist versions that rounds were walked with,
    `approved` the proposals that change a building, `adopted` the versions of the demarcation list that were adopted
    here. `number` tells registers of one database apart.
    """

    def __init__(
        self,
        files: Municipality,
        older: dict[tuple[str, str], Checklist] | None = None,
        approved: Iterable[Proposal] = (),
        number: int = 0,
        adopted: Iterable[AdoptedList] = (),
    ):
        self.files, self.number, self.adopted = files, number, tuple(adopted)
        self.municipality = municipality = _as_decided(_as_approved(files, approved), self.adopted)
        self._checklists = dict(older or {})
        self._checklists |= {(listed.id, listed.version): listed for listed in municipality.checklists.values()}

    def person(self, person: str) -> Person:
        """Somebody who has left keeps the id and nothing else."""
        if person == PUBLIC:
            return THE_PUBLIC
        if who.is_actor(person):
            return who.actor(person, self.municipality.organisations) or Person(person, title="", org="")
        return self.municipality.persons.get(person) or Person(person, title="", org="")

    def has_person(self, person: str) -> bool:
        return person in self.municipality.persons

    def building(self, building: str) -> Building | None:
        return self.municipality.buildings.get(building)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return self._checklists.get((checklist, version))

    def list_on(self, day: str) -> DemarcationList:
        """The demarcation list in force on the ISO date `day`; before the first decision, the first list."""
        return list_on(self.municipality.demarcation, day) or self.municipality.demarcation[0]

    def keys_of(self, person: Person) -> frozenset[str]:
        return keys_of(person, list(self.municipality.buildings))

    def audience_of(self, document: Document) -> frozenset[str]:
        building = self.building(document.building) or Building(document.building, document.building, "", "")
        return audience_of(document, building)

    @cached_property
    def about(self) -> About:
        held = self.municipality
        return About(
            id=held.short,
            name=held.name,
            timezone=held.timezone,
            emergency=held.emergency,
            police_other=held.police_other,
            duty_phone=held.duty_phone,
            checklists=tuple(held.checklists),
        )

    def documents(self) -> Iterator[tuple[str, str, Any, frozenset[str]]]:
        """Kind, id, content and audience of everything in the register that phones hold."""
        held = self.municipality
        # So that the database knows by which rules its audiences were made.
        yield "secrecy", "table", TABLE, TO_NOBODY
        yield "municipality", self.about.id, self.about, TO_EVERYONE
        yield "policy", held.policy.version, replace(held.policy, rest=_for_phones(held.policy.rest)), TO_EVERYONE
        for listing in held.demarcation:
            yield "demarcation", listing.version, listing, TO_EVERYONE
        for checklist in held.checklists.values():
            yield "checklist", f"{checklist.id}@{checklist.version}", checklist, TO_EVERYONE
        for organisation in held.organisations.values():
            yield "organisation", organisation.id, organisation, TO_EVERYONE
        for role in held.roles.values():
            yield "role", role.id, role, TO_EVERYONE
        for building in held.buildings.values():
            yield "building", building.id, building, building_audience(building)
        for person in held.persons.values():
            yield "person", person.id, person, frozenset({f"person:{person.id}"})


def _for_phones(rest: dict[str, Any]) -> dict[str, Any]:
    return {name: rest[name] for name in FOR_PHONES if name in rest}


def _as_decided(municipality: Municipality, adopted: tuple[AdoptedList, ...]) -> Municipality:
    if not adopted:
        return municipality
    return replace(municipality, demarcation=in_order_of_decision(municipality.demarcation, adopted))


def _as_approved(files: Municipality, approved: Iterable[Proposal]) -> Municipality:
    by_building: dict[str, list[Proposal]] = {}
    for proposal in approved:
        by_building.setdefault(proposal.building, []).append(proposal)
    merged = {
        name: registered(building, by_building[name])
        for name, building in files.buildings.items()
        if name in by_building
    }
    return replace(files, buildings={**files.buildings, **merged}) if merged else files
