"""What is told to whom: a document has changed, and those whom it concerns get a letter, except who did it."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from domain.documents import Document
from domain.notices import Notice
from domain.people import Person
from domain.tasks.parts import ASKED as ASKED_TO_PAY
from domain.tasks.parts import WAITING_FOR_ANSWER
from domain.tasks.steps import CHECKER, COUNTERPART, DONE, GROUP, PAYER, PERFORMER, RECEIVER, REOPENED
from domain.tasks.task import Task
from sync_server.outside.following import follow
from sync_server.post import letters
from sync_server.post.letters import Letter
from sync_server.post.recipients import at_desk, playing, sees, with_role
from sync_server.register.register import Register

NEW_TASK, CRITICAL_TASK, LAID_ON, AGAIN, ASKED, ANSWERED, LATE, FIXED, NOTICE, LONE_WORK = KINDS = (
    "new_task",
    "critical_task",
    "laid_on",
    "opened_again",
    "asked",
    "dispute_answered",
    "late",
    "fixed",
    "notice",
    "lone_work",
)
CRITICAL = "critical"
CHANGES = ("task", "notice")
"""The kinds of documents whose changes are told."""

NOBODY = ""
"""Whose doing it is when the clock does it."""

Change = tuple[Document | None, Document]
"""A document as it was, None where it is new, and as it is now."""


def tell(connection: Connection, register: Register, changes: Iterable[Change], by: str, at: str) -> None:
    """Put the letters about these changes in line, in the transaction that makes them. `by` is whose doing they are."""
    known = list(changes)
    wanted = [letter for before, after in known for letter in letters_about(register, before, after, by, at)]
    letters.queue(connection, [*wanted, *follow(connection, register, known, at)], at)


def letters_about(register: Register, before: Document | None, after: Document, by: str, at: str) -> Iterator[Letter]:
    """`at` tells apart changes of the same document, and is when they came to be known (ISO 8601)."""
    match after:
        case Task():
            yield from _about_task(register, before if isinstance(before, Task) else None, after, by, at)
        case Notice():
            told = with_role(register, after.building, after.role)
            yield from _to((person for person in told if sees(register, person, after)), NOTICE, after.id, by, at)


def _about_task(register: Register, before: Task | None, task: Task, by: str, at: str) -> Iterator[Letter]:
    critical = task.severity == CRITICAL
    if task.is_open and (before is None or before.desk != task.desk):
        kind = CRITICAL_TASK if critical else NEW_TASK
        yield from _to(at_desk(register, task), kind, task.id, by, at, urgent=critical)
    if before is None:
        return
    if task.is_open and task.assigned and task.assigned != before.assigned:
        yield from _to(playing(register, task, PERFORMER), LAID_ON, task.id, by, at, urgent=critical)
    for part, since in sorted(questions(task) - questions(before)):
        yield from _to(playing(register, task, part), ASKED, task.id, by, question_detail(part, since))
    if before.dispute and task.dispute and task.dispute.state != before.dispute.state:
        yield from _to(_people(register, [task.dispute.by]), ANSWERED, task.id, by, at)
    if before.status != task.status:
        if task.status == REOPENED:
            yield from _to(at_desk(register, task), AGAIN, task.id, by, at, urgent=critical)
        if task.status == DONE:
            yield from _to(_people(register, (task.reporter, *task.reporters)), FIXED, task.id, by, at)


def questions(task: Task) -> set[tuple[str, str]]:
    """Who is to answer something about the task (a part of `tasks.steps`), and since when the question stands."""
    found = set()
    if task.dispute and task.dispute.is_open:
        waits = task.dispute.state == WAITING_FOR_ANSWER
        found.add((COUNTERPART if waits else GROUP, task.dispute.at))
    if task.estimate and task.estimate.state == ASKED_TO_PAY:
        found.add((PAYER, task.estimate.asked_at))
    if task.correction and task.correction.routed:
        found.add((RECEIVER, task.correction.at))
    if task.status == DONE and task.verify_by:
        found.add((CHECKER, task.done_at))
    return found


def question_detail(part: str, since: str) -> str:
    return f"{part}/{since}"


def _people(register: Register, ids: Iterable[str]) -> list[Person]:
    return [register.person(person) for person in ids if register.has_person(person)]


def _to(people: Iterable[Person], kind: str, about: str, by: str, at: str, *, urgent: bool = False) -> Iterator[Letter]:
    for person in people:
        if person.id != by and person.email:
            yield Letter(person.id, kind, about, at, urgent)
