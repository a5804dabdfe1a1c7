"""Photos that wait until somebody who handles the task has looked at them: shown to its readers, or thrown away.

The task's history says that one waits, and who decided what about it.
"""

from dataclasses import replace

from sqlalchemy import Connection, Row, delete, select, update

from domain.people import Person
from domain.photos import PhotoRef
from domain.tasks.parts import Entry
from domain.tasks.task import Task
from domain.tasks.to_reporter import PHOTO_REFUSED, PHOTO_SHOWN, PHOTO_WAITS, PUBLIC, HeldPhoto, handles_report
from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.public import refusals
from sync_server.public.contact import not_yours
from sync_server.public.tables import public_photos
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.schema import photo_refs, photos
from sync_server.storage.working_set import WorkingSet

WHY_LETTERS = 500


def waiting_for(office: Office, person: Person) -> list[HeldPhoto]:
    """All that this person may decide about, oldest first."""
    register = office.follow_register()
    with office.database.reading() as connection:
        rows = connection.execute(select(public_photos).where(public_photos.c.waits).order_by(public_photos.c.taken_at))
        known = [(row, _task(connection, register, person, row)) for row in rows]
    return [
        HeldPhoto(row.sha256, task.id, task.number, task.building, task.text, row.taken_at)
        for row, task in known
        if task
    ]


def look_at(office: Office, person: Person, sha256: str) -> bytes:
    """The JPEG. Raises No 404."""
    register = office.follow_register()
    with office.database.reading() as connection:
        _waiting(connection, register, person, sha256)
    content = office.photos.store.get(photo_key(sha256))
    if content is None:
        raise not_yours()
    return content


def decide(office: Office, person: Person, sha256: str, show: bool, why: str = "") -> None:
    """Shown, it joins the task's history; else its bytes are removed. Raises No: 404, 422 for a removal without why."""
    if not show and not why.strip():
        raise refusals.why_removed()
    register, at = office.follow_register(), office.now().isoformat(timespec="milliseconds")

    def work(connection: Connection) -> bool:
        counters = ledger.lock(connection)
        documents = WorkingSet(connection, register)
        for row, task in _waiting(connection, register, person, sha256):
            mine = (public_photos.c.sha256 == sha256, public_photos.c.finding == row.finding)
            connection.execute(update(public_photos).where(*mine).values(waits=False))
            photos = (PhotoRef(sha256, row.width, row.height, row.taken_at),) if show else ()
            entry = Entry(at, person.id, person.title, PHOTO_SHOWN if show else PHOTO_REFUSED, why.strip(), photos)
            documents.put(replace(task, history=(*task.history, entry)))
        documents.save(counters)
        ledger.advance(connection, counters)
        return not show and _unused(connection, sha256)

    if office.database.write(work):
        office.photos.store.remove([photo_key(sha256)])


def note_waiting(connection: Connection, register: Register, task_id: str, title: str, at: str) -> None:
    """The task says from now on that a photo waits: its readers know of it, and a few may look. Inside a write."""
    counters = ledger.lock(connection)
    documents = WorkingSet(connection, register)
    if task := documents.task(task_id):
        documents.put(replace(task, history=(*task.history, Entry(at, PUBLIC, title, PHOTO_WAITS))))
    documents.save(counters)
    ledger.advance(connection, counters)


def _unused(connection: Connection, sha256: str) -> bool:
    """Whether nobody else's report has the very same picture; then its row goes, before its bytes."""
    elsewhere = (
        select(public_photos.c.sha256).where(public_photos.c.sha256 == sha256, public_photos.c.waits),
        select(photo_refs.c.sha256).where(photo_refs.c.sha256 == sha256),
    )
    if any(connection.execute(wanted).first() for wanted in elsewhere):
        return False
    connection.execute(delete(photos).where(photos.c.sha256 == sha256))
    return True


def _waiting(connection: Connection, register: Register, person: Person, sha256: str) -> list[tuple[Row, Task]]:
    wanted = select(public_photos).where(public_photos.c.sha256 == sha256, public_photos.c.waits)
    rows = list(connection.execute(wanted))
    found = [(row, task) for row in rows if (task := _task(connection, register, person, row))]
    if not found:
        raise not_yours()
    return found


def _task(connection: Connection, register: Register, person: Person, row: Row) -> Task | None:
    task = WorkingSet(connection, register, register.keys_of(person)).task(row.finding)
    return task if task and handles_report(person, task) else None
