"""The desk: which tasks a person sees in which list, the most pressing first."""

from app.state.documents import PhoneDocuments
from domain.people import Person
from domain.task_people import may_handle
from domain.tasks import Task

MINE, ORGANISATION, ALL = "mine", "organisation", "all"
OPEN, ENDED = "open", "ended"


def tasks_for(documents: PhoneDocuments, person: Person, which: str, show: str) -> list[Task]:
    """mine: at my desk or reported by me. organisation: what mine repairs, inspects or pays. all: what I may see."""
    chosen = [
        task
        for task in documents.all(Task)
        if task.is_open == (show == OPEN) and (which == ALL or _belongs(person, task, which))
    ]
    if show == ENDED:
        return sorted(chosen, key=lambda task: task.history[-1].at if task.history else task.found_at, reverse=True)
    return sorted(chosen, key=lambda task: (task.resolve_by or "9999", task.found_at))


def _belongs(person: Person, task: Task, which: str) -> bool:
    if which == MINE:
        return may_handle(person, task) or task.reporter == person.id
    return person.org in (task.org, task.desk, task.inspection_org, task.cost_org)
