"""Escalation: who is told that something is late, told when it is. Asked every minute, so it reads only what is new."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from domain.clocks.escalation import Call, calls
from domain.records import from_plain
from domain.tasks.task import Task
from domain.tasks.times import undone
from sync_server.outside.following import reminders
from sync_server.post import letters
from sync_server.post.letters import Letter
from sync_server.post.recipients import escalated_to
from sync_server.post.told import CRITICAL, LATE
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.database import Database
from sync_server.sync.followup import working_time


def calls_about(register: Register, task: Task) -> tuple[Call, ...]:
    """Who is told when, as long as nothing happens to the task."""
    policy = register.municipality.policy
    working = working_time(policy.working_time)
    start = datetime.fromisoformat(task.taken_over_at or task.clock_start or task.found_at)
    return calls(policy.escalation, undone(task), start, working, task.pauses, critical=task.severity == CRITICAL)


def detail_of(call: Call, desk: str) -> str:
    """Tells one call about a task from its others; a new desk is told anew."""
    return f"{call.about}/{call.percent}/{call.to}/{desk}"


def still_so(task: Task, detail: str) -> bool:
    """Whether what was to be told is not done yet."""
    do, _, rest = detail.partition("/")
    return rest.rpartition("/")[2] == task.desk and any(step.do == do for step in undone(task))


@dataclass
class Watch:
    """The calls to come, by task: kept between two looks, because most tasks do not change between them."""

    _seen: int = 0
    _register: int = -1
    _ahead: dict[str, tuple[Task, tuple[Call, ...]]] = field(default_factory=dict)
    _told: set[tuple[str, Call]] = field(default_factory=set)

    def tell(self, database: Database, register: Register, now: datetime) -> None:
        """Put letters about all that has become late in line. Who has been told already is not told again."""
        with database.reading() as connection:
            self._follow(connection, register)
        due = [
            (task, call)
            for task, ahead in self._ahead.values()
            for call in ahead
            if (task.id, call) not in self._told and datetime.fromisoformat(call.at) <= now
        ]
        if due:
            wanted = [letter for task, call in due for letter in _letters(register, task, call)]
            database.write(lambda connection: letters.queue(connection, wanted, letters.as_text(now)))
            self._told |= {(task.id, call) for task, call in due}

    def _follow(self, connection: Connection, register: Register) -> None:
        if register.number != self._register:
            self._seen, self._register, self._ahead, self._told = 0, register.number, {}, set()
        for identity, version, body in ledger.changed_of_kind(connection, "task", self._seen):
            self._seen = version
            task = from_plain(Task, json.loads(body))
            if ahead := calls_about(register, task):
                self._ahead[identity] = (task, ahead)
            else:
                self._ahead.pop(identity, None)


def _letters(register: Register, task: Task, call: Call) -> list[Letter]:
    urgent, detail = task.severity == CRITICAL, detail_of(call, task.desk)
    people = escalated_to(register, task, call.to)
    here = [Letter(person.id, LATE, task.id, detail, urgent) for person in people if person.email]
    return here + reminders(register, task, detail)
