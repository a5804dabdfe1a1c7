"""Who is to be told that a task is late, by name of their accounts: pure, for whoever sends the words.

Who is higher up depends on whose the task is: the manager of the desk, the head of that administration, then the
coordinator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.clocks.escalation import RESPONSIBLE_MANAGER, Call, Escalation, calls
from domain.clocks.working_time import WorkingTime
from domain.people import Person
from domain.tasks.people import HANDLING_VERBS, MANAGING_VERBS
from domain.tasks.task import Task
from domain.tasks.times import undone
from domain.tasks.waiting import CRITICAL


@dataclass(frozen=True)
class Told:
    """`persons` (ids of accounts) are to know that `call.about` of the `task` is not done."""

    task: str
    call: Call
    persons: tuple[str, ...]


def to_be_told(
    task: Task,
    rules: Escalation,
    working: WorkingTime,
    persons: Iterable[Person],
    since: datetime,
    now: datetime,
) -> tuple[Told, ...]:
    """All that has become due after `since` and until `now` (both with time zone), each once."""
    if not task.clock_start:
        return ()
    everyone, start = tuple(persons), datetime.fromisoformat(task.clock_start)
    due = calls(rules, undone(task), start, working, task.pauses, critical=task.severity == CRITICAL)
    fresh = (call for call in due if since < datetime.fromisoformat(call.at) <= now)
    return tuple(Told(task.id, call, whom(task, call.to, everyone)) for call in fresh)


def whom(task: Task, to: str, persons: Iterable[Person]) -> tuple[str, ...]:
    """The accounts that a role, or RESPONSIBLE_MANAGER, means for this task. Where a level has nobody, its call goes to
    whoever decides about disputes, and where there is none of them to the desk."""
    here = [person for person in persons if person.works_in(task.building)]
    at_desk = [person for person in here if person.org == task.desk]
    if to == RESPONSIBLE_MANAGER:
        found = [person for person in at_desk if person.may(*MANAGING_VERBS)]
    else:
        hold = [person for person in here if to in person.roles]
        found = [person for person in hold if task.desk in (person.org, person.administration)]
        found = found or [person for person in hold if not _is_head_of_another(person, task)]
    found = found or [person for person in here if person.may("decide_dispute")]
    found = found or [person for person in at_desk if person.may(*HANDLING_VERBS)]
    return tuple(sorted(person.id for person in found))


def _is_head_of_another(person: Person, task: Task) -> bool:
    """A head of another administration has nothing to say here; a coordinator is everybody's."""
    return "head_of_administration" in person.roles and task.desk not in (person.org, person.administration)
