"""A task goes from one party to another: never into empty air, and with at least half of the time left."""

from collections.abc import Iterable
from dataclasses import replace

from domain.clocks.deadlines import ACKNOWLEDGE
from domain.tasks.parts import Contest
from domain.tasks.steps import ACKNOWLEDGED, ROUTED
from domain.tasks.task import Task, going_on

OWNER, USER = PARTIES = ("owner", "user")


def handed_over(task: Task, org: str, desk: str, at: str, *, accepted: bool) -> Task:
    """With `org` since `at`. Who has `accepted` it has acknowledged it; who was told to take it has that to do."""
    if accepted:
        done = {**task.steps_done, ACKNOWLEDGE: at}
    else:
        done = {do: when for do, when in task.steps_done.items() if do != ACKNOWLEDGE}
    former = (*(held for held in task.former_desks if held not in (task.desk, desk)), task.desk)
    return replace(
        going_on(task, at),
        org=org,
        desk=desk,
        status=ACKNOWLEDGED if accepted else ROUTED,
        steps_done=done,
        triage=False,
        assigned=None,
        deferred_until="",
        taken_over_at=at,
        dispute_by="",
        former_desks=former if task.desk != desk else task.former_desks,
    )


def contested(task: Task, at: str, how: str) -> Task:
    """The rule that gave the repair to its receiver did not hold."""
    rule = task.rules.get("repair", "")
    return replace(task, contested=(*task.contested, Contest(rule, at, how))) if rule else task


def times_contested(tasks: Iterable[Task], since: str) -> dict[str, int]:
    """How often each rule of the list has been disputed or its task moved since the ISO date, the worst first."""
    counts: dict[str, int] = {}
    for task in tasks:
        for contest in task.contested:
            if contest.at[:10] >= since:
                counts[contest.rule] = counts.get(contest.rule, 0) + 1
    return dict(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))


REWRITTEN_AFTER = 3
"""Disputes in a year (workflows, chapter 5.8)."""


def to_rewrite(tasks: Iterable[Task], since: str) -> tuple[str, ...]:
    """The rows and overrides that are to be written anew."""
    return tuple(rule for rule, count in times_contested(tasks, since).items() if count >= REWRITTEN_AFTER)
