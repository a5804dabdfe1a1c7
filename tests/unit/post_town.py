"""The demo municipality with a post: tasks change, time passes, letters are carried to a real mail server."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.clocks.deadlines import ACKNOWLEDGE, MAKE_SAFE, RESOLVE
from domain.clocks.due_steps import DueStep
from domain.documents import Document
from domain.tasks.steps import WAITING
from domain.tasks.task import Entry, Task
from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.post import letters
from sync_server.post.carrier import Carrier
from sync_server.post.choices import keep_choice
from sync_server.post.lateness import Watch
from sync_server.post.letters import Queued, as_text
from sync_server.post.mail_settings import MailSettings
from sync_server.post.pace import Choice
from sync_server.post.told import CHANGES, tell
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from tests.mail import Mailbox

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Ten o'clock in the municipality."""


def settings_for(box: Mailbox, **more: Any) -> MailSettings:
    how = {"host": "127.0.0.1", "port": box.port, "sender": "Rond <rond@ljungaholm.example>"}
    return MailSettings(**{**how, "public_url": "https://rond.example", **more})


@dataclass
class PostTown:
    """`now` stands still until somebody moves it."""

    office: Office
    box: Mailbox
    now: datetime = MONDAY
    watch: Watch = field(default_factory=Watch)
    number: int = 0

    def task(self, **facts: Any) -> Task:
        """A task at the owner's desk in the school, found now."""
        self.number += 1
        usual: dict[str, Any] = {
            "id": f"task-{self.number}",
            "building": "B01",
            "component": "FIR.CMP.CLS",
            "text": "Dörrstängaren håller inte emot.",
            "severity": "high",
            "org": "ORG-TF",
            "desk": "ORG-TF",
            "number": 100 + self.number,
            "space": "B01-COR1",
            "reporter": "reporter-b01",
            "reporter_title": "Lärare Björkhagaskolan",
            "found_at": self.now.isoformat(),
            "acknowledge_by": (self.now + timedelta(hours=4)).isoformat(),
            "resolve_by": (self.now + timedelta(days=3)).isoformat(),
        }
        told = {**usual, **facts}
        task = Task(finding=told["id"], **told)
        return task if task.steps else replace(task, steps=self._steps(task))

    def _steps(self, task: Task) -> tuple[DueStep, ...]:
        severity = self.office.register.municipality.policy.severity(task.severity)
        times = (
            (ACKNOWLEDGE, "PT4H", task.acknowledge_by if task.status in WAITING else ""),
            (MAKE_SAFE, "P1D", task.make_safe_by),
            (RESOLVE, "P3D", task.resolve_by),
        )
        return tuple(DueStep(do, within, severity.clock.kind, by) for do, within, by in times if by and severity)

    def keeps(self, *documents: Document, by: str = "reporter-b01") -> None:
        """They are so from now on, by this person's doing, as `intake.take_in` writes it."""

        def work(connection: Any) -> None:
            counters = ledger.lock(connection)
            held = WorkingSet(connection, self.office.register)
            for document in documents:
                held.put(document)
            held.save(counters)
            tell(connection, self.office.register, held.changes(CHANGES), by, as_text(self.now))
            ledger.advance(connection, counters)

        self.office.database.write(work)

    def moves(self, task: Task, status: str, by: str, did: str, text: str = "") -> Task:
        """The person does something with the task."""
        entry = Entry(as_text(self.now), by, self.office.register.person(by).title, did, text)
        moved = replace(task, status=status, history=(*task.history, entry))
        self.keeps(moved, by=by)
        return moved

    def chooses(self, person: str, **choice: Any) -> None:
        self.office.database.write(lambda connection: keep_choice(connection, person, Choice(**choice)))

    def carrier(self, clock: Callable[[], datetime] | None = None, **how: Any) -> Carrier:
        office, mail = self.office, settings_for(self.box, **how)
        return Carrier(office.database, office.register, mail, clock or (lambda: self.now), self._picture)

    def _picture(self, sha256: str) -> bytes | None:
        return self.office.photos.store.get(photo_key(sha256))

    def carries(self, at: datetime | None = None) -> int:
        """Once through the queue, at this moment; how many e-mails."""
        self.now = at or self.now
        return self.carrier().carry()

    def looks(self, at: datetime) -> None:
        """See what has become late, and carry."""
        self.now = at
        self.watch.tell(self.office.database, self.office.register, at)
        self.carries()

    def queue(self) -> list[Queued]:
        with self.office.database.reading() as connection:
            return letters._read(connection, letters.letters.c.seq > 0)

    def states(self) -> list[str]:
        return [letter.state for letter in self.queue()]
