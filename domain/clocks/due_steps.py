"""Everything that is to be done about a finding and by when: its severity's steps, or those of its situation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.clocks.deadlines import (
    ACKNOWLEDGE,
    MAKE_SAFE,
    NONE,
    RESOLVE,
    Clock,
    Deadlines,
    after,
    allowed,
    as_iso,
    to_acknowledge,
)
from domain.clocks.pauses import Pause, stops
from domain.clocks.special import SpecialDeadline
from domain.clocks.working_time import WorkingTime


@dataclass(frozen=True)
class DueStep:
    """`do` within the ISO 8601 duration `within` on `clock`, that is `by` (ISO 8601 with offset)."""

    do: str
    within: str
    clock: str
    by: str


def due_steps(
    clock: Clock,
    special: SpecialDeadline | None,
    start: datetime,
    working: WorkingTime,
    pauses: Iterable[Pause] = (),
    *,
    critical: bool = False,
) -> tuple[DueStep, ...]:
    """The steps in the order in which they are to be done, for a clock that starts at `start`.

    The steps of a situation stand for making safe and resolving; someone takes the task on before the first of them is
    due. No pause gives more time to acknowledge what is `critical` or to make it safe.
    """
    planned = tuple(DueStep(do, within, kind, "") for do, within, kind in _to_do(clock, special, start, working))
    return timed(planned, start, working, pauses, critical=critical)


def timed(
    steps: Iterable[DueStep],
    start: datetime,
    working: WorkingTime,
    pauses: Iterable[Pause] = (),
    *,
    critical: bool = False,
) -> tuple[DueStep, ...]:
    """The same steps with the times that they have for a clock that starts at `start`, whatever times they had."""
    paused, again = tuple(pauses), []
    for step in steps:
        still = stops(stopping(step.do, paused, critical=critical))
        due = after(start, allowed(step.within, step.clock, working), step.clock, working, still)
        again.append(replace(step, by=as_iso(due, working)))
    of_situation = any(step.do not in (ACKNOWLEDGE, MAKE_SAFE, RESOLVE) for step in again)
    first = min((step.by for step in again[1:]), key=datetime.fromisoformat, default="") if of_situation else ""
    if first and again[0].do == ACKNOWLEDGE and _is_later(again[0].by, first):
        again[0] = replace(again[0], by=first)
    return tuple(again)


def stopping(do: str, pauses: tuple[Pause, ...], *, critical: bool) -> tuple[Pause, ...]:
    """Those of the pauses that stop the clock of `do`."""
    return () if critical and do in (ACKNOWLEDGE, MAKE_SAFE) else pauses


def as_deadlines(steps: Iterable[DueStep]) -> Deadlines:
    """The three times that a task shows: of a situation's steps, the last one to be due resolves it."""
    by = {step.do: step.by for step in steps}
    rest = [at for do, at in by.items() if do not in (ACKNOWLEDGE, MAKE_SAFE)]
    return Deadlines(by.get(ACKNOWLEDGE, ""), by.get(MAKE_SAFE, ""), max(rest, key=datetime.fromisoformat, default=""))


def taken_over(
    steps: Iterable[DueStep],
    accepted: datetime,
    working: WorkingTime,
    pauses: Iterable[Pause] = (),
    *,
    critical: bool = False,
) -> tuple[DueStep, ...]:
    """The steps for one who accepts the task from another at `accepted`: at least half of the time is left for each."""
    paused, moved = tuple(pauses), []
    for step in steps:
        half = allowed(step.within, step.clock, working) / 2
        still = stops(stopping(step.do, paused, critical=critical))
        fresh = as_iso(after(accepted, half, step.clock, working, still), working)
        moved.append(replace(step, by=fresh) if _is_later(fresh, step.by) else step)
    return tuple(moved)


def _to_do(
    clock: Clock, special: SpecialDeadline | None, start: datetime, working: WorkingTime
) -> Iterable[tuple[str, str, str]]:
    """What is to be done, within which time, on which clock."""
    if clock.kind != NONE and (acknowledge := to_acknowledge(clock, start, working)):
        yield ACKNOWLEDGE, acknowledge, clock.kind
    if special:
        yield from ((step.do, step.within, special.clock) for step in special.steps)
    elif clock.kind != NONE:
        wanted = ((MAKE_SAFE, clock.make_safe), (RESOLVE, clock.resolve))
        yield from ((do, within, clock.kind) for do, within in wanted if within)


def _is_later(at: str, than: str) -> bool:
    return datetime.fromisoformat(at) > datetime.fromisoformat(than)
