"""What follows outside when a task changes: who has it now is written to, once for each step; who has it no longer
finds their links ended. In the transaction that changes the task."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from domain.documents import Document
from domain.tasks.steps import REOPENED
from domain.tasks.task import Task
from sync_server.outside import links
from sync_server.outside.who import actor_id, has_it
from sync_server.post.letters import Letter
from sync_server.register.register import Register

NEW, AGAIN, ANSWER, LATE = KINDS = ("outside_new", "outside_again", "outside_answer", "outside_late")
CRITICAL = "critical"


def follow(
    connection: Connection, register: Register, changes: Iterable[tuple[Document | None, Document]], at: str
) -> list[Letter]:
    """The letters to be put in line; links that hold no longer are ended. Inside `Database.write`."""
    wanted: list[Letter] = []
    for before, after in changes:
        if isinstance(after, Task):
            was = before if isinstance(before, Task) else None
            _end_links(connection, register, was, after, at)
            wanted += _letters(register, was, after, at)
    return wanted


def reminders(register: Register, task: Task, detail: str) -> list[Letter]:
    """To whoever has it outside, when somebody here is told that it is late."""
    return [_letter(org, LATE, task, detail) for org in has_it(task, register.municipality.organisations)]


def _end_links(connection: Connection, register: Register, before: Task | None, task: Task, at: str) -> None:
    organisations = register.municipality.organisations
    had = has_it(before, organisations) if before else ()
    has = has_it(task, organisations)
    if gone := [org for org in had if org not in has]:
        links.end(connection, task.id, gone, links.MOVED, at)
    if before and before.is_open and not task.is_open:
        links.end(connection, task.id, had, links.ENDED, at)


def _letters(register: Register, before: Task | None, task: Task, at: str) -> Iterator[Letter]:
    organisations = register.municipality.organisations
    had = has_it(before, organisations) if before else ()
    for org in has_it(task, organisations) if task.is_open else ():
        laid_on = task.assigned is not None and task.assigned.org == org
        if org not in had or (before and laid_on and before.assigned != task.assigned):
            yield _letter(org, NEW, task, at)
        elif before and before.status != task.status == REOPENED:
            yield _letter(org, AGAIN, task, at)
    asked, settled = before.dispute if before else None, task.dispute
    if asked and settled and asked.state != settled.state:
        yield from (_letter(org, ANSWER, task, at) for org in had if settled.by == actor_id(org))


def _letter(org: str, kind: str, task: Task, detail: str) -> Letter:
    return Letter(actor_id(org), kind, task.id, detail, task.severity == CRITICAL)
