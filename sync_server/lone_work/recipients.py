"""Who is told which step: never somebody who may not know that this person works alone."""

from domain.lone_work.escalating import CALM, told_since_calm
from domain.lone_work.people import COORDINATOR, is_contact, is_manager
from domain.lone_work.session import LoneWork
from domain.lone_work.standing import ALARM, CONTACT, REMIND
from domain.people import Person
from sync_server.post.recipients import sees
from sync_server.register.register import Register


def told_of(register: Register, lone: LoneWork, number: int) -> list[Person]:
    """Whom the step with this place in `raised` is for, each once, those with an address for letters.

    A calm is for those who were told that somebody was missed.
    """
    step = lone.raised[number].step
    if step != CALM:
        return _told(register, lone, step)
    found = [
        person for each in told_since_calm(lone, number) if each != REMIND for person in _told(register, lone, each)
    ]
    return list({person.id: person for person in found}.values())


def _told(register: Register, lone: LoneWork, step: str) -> list[Person]:
    if step == REMIND:
        worker = register.person(lone.person)
        return [worker] if worker.email else []
    others = [
        person
        for person in register.municipality.persons.values()
        if person.id != lone.person and person.email and sees(register, person, lone)
    ]
    managers = [person for person in others if is_manager(person, lone)]
    coordinators = [person for person in others if COORDINATOR in person.roles]
    if step == ALARM:
        return list({person.id: person for person in (*managers, *coordinators)}.values())
    assert step == CONTACT
    # A contact without an account has no letters: somebody who has is to call, and never nobody.
    return [person for person in others if is_contact(person, lone)] or managers or coordinators
