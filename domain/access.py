"""Who may see what, in one place: a document has an audience, a person holds keys, and they must share one.

Source: `policy.yaml`, section `confidentiality`. Enforced wherever a document leaves the server.
"""

from functools import lru_cache

from domain.documents import Document
from domain.findings import Finding
from domain.notices import Notice
from domain.people import Person
from domain.places import Building
from domain.proposals import Proposal
from domain.rounds import Round
from domain.tasks import Task

EVERYONE = "everyone"
LIMITED_ROLES = ("key_manager", "property_manager", "unit_manager", "site_operator")
READ_ALL_OPEN = ("safety_coordinator", "fire_officer")


def keys_of(person: Person, every_building: list[str]) -> frozenset[str]:
    """All that lets this person in: themselves, their organisation and roles in each of their buildings."""
    buildings = [building for building in every_building if person.works_in(building)]
    keys = {EVERYONE, f"person:{person.id}"}
    keys |= {f"role:{role}" for role in person.roles}
    for building in buildings:
        keys.add(f"{person.org}@{building}")
        keys |= {f"role:{role}@{building}" for role in person.roles}
        if person.roles != ("contractor",):
            keys.add(f"building:{building}")
    return frozenset(keys)


def audience_of(document: Document, building: Building) -> frozenset[str]:
    """Who may see a document in `building`. A notice reaches those whom it tells, and nobody else."""
    if isinstance(document, Notice):
        return frozenset({f"role:{document.role}@{building.id}"})
    return _audience(document.confidentiality, building.id, _concerned(document), _organisations(document, building))


# A building has few different audiences; every document that is read or written asks for one.
@lru_cache(maxsize=10_000)
def _audience(
    confidentiality: str, building: str, concerned: tuple[str, ...], organisations: frozenset[str]
) -> frozenset[str]:
    people = {f"person:{person}" for person in concerned if person}
    match confidentiality:
        case "open":
            orgs = {f"{org}@{building}" for org in organisations}
            return frozenset(people | orgs | {f"role:{role}" for role in READ_ALL_OPEN})
        case "limited":
            roles = {f"role:{role}@{building}" for role in LIMITED_ROLES}
            return frozenset(people | roles | {"role:safety_coordinator"})
        case "restricted_person":
            roles = {f"role:unit_manager@{building}", f"role:hr_partner@{building}"}
            return frozenset(people | roles | {"role:safety_coordinator"})
    return frozenset()


def building_audience(building: Building) -> frozenset[str]:
    """The register of a building goes to those who work in it."""
    return frozenset({f"building:{building.id}"})


def may_see(keys: frozenset[str], audience: frozenset[str]) -> bool:
    return not keys.isdisjoint(audience)


def _concerned(document: Document) -> tuple[str, ...]:
    """The persons whom the document is about: who walked it, who reported it."""
    match document:
        case Round():
            return document.performer, document.started_by
        case Finding() | Task():
            return (document.reporter,)
        case Proposal():
            return (document.proposed_by,)
        case _:
            return ()


def _organisations(document: Document, building: Building) -> frozenset[str]:
    """The building's owners and users, those of its spaces, and whoever the task lies with."""
    if isinstance(document, Task):
        return building.orgs | {document.org, document.desk, document.inspection_org, document.cost_org} - {""}
    return building.orgs
