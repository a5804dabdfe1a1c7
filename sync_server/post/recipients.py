"""Who a letter is for: those at a desk, those who are asked something, those to whom a late task is passed up."""

from functools import lru_cache

from domain.documents import Document
from domain.people import Person
from domain.secrecy.access import may_see
from domain.tasks.people import DOING_VERBS, parts_of
from domain.tasks.steps import CHECKER
from domain.tasks.task import Task
from domain.tasks.told import whom
from sync_server.register.register import Register


def at_desk(register: Register, task: Task) -> tuple[Person, ...]:
    """Those who handle tasks at the task's desk and may see this one, contractors who only mark as done among them."""
    return _at_desk(register, task.building, task.desk, register.audience_of(task))


# Asked for every finding that a phone sends. A new register is another object: nothing is answered by an older one.
@lru_cache(maxsize=1_000)
def _at_desk(register: Register, building: str, desk: str, audience: frozenset[str]) -> tuple[Person, ...]:
    here = (person for person in register.municipality.persons.values() if person.works_in(building))
    handling = (person for person in here if person.org == desk and person.may(*DOING_VERBS))
    return tuple(person for person in handling if may_see(register.keys_of(person), audience))


def playing(register: Register, task: Task, part: str) -> list[Person]:
    """Those who are this to the task (see `tasks.steps`) and may see it; of those who check, the parties' own."""
    found = [person for person in _here(register, task) if part in parts_of(person, task)]
    if part == CHECKER:
        found = [person for person in found if person.org in (task.inspection_org or task.org, task.desk)]
    return [person for person in found if sees(register, person, task)]


def escalated_to(register: Register, task: Task, to: str) -> list[Person]:
    """Those with the role `to` who may see the task, else those with the role (see `domain.tasks.told`).

    Someone who may not see the task is told that there is one, and no more.
    """
    desk = register.municipality.organisations.get(task.desk)
    administration = (desk.secrecy_group if desk else "") or task.desk
    found = list(whom(task, to, register.municipality.persons.values(), administration))
    return [person for person in found if sees(register, person, task)] or found


def with_role(register: Register, building: str, role: str) -> list[Person]:
    people = register.municipality.persons.values()
    return [person for person in people if role in person.roles and person.works_in(building)]


def sees(register: Register, person: Person, document: Document) -> bool:
    return may_see(register.keys_of(person), register.audience_of(document))


def _here(register: Register, task: Task) -> list[Person]:
    return [person for person in register.municipality.persons.values() if person.works_in(task.building)]
