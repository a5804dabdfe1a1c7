"""Who is told that a task is late: pure, for whoever sends the words.

Who is higher up depends on whose the task is: the manager of the desk, the head of that administration, then the
coordinator.
"""

from collections.abc import Iterable

from domain.clocks.escalation import RESPONSIBLE_MANAGER
from domain.people import Person
from domain.tasks.people import HANDLING_VERBS
from domain.tasks.task import Task

MANAGERS = ("property_manager", "unit_manager")
HEAD = "head_of_administration"


def whom(task: Task, to: str, persons: Iterable[Person], administration: str) -> tuple[Person, ...]:
    """Those whom a role, or RESPONSIBLE_MANAGER, means for this task; `administration` is that of its desk.

    A call never falls into empty air: where a level has nobody it goes to whoever decides about disputes, and where
    there is none of them to the desk.
    """
    here = [person for person in persons if person.works_in(task.building)]
    return (
        tuple(person for person in here if _is(person, to, task, administration))
        or tuple(person for person in here if person.may("decide_dispute"))
        or tuple(person for person in here if person.org == task.desk and person.may(*HANDLING_VERBS))
    )


def _is(person: Person, to: str, task: Task, administration: str) -> bool:
    if to == RESPONSIBLE_MANAGER:
        return person.org == task.desk and person.has_one_of(MANAGERS)
    if to == HEAD:
        return HEAD in person.roles and person.administration == administration
    return to in person.roles
