"""What is told to whom: a document has changed, and those whom it concerns get a letter, except who did it."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from domain.documents import Document
from domain.notices import Notice
from domain.people import Person
from domain.tasks import Task
from sync_server.post import letters
from sync_server.post.letters import Letter
from sync_server.post.recipients import at_desk, sees, with_role
from sync_server.register import Register

NEW_TASK, CRITICAL_TASK, LATE, ANSWERED, FIXED, NOTICE = KINDS = (
    "new_task",
    "critical_task",
    "late",
    "dispute_answered",
    "fixed",
    "notice",
)
CRITICAL = "critical"
DISPUTED, DONE = "disputed", "done"
CHANGES = ("task", "notice")
"""The kinds of documents whose changes are told."""

Change = tuple[Document | None, Document]
"""A document as it was, None where it is new, and as it is now."""


def tell(connection: Connection, register: Register, changes: Iterable[Change], by: str, at: str) -> None:
    """Put the letters about these changes in line, in the transaction that makes them. `by` is whose doing they are."""
    wanted = (letter for before, after in changes for letter in letters_about(register, before, after, by, at))
    letters.queue(connection, wanted, at)


def letters_about(register: Register, before: Document | None, after: Document, by: str, at: str) -> Iterator[Letter]:
    """`at` tells apart changes of the same document, and is when they came to be known (ISO 8601)."""
    match after:
        case Task():
            yield from _about_task(register, before if isinstance(before, Task) else None, after, by, at)
        case Notice():
            told = with_role(register, after.building, after.role)
            yield from _to((person for person in told if sees(register, person, after)), NOTICE, after.id, by, at)


def _about_task(register: Register, before: Task | None, task: Task, by: str, at: str) -> Iterator[Letter]:
    if task.is_open and (before is None or before.desk != task.desk):
        critical = task.severity == CRITICAL
        kind = CRITICAL_TASK if critical else NEW_TASK
        yield from _to(at_desk(register, task), kind, task.id, by, at, urgent=critical)
    if before is None or before.status == task.status:
        return
    if before.status == DISPUTED and task.is_open:
        yield from _to(_people(register, disputed_by(task)), ANSWERED, task.id, by, at)
    if task.status == DONE:
        yield from _to(_people(register, reported_by(task)), FIXED, task.id, by, at)


def disputed_by(task: Task) -> list[str]:
    """Who said "not ours", the last who did."""
    return [entry.person for entry in task.history if entry.did == "handed_back"][-1:]


def reported_by(task: Task) -> list[str]:
    """Everybody who has seen the deficiency and told of it."""
    return list(dict.fromkeys([task.reporter, *(e.person for e in task.history if e.did == "seen_again")]))


def _people(register: Register, ids: Iterable[str]) -> list[Person]:
    return [register.person(person) for person in ids if register.has_person(person)]


def _to(people: Iterable[Person], kind: str, about: str, by: str, at: str, *, urgent: bool = False) -> Iterator[Letter]:
    for person in people:
        if person.id != by and person.email:
            yield Letter(person.id, kind, about, at, urgent)
