"""The demo municipality in memory: what people do to it goes through the domain's own `apply`, without any server."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.checklists.checklist import Checklist
from domain.events import Act
from domain.people import Person
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds.round import Round, may_perform
from sync_server.content import Municipality
from tests.server_fixtures import demo_municipality
from tests.unit.world import World

BEGAN = datetime.fromisoformat("2026-11-23T09:00:00.000+00:00")


@dataclass
class DemoWorld(World):
    """A `World` whose clock goes a minute further with every act. `refusals` are what was not to be."""

    municipality: Municipality = field(default_factory=demo_municipality)
    others: dict[str, Person] = field(default_factory=dict)
    changed_buildings: dict[str, Building] = field(default_factory=dict)
    now: datetime = BEGAN
    refusals: list[Refusal] = field(default_factory=list)

    def person(self, person: str) -> Person:
        return self.others.get(person) or self.municipality.persons[person]

    def building(self, building: str) -> Building | None:
        return self.changed_buildings.get(building) or self.municipality.buildings.get(building)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        known = self.municipality.checklists.get(checklist)
        return known if known and known.version == version else None

    def acts(self, person: Person, *acts: Act) -> None:
        for act in acts:
            self.now += timedelta(minutes=1)
            if refusal := self.does(person, act, self.stamp):
                self.refusals.append(refusal)

    @property
    def stamp(self) -> str:
        return self.now.isoformat(timespec="milliseconds")

    def performer(self, building: Building, checklist: Checklist, round_: Round) -> Person:
        """Somebody with an account who may fill in the round's open part; where nobody can, a stand-in who may."""
        for person in self.municipality.persons.values():
            if person.works_in(building.id) and may_perform(person, checklist, round_):
                return person
        part = next((part for part in checklist.parts if part not in round_.parts_done), "")
        role = part if part not in ("", "reporter") else checklist.performed_by[0]
        stand_in = Person(f"stand-in-{role}", "Vikarie", building.user_org, (role,), (building.id,))
        self.others[stand_in.id] = stand_in
        return stand_in


def every_walk() -> list[tuple[str, str]]:
    """Every shipped checklist with every building that it applies to, by their ids."""
    municipality = demo_municipality()
    return [
        (checklist.id, building.id)
        for checklist in municipality.checklists.values()
        for building in municipality.buildings.values()
        if checklist.applies_to(building.tags)
    ]


def with_all_tags(building: Building, checklist: Checklist) -> Building:
    """The building with every tag that the checklist asks about, so that nothing is hidden by what it lacks."""
    asked = {tag for point in checklist.points.values() for tag in _tags_in(point.show_if)}
    return replace(building, tags=tuple(sorted({*building.tags, *asked})))


def _tags_in(condition: object) -> set[str]:
    if isinstance(condition, dict):
        own = {condition["building_tag"]} if "building_tag" in condition else set()
        return own.union(*(_tags_in(inner) for inner in condition.values()))
    return set().union(*(_tags_in(inner) for inner in condition)) if isinstance(condition, list) else set()
