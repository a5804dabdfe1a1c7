"""When a task is to be acknowledged, made safe and resolved: by the wall clock or in working time, by severity."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property, lru_cache

from domain.durations import Duration, parse_duration

IsHoliday = Callable[[date], bool]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingTime:
    """Monday to Friday from `opens` to `closes` in `zone`, except where `is_holiday` says no."""

    zone: tzinfo
    opens: time
    closes: time
    is_holiday: IsHoliday

    @cached_property
    def day_length(self) -> timedelta:
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and not self.is_holiday(day)

    def is_open(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes


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


def deadlines(clock: Clock, found: datetime, working: WorkingTime) -> Deadlines:
    """The three deadlines of a finding made at `found` (with time zone)."""
    if clock.kind == "none":
        return Deadlines()
    found = found.astimezone(working.zone)
    off_hours = clock.acknowledge_off_hours and not working.is_open(found)
    acknowledge = clock.acknowledge_off_hours if off_hours else clock.acknowledge

    def by(duration: str) -> str:
        if not duration:
            return ""
        allowed = parse_duration(duration)
        due = after_wall(found, allowed) if clock.kind == "wall" else after_working(found, allowed, working)
        return due.astimezone(working.zone).isoformat(timespec="seconds")

    return Deadlines(by(acknowledge), by(clock.make_safe), by(clock.resolve))


def after_wall(found: datetime, allowed: Duration) -> datetime:
    """An hour is an hour, also over the night when the clocks change."""
    return found.astimezone(UTC) + allowed.as_timedelta()


def after_working(found: datetime, allowed: Duration, working: WorkingTime) -> datetime:
    """The moment when so much working time has passed; one day is one working day's opening hours."""
    left = allowed.days * working.day_length + timedelta(minutes=allowed.minutes)
    moment = found.astimezone(working.zone)
    day = moment.date()
    if working.is_working_day(day):
        start = max(moment, datetime.combine(day, working.opens, working.zone))
        end = datetime.combine(day, working.closes, working.zone)
        if start + left <= end:
            return start + left
        left -= max(end - start, timedelta())
    whole_days = max(-(-left // working.day_length) - 1, 0)
    last_day = working_day_after(working, day, whole_days + 1)
    return datetime.combine(last_day, working.opens, working.zone) + left - whole_days * working.day_length


# Most of what is found on one day falls due on the same few days.
@lru_cache(maxsize=1_000)
def working_day_after(working: WorkingTime, day: date, count: int) -> date:
    """The `count`th working day after `day`."""
    while count:
        day += ONE_DAY
        count -= working.is_working_day(day)
    return day
