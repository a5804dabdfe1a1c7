"""Who is told when a task is late: higher up the longer it takes; the duty officer when nobody takes on a danger."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.clocks.deadlines import ACKNOWLEDGE, WALL, after, allowed, as_iso, between
from domain.clocks.due_steps import DueStep, stopping
from domain.clocks.pauses import Pause, Span, stops
from domain.clocks.working_time import WorkingTime
from domain.language import Words

RESPONSIBLE_MANAGER = "responsible_manager"
"""Not a role of the register: whoever manages the desk that has the task."""

RECIPIENTS = {RESPONSIBLE_MANAGER: Words("Ansvarig chef", "Responsible manager")}


@dataclass(frozen=True)
class Unacknowledged:
    """`to` (a role) is told when nobody has taken a critical task on `after` so long (ISO 8601), by the wall clock."""

    after: str
    to: str


@dataclass(frozen=True)
class Overdue:
    """`to` (a role, or RESPONSIBLE_MANAGER) is told when so many percent of the time allowed have passed."""

    at_percent: int
    to: str


@dataclass(frozen=True)
class Escalation:
    critical_unacknowledged: tuple[Unacknowledged, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    repeat_finding: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """At `at` (ISO 8601 with offset) `to` is told that `about` is not done. `percent` of its time have passed, or 0."""

    at: str
    to: str
    about: str
    percent: int = 0


def calls(
    rules: Escalation,
    undone: Iterable[DueStep],
    start: datetime,
    working: WorkingTime,
    pauses: Iterable[Pause] = (),
    *,
    critical: bool = False,
) -> tuple[Call, ...]:
    """Who is told when, the earliest first, as long as the steps stay undone.

    `start` is when their clock began. A percentage runs on the step's own clock, and pauses stop it. That nobody takes
    on something critical has rules of its own instead, and no pause stops those.
    """
    paused, told = tuple(pauses), []
    for step in undone:
        if critical and step.do == ACKNOWLEDGE:
            told += unacknowledged(rules, start, working)
        else:
            told += _overdue(rules, step, start, working, stops(stopping(step.do, paused, critical=critical)))
    return tuple(sorted(told, key=lambda call: datetime.fromisoformat(call.at)))


def unacknowledged(rules: Escalation, start: datetime, working: WorkingTime) -> tuple[Call, ...]:
    """Who is told that nobody has taken on a critical task."""
    return tuple(
        Call(as_iso(after(start, allowed(rule.after, WALL, working), WALL, working), working), rule.to, ACKNOWLEDGE)
        for rule in rules.critical_unacknowledged
    )


def _overdue(
    rules: Escalation, step: DueStep, start: datetime, working: WorkingTime, still: tuple[Span, ...]
) -> Iterable[Call]:
    """The time allowed is that until the deadline as it stands, also where it has been moved."""
    whole = between(start, datetime.fromisoformat(step.by), step.clock, working, still)
    for rule in rules.overdue:
        at = after(start, whole * rule.at_percent / 100, step.clock, working, still)
        yield Call(as_iso(at, working), rule.to, step.do, rule.at_percent)
