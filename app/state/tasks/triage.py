"""What needs somebody's decision among the tasks on this phone, and by which of their verbs it can be decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.state.tasks.desk import Desk
from domain.people import Person
from domain.tasks.clock import decisions_needed
from domain.tasks.task import Task
from domain.tasks.triage import may_triage


@dataclass(frozen=True)
class ToDecide:
    """`need` is a key of `domain.tasks.clock.DECISIONS`; `can` is whether the person may take that very step."""

    task: Task
    need: str
    can: bool


ORDER = ("place", "decide_dispute", "acknowledge", "answer_move", "decide_cost", "verify")
CRITICAL_FIRST = ("critical", "high", "medium", "low", "observation")


def to_decide(desk: Desk, tasks: Iterable[Task], person: Person, now: datetime) -> list[ToDecide]:
    """What this person may decide; for the coordinator also what waits for others who have not. The gravest first."""
    sees_all, found = may_triage(person), []
    for task in tasks:
        needed = decisions_needed(task, now)
        possible = desk.possible(task) if needed else frozenset()
        found += [ToDecide(task, need, need in possible) for need in needed if sees_all or need in possible]
    return sorted(found, key=lambda each: (ORDER.index(each.need), _grave(each.task), each.task.resolve_by or "9999"))


def _grave(task: Task) -> int:
    return CRITICAL_FIRST.index(task.severity) if task.severity in CRITICAL_FIRST else len(CRITICAL_FIRST)
