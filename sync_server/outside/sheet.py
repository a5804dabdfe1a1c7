"""What somebody outside is told of a task: what, where, by when, why it is theirs and whom to ask.

The same facts on the page, in the letter and on paper; of a case that is not open there are none.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.clocks.special import step_words
from domain.clocks.time_left import time_left
from domain.language import Words
from domain.people import Organisation, Person
from domain.places import described
from domain.tasks.task import Task
from domain.tasks.times import undone
from sync_server.outside.following import CRITICAL
from sync_server.post.recipients import sees
from sync_server.register.register import Register
from sync_server.sync.followup import local_day, working_time

PHOTOS_AT_MOST = 6


@dataclass(frozen=True)
class Due:
    """A step that is not done: `by` as a date and time ("2026-11-26 14:00"), `left` as people say it."""

    step: Words
    by: str
    left: Words


@dataclass(frozen=True)
class Sheet:
    """`contact` are lines about who handles the task here; `photos` are SHA-256 in hexadecimal."""

    number: int
    what: Words
    place: str
    building: Words
    address: str
    text: str
    severity: Words
    critical: bool
    due: tuple[Due, ...]
    planned: str
    why: Words
    contact: tuple[str, ...]
    photos: tuple[str, ...]


def sheet_of(register: Register, task: Task, reader: Person, now: datetime) -> Sheet | None:
    """None where the reader, an actor outside, may not read what it is about."""
    building = register.building(task.building)
    if building is None or not sees(register, reader, task):
        return None
    severity = register.municipality.policy.severity(task.severity)
    return Sheet(
        number=task.number,
        what=_component(register, task),
        place=described(building, *building.whereabouts(task.space, task.object)),
        building=Words(building.name, building.name_en or building.name),
        address=building.address,
        text=task.text,
        severity=severity.words if severity else Words(task.severity, task.severity),
        critical=task.severity == CRITICAL,
        due=_due(register, task, now),
        planned=task.assigned.planned if task.assigned and task.assigned.org == reader.org else "",
        why=_why(register, task, reader),
        contact=_contact(register.municipality.organisations.get(task.desk)),
        photos=tuple(photo.sha256 for photo in task.photos[:PHOTOS_AT_MOST]),
    )


def _component(register: Register, task: Task) -> Words:
    working = working_time(register.municipality.policy.working_time)
    rows = register.list_on(local_day(task.found_at, working)).rows
    row = next((row for row in rows if row.component_code == task.component), None)
    return Words(row.component_sv, row.component_en) if row else Words(task.component, task.component)


def _due(register: Register, task: Task, now: datetime) -> tuple[Due, ...]:
    working = working_time(register.municipality.policy.working_time)
    found = []
    for step in undone(task):
        by = datetime.fromisoformat(step.by)
        left = time_left(by, now, working, step.clock)
        found.append(Due(step_words(step.do), f"{by.astimezone(working.zone):%Y-%m-%d %H:%M}", left))
    return tuple(found)


def _why(register: Register, task: Task, reader: Person) -> Words:
    """The row of the list that made it theirs; a contractor has it from whoever laid it on them."""
    if task.org == reader.org:
        return task.why
    desk = register.municipality.org_words(task.desk)
    return Words(f"{desk.sv} har lagt ärendet på er.", f"{desk.en or desk.sv} has laid the task on you.")


def _contact(desk: Organisation | None) -> tuple[str, ...]:
    return tuple(line for line in (desk.name, desk.phone, desk.email) if line) if desk else ()
