"""Who may work alone by the app, and who looks for them when no sign comes."""

from domain.lone_work.rules import LoneWorkRules
from domain.lone_work.session import LoneWork
from domain.people import Person
from domain.places import Building

UNIT_MANAGER, COORDINATOR = "unit_manager", "safety_coordinator"
ON_CALL = "duty_officer"
"""Serves the whole municipality; every other role that is named as contact is one in the worker's administration."""
OTHER_EMPLOYERS = ("contractor",)
"""Their own employer answers for them (AFS 2023:2)."""


def may_work_alone(person: Person, building: Building, rules: LoneWorkRules) -> bool:
    return person.works_in(building.id) and rules.is_for(building) and not person.has_one_of(OTHER_EMPLOYERS)


def is_manager(person: Person, lone: LoneWork) -> bool:
    return UNIT_MANAGER in person.roles and person.works_in(lone.building) and _same_administration(person, lone)


def is_contact(person: Person, lone: LoneWork) -> bool:
    if not lone.contact_role or lone.contact_role not in person.roles or not person.works_in(lone.building):
        return False
    return lone.contact_role == ON_CALL or _same_administration(person, lone)


def looks_after(person: Person, lone: LoneWork) -> bool:
    """Who is told, and says what was found: never the worker."""
    if person.id == lone.person:
        return False
    return COORDINATOR in person.roles or is_manager(person, lone) or is_contact(person, lone)


def _same_administration(person: Person, lone: LoneWork) -> bool:
    return lone.administration in (person.administration, person.org)
