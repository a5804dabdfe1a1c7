"""Photos that wait until somebody who triages has looked at them: shown to the task's readers, or thrown away."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, select, update

from domain.events import TaskCommented
from domain.people import Person
from domain.photos import PhotoRef
from domain.tasks.task import Task
from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.problems import No
from sync_server.public.contact import handles, not_yours
from sync_server.public.tables import public_photos
from sync_server.public.voice import speak
from sync_server.register import Register
from sync_server.schema import photo_refs, photos
from sync_server.working_set import WorkingSet

FROM_REPORTER = "Bild från anmälaren."


@dataclass(frozen=True)
class Waiting:
    """`task` is whose photo it is; the text helps to judge it."""

    sha256: str
    task: str
    number: int
    building: str
    text: str
    taken_at: str


def waiting_for(office: Office, person: Person) -> list[Waiting]:
    """All that this person may decide about, oldest first."""
    register = office.follow_register()
    with office.database.reading() as connection:
        rows = connection.execute(select(public_photos).where(public_photos.c.waits).order_by(public_photos.c.taken_at))
        known = [(row, _task(connection, register, person, row)) for row in rows]
    return [
        Waiting(row.sha256, task.id, task.number, task.building, task.text, row.taken_at) for row, task in known if task
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


def decide(office: Office, person: Person, sha256: str, show: bool) -> None:
    """Shown, it joins the task's history; else its bytes are removed. Raises No 404."""
    register, received = office.follow_register(), office.now().isoformat(timespec="milliseconds")

    def work(connection: Connection) -> bool:
        for row, task in _waiting(connection, register, person, sha256):
            mine = (public_photos.c.sha256 == sha256, public_photos.c.finding == row.finding)
            connection.execute(update(public_photos).where(*mine).values(waits=False))
            photo = PhotoRef(sha256, row.width, row.height, row.taken_at)
            act = TaskCommented(task.id, FROM_REPORTER, (photo,))
            if show and (refusal := speak(connection, register, act, received)):
                raise No(422, refusal)
        return not show and _unused(connection, sha256)

    if office.database.write(work):
        office.photos.store.remove([photo_key(sha256)])


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
    return task if task and handles(person, task) else None
