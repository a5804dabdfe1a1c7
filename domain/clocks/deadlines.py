"""When a task is to be acknowledged, made safe and resolved: by the wall clock or in working time, by severity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.clocks.pauses import Pause, Span, stops
from domain.clocks.working_time import WorkingTime, after_working, working_between
from domain.durations import parse_duration

ACKNOWLEDGE, MAKE_SAFE, RESOLVE = "acknowledge", "make_safe", "resolve"
WALL, NONE = "wall", "none"
"""All other clocks ("working_time", "working_days") count working time: a day is one working day's opening hours."""


@dataclass(frozen=True)
class Clock:
    """What policy says of one severity. `kind` is "wall", "working_time" or "none"; durations are ISO 8601 or ""."""

    kind: str
    acknowledge: str = ""
    acknowledge_off_hours: str = ""
    make_safe: str = ""
    resolve: str = ""


@dataclass(frozen=True)
class Deadlines:
    """Times in ISO 8601 with offset; "" where policy sets none."""

    acknowledge_by: str = ""
    make_safe_by: str = ""
    resolve_by: str = ""


def clock_start(found_at: str, received_at: str) -> str:
    """When the deadlines of a finding begin to run (ISO 8601 with offset, as given): the later of the two.

    A desk cannot act on what has not reached it, so the clock starts when the server received the finding: neither a
    day without coverage nor a phone whose clock is a year slow makes a task late on arrival. And no deadline begins
    before anything was found. The server never keeps a found time later than when it received the finding, so that a
    phone whose clock is fast gives nobody more time, either.
    """
    return max(found_at, received_at, key=datetime.fromisoformat)


def deadlines(clock: Clock, found: datetime, working: WorkingTime, pauses: Iterable[Pause] = ()) -> Deadlines:
    """The three deadlines of a finding whose clock starts at `found` (with time zone)."""
    still = stops(pauses)

    def by(duration: str) -> str:
        if not duration or clock.kind == NONE:
            return ""
        return as_iso(after(found, allowed(duration, clock.kind, working), clock.kind, working, still), working)

    return Deadlines(by(to_acknowledge(clock, found, working)), by(clock.make_safe), by(clock.resolve))


def to_acknowledge(clock: Clock, found: datetime, working: WorkingTime) -> str:
    """How long the receiver has to take the task on: at night policy may give longer."""
    off_hours = clock.acknowledge_off_hours and not working.is_open(found)
    return clock.acknowledge_off_hours if off_hours else clock.acknowledge


def allowed(duration: str, kind: str, working: WorkingTime) -> timedelta:
    """How much time an ISO 8601 duration of days or smaller is on a clock. Raises ValueError for months and years."""
    length = parse_duration(duration)
    as_wall = length.as_timedelta()
    return as_wall if kind == WALL else length.days * working.day_length + timedelta(minutes=length.minutes)


def after(start: datetime, left: timedelta, kind: str, working: WorkingTime, still: Iterable[Span] = ()) -> datetime:
    """The moment when so much time has passed on a clock that starts at `start` and stands still in between.

    `still` is from `domain.clocks.pauses.stops`: in order, and not overlapping.
    """
    start = start.astimezone(UTC)
    for begins, ends in still:
        passed = between(start, begins, kind, working)
        if left <= passed:
            break
        if ends > start:
            start, left = ends, left - passed
    # An hour is an hour, also over the night when the clocks change.
    return start + left if kind == WALL else after_working(start, left, working)


def between(start: datetime, end: datetime, kind: str, working: WorkingTime, still: Iterable[Span] = ()) -> timedelta:
    """How much time passes on the clock from `start` to `end`; none where `end` is not later."""
    stood = sum((between(max(start, begins), min(end, ends), kind, working) for begins, ends in still), timedelta())
    if kind == WALL:
        return max(end.astimezone(UTC) - start.astimezone(UTC), timedelta()) - stood
    return working_between(start, end, working) - stood


def as_iso(moment: datetime, working: WorkingTime) -> str:
    return moment.astimezone(working.zone).isoformat(timespec="seconds")
