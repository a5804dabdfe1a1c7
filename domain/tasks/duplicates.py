"""The same deficiency reported twice: one task goes on, with all who reported it; the other one points to it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.checklists.answers import is_milder
from domain.events import Event
from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.events import TaskMarkedDuplicate
from domain.tasks.moves import UNKNOWN, taken
from domain.tasks.parts import Entry
from domain.tasks.task import Task, going_on, noted, with_reporter

if TYPE_CHECKING:
    from domain.documents import Documents


def mark(documents: "Documents", event: Event, act: TaskMarkedDuplicate) -> tuple[Task, Task] | Refusal:
    """The duplicate, and the task that goes on: open, in the same building, of the same secrecy and no less grave."""
    task = taken(documents, event, act.task, "mark_duplicate")
    if isinstance(task, Refusal):
        return task
    other = documents.task(act.of)
    if other is None:
        return UNKNOWN
    same = (other.building, other.confidentiality) == (task.building, task.confidentiality)
    if not other.is_open or other.id == task.id or not same:
        return _NOT_THAT_ONE
    if is_milder(other.severity, task.severity):
        return _THE_OTHER_WAY_ROUND
    ended = replace(going_on(task, event.at), duplicate_of=other.id)
    return (
        noted(documents, event, ended, "duplicate", str(other.number)),
        _joined(other, task, event.at),
    )


def same_place(tasks: Iterable[Task], task: Task) -> tuple[Task, ...]:
    """Open tasks about the same component at the same object or in the same space: perhaps the same deficiency."""
    return tuple(
        other
        for other in tasks
        if other.is_open
        and other.id != task.id
        and (other.building, other.component) == (task.building, task.component)
        and (other.object == task.object if other.object and task.object else other.space == task.space)
    )


def _joined(other: Task, task: Task, at: str) -> Task:
    for person in (task.reporter, *task.reporters):
        other = with_reporter(other, person)
    entry = Entry(at, task.reporter, task.reporter_title, "seen_again", task.text, task.photos)
    return replace(other, history=(*other.history, entry))


_NOT_THAT_ONE = Refusal(
    "not_that_one",
    Words(
        "Det andra ärendet är avslutat, gäller en annan byggnad eller har en annan sekretess.",
        "The other task has ended, is about another building or has another secrecy.",
    ),
    Words("Välj ett öppet ärende i samma byggnad.", "Choose an open task in the same building."),
)
_THE_OTHER_WAY_ROUND = Refusal(
    "the_other_way_round",
    Words("Det här ärendet är allvarligare än det andra.", "This task is graver than the other."),
    Words("Markera det andra som dubblett i stället.", "Mark the other one as the duplicate instead."),
)
