"""Who may see what, in one place: a document has an audience, a person holds keys, and they must share one.

How far each role reads is `domain.secrecy.table`; keys and audiences are both made from it. Enforced wherever a
document leaves the server.
"""

from collections.abc import Iterable
from functools import lru_cache

from domain.cases.case_file import CaseFile
from domain.cases.opened import CaseLog
from domain.documents import Document
from domain.findings import Finding
from domain.lone_work.people import ON_CALL, UNIT_MANAGER
from domain.lone_work.session import LoneWork
from domain.notices import Notice
from domain.people import Person
from domain.places import Building
from domain.rounds.proposals import Proposal
from domain.rounds.round import Round
from domain.secrecy import table as secrecy
from domain.tasks.task import Task

EVERYONE = "everyone"
READ_ALL_OPEN = secrecy.reads_all(secrecy.OPEN)
ONLY_CONTRACTOR = ("contractor",)
NOBODY: frozenset[str] = frozenset()
CONFINED = (secrecy.ADMINISTRATION, secrecy.DEIDENTIFIED)
"""Who reads so far is told of their own administration's cases only."""


def keys_of(person: Person, every_building: list[str]) -> frozenset[str]:
    """All that lets this person in: themselves, and what their roles open in each of their buildings."""
    return _keys(person, tuple(every_building))


# People sync many times a day with the same roles.
@lru_cache(maxsize=1_000)
def _keys(person: Person, every_building: tuple[str, ...]) -> frozenset[str]:
    buildings = [building for building in every_building if person.works_in(building)]
    orgs, administrations = {person.org} - {""}, {person.org, person.administration} - {""}
    keys = {EVERYONE, f"person:{person.id}"}
    for building in buildings:
        for role in person.roles:
            keys |= {_told(role, building, each) for each in ("", *administrations)}
        if person.roles != ONLY_CONTRACTOR:
            keys.add(f"building:{building}")
    for role in secrecy.reaches(person.roles, secrecy.RESTRICTED, person.denied):
        keys |= {_named(role, building, each) for building in buildings for each in ("", *administrations)}
    for confidentiality in secrecy.CLASSES:
        for role, how_far in secrecy.reaches(person.roles, confidentiality, person.denied).items():
            for building in buildings:
                keys |= _opened(confidentiality, role, how_far, building, orgs, orgs, administrations)
    return frozenset(keys)


def audience_of(document: Document, building: Building) -> frozenset[str]:
    """Who may see a document in `building`. A notice reaches those whom it tells, and nobody else.

    The log of a restricted case reaches whoever reported it, and those who read all of them; that somebody works alone
    reaches those who would look for them.
    """
    if isinstance(document, Notice):
        confined = secrecy.reach(document.role, document.confidentiality) in CONFINED
        return frozenset({_told(document.role, building.id, document.administration if confined else "")})
    if isinstance(document, CaseLog):
        return frozenset({f"person:{document.reporter}", *_read_by_all()})
    if isinstance(document, LoneWork):
        return frozenset({f"person:{document.person}", *_read_by_all(), *_looking_for(document)})
    audience = _of_class(document, building)
    if isinstance(document, CaseFile) and _is_a_claim(document):
        return audience | {_told("insurance_officer", building.id, "")}
    return audience


def _read_by_all() -> set[str]:
    """The keys of those who read everything that is restricted."""
    return {f"{secrecy.RESTRICTED}:{role}" for role in secrecy.reads_all(secrecy.RESTRICTED)}


def _looking_for(lone: LoneWork) -> set[str]:
    """The worker's own unit manager, and the contact whom they named: nobody else learns who is alone where."""
    how_far = secrecy.reach(UNIT_MANAGER, secrecy.RESTRICTED)
    keys = _opened(secrecy.RESTRICTED, UNIT_MANAGER, how_far, lone.building, (), (), {lone.administration})
    if lone.contact_role:
        own = "" if lone.contact_role == ON_CALL else lone.administration
        keys.add(_named(lone.contact_role, lone.building, own))
    return keys


def _named(role: str, building: str, administration: str) -> str:
    """The key of a contact: of that role in the building, within an administration where one is given."""
    return f"contact:{role}@{building}/{administration}"


def _is_a_claim(case: CaseFile) -> bool:
    """The insurance officer's own cases (`policy.yaml`, `confidentiality`): never those that protect a person."""
    return case.confidentiality == secrecy.LIMITED and case.step("insurer") is not None


def _of_class(document: Document, building: Building) -> frozenset[str]:
    return _audience(document.confidentiality, building.id, building.orgs, *_about(document))


# A building has few different audiences; every document that is read or written asks for one.
@lru_cache(maxsize=10_000)
def _audience(
    confidentiality: str,
    building: str,
    orgs: frozenset[str],
    concerned: tuple[str, ...],
    desks: frozenset[str],
    administration: str,
) -> frozenset[str]:
    if confidentiality not in secrecy.CLASSES or confidentiality == secrecy.NOT_IN_APP:
        return NOBODY
    keys = {f"person:{person}" for person in concerned if person}
    for role, how_far in secrecy.readers(confidentiality):
        keys |= _opened(confidentiality, role, how_far, building, orgs, desks, {administration} - {""})
    return frozenset(keys)


def _opened(
    confidentiality: str,
    role: str,
    how_far: str,
    building: str,
    orgs: Iterable[str],
    desks: Iterable[str],
    administrations: Iterable[str],
) -> set[str]:
    """What a role that reads so far opens in one building: the keys that a person holds, or that a document asks for.

    Organisations and administrations are the person's own; or whose the building is, whom the document lies with and
    whose people it is about.
    """
    match how_far:
        case secrecy.EVERYWHERE:
            return {f"{confidentiality}:{role}"}
        case secrecy.BUILDING:
            return {f"{confidentiality}:{role}@{building}"}
        case secrecy.ADMINISTRATION:
            return {f"{confidentiality}:{role}@{building}/{each}" for each in administrations}
        case secrecy.ORGANISATION:
            members = {f"{confidentiality}:{org}@{building}" for org in orgs}
            return members | {f"{confidentiality}:desk:{org}@{building}" for org in desks}
        case secrecy.DESK:
            return {f"{confidentiality}:desk:{org}@{building}" for org in desks}
    return set()


def _told(role: str, building: str, administration: str) -> str:
    """The key to a notice for a role, to one within an administration where it is only for them."""
    return f"role:{role}@{building}/{administration}" if administration else f"role:{role}@{building}"


def building_audience(building: Building) -> frozenset[str]:
    """The register of a building goes to those who work in it."""
    return frozenset({f"building:{building.id}"})


def may_see(keys: frozenset[str], audience: frozenset[str]) -> bool:
    return not keys.isdisjoint(audience)


def _about(document: Document) -> tuple[tuple[str, ...], frozenset[str], str]:
    """Who walked or reported it, whom a task lies with beside the building's own organisations, whose people it is of.

    The last, an organisation or administration, is "" where the document does not say: then none of them reads it.
    """
    match document:
        case Task():
            return _concerned_by(document), _desks_of(document), ""
        case Finding():
            return (document.reporter,), NOBODY, document.reporter_org
        case Round():
            return (document.performer, document.started_by), NOBODY, document.administration
        case CaseFile():
            return (document.reporter,), NOBODY, document.administration
        case Proposal():
            return (document.proposed_by,), NOBODY, ""
        case _:
            return (), NOBODY, ""


def _concerned_by(task: Task) -> tuple[str, ...]:
    """Who reported it, and whom it has been laid on: what is restricted is laid on nobody."""
    performer = task.assigned.person if task.assigned and task.confidentiality != secrecy.RESTRICTED else ""
    return task.reporter, *task.reporters, performer


def _desks_of(task: Task) -> frozenset[str]:
    """Who has a part in it, and who is asked whether they would have it. Of a contractor: only whom it was laid on."""
    parts = {task.org, task.desk, task.inspection_org, task.cost_org}
    if task.assigned and not task.assigned.person:
        parts.add(task.assigned.org)
    if task.dispute and task.dispute.is_open:
        parts |= {task.dispute.counterpart, task.dispute.desk}
    if task.correction:
        parts |= {task.correction.org, task.correction.desk}
    return frozenset(parts) - {""}
