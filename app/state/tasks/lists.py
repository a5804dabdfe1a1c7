"""Which tasks a person sees in which list, the most pressing first."""

from app.state.documents import PhoneDocuments
from domain.people import Person
from domain.tasks.people import parts_of
from domain.tasks.steps import CHECKER, COUNTERPART, DESK, PAYER, PERFORMER, RECEIVER, REPORTER
from domain.tasks.task import Task

MINE, ORGANISATION, ALL = "mine", "organisation", "all"
OPEN, ENDED = "open", "ended"
MY_PARTS = frozenset((DESK, PERFORMER, REPORTER, COUNTERPART, RECEIVER))


def tasks_for(documents: PhoneDocuments, person: Person, which: str, show: str) -> list[Task]:
    """mine: at my desk, laid on me, reported by me, or waiting for my answer. organisation: what mine repairs, inspects
    or pays. all: what I may see."""
    chosen = [task for task in documents.all(Task) if task.is_open == (show == OPEN) and belongs(person, task, which)]
    if show == ENDED:
        return sorted(chosen, key=lambda task: task.history[-1].at if task.history else task.found_at, reverse=True)
    return sorted(chosen, key=lambda task: (task.resolve_by or "9999", task.found_at))


def to_check(documents: PhoneDocuments, person: Person) -> list[Task]:
    """What is said to be done and waits for somebody like this person to look, the first to be late first."""
    waits = (task for task in documents.all(Task) if task.verify_by and task.done_by != person.id)
    return sorted((task for task in waits if CHECKER in parts_of(person, task)), key=lambda task: task.verify_by)


def to_pay(documents: PhoneDocuments, person: Person) -> list[Task]:
    """What asks this person to approve a cost, the first to be late first."""
    asked = [(task.estimate.answer_by, task) for task in documents.all(Task) if task.estimate and _is_asked(task)]
    return [task for _, task in sorted(asked, key=lambda pair: pair[0]) if PAYER in parts_of(person, task)]


def _is_asked(task: Task) -> bool:
    return task.estimate is not None and task.estimate.state == "asked"


def belongs(person: Person, task: Task, which: str) -> bool:
    """Whether the person, or their organisation, has a part in the task."""
    if which == ALL:
        return True
    if which == MINE:
        return not MY_PARTS.isdisjoint(parts_of(person, task))
    return person.org in (task.org, task.desk, task.inspection_org, task.cost_org)
