"""The hours that count: counted forwards from a moment, and counted between two."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property, lru_cache

IsHoliday = Callable[[date], bool]
ONE_DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class WorkingTime:
    """From `opens` to `closes` in `zone` on the `weekdays` (Monday is 0), except where `is_holiday` says no."""

    zone: tzinfo
    opens: time
    closes: time
    is_holiday: IsHoliday
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY

    @cached_property
    def day_length(self) -> timedelta:
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.weekdays and not self.is_holiday(day)

    def is_open(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        return datetime.combine(day, self.opens, self.zone), datetime.combine(day, self.closes, self.zone)


def after_working(start: datetime, left: timedelta, working: WorkingTime) -> datetime:
    """The moment when so much working time has passed since `start`. What ends with a day ends at closing time."""
    moment = start.astimezone(working.zone)
    day = moment.date()
    if working.is_working_day(day):
        opens, closes = working.hours_of(day)
        begins = max(moment, opens)
        if begins + left <= closes:
            return begins + left
        left -= max(closes - begins, timedelta())
    whole_days = max(-(-left // working.day_length) - 1, 0)
    opens, _ = working.hours_of(working_day_after(working, day, whole_days + 1))
    return opens + left - whole_days * working.day_length


def working_between(start: datetime, end: datetime, working: WorkingTime) -> timedelta:
    """The working time from `start` to `end`; none where `end` is not later."""
    begins, ends = start.astimezone(working.zone), end.astimezone(working.zone)
    if ends <= begins:
        return timedelta()
    first, last = begins.date(), ends.date()
    if first == last:
        return _part_of(working, first, begins, ends)
    between = working_days_between(working, first, last - ONE_DAY) * working.day_length
    _, closes = working.hours_of(first)
    opens, _ = working.hours_of(last)
    return _part_of(working, first, begins, closes) + between + _part_of(working, last, opens, ends)


def working_days_between(working: WorkingTime, after: date, until: date) -> int:
    """How many working days there are after the day `after`, up to and with `until`."""
    return sum(working.is_working_day(after + ONE_DAY * number) for number in range(1, (until - after).days + 1))


# Most of what is found on one day falls due on the same few days.
@lru_cache(maxsize=1_000)
def working_day_after(working: WorkingTime, day: date, count: int) -> date:
    """The `count`th working day after `day`."""
    while count:
        day += ONE_DAY
        count -= working.is_working_day(day)
    return day


def _part_of(working: WorkingTime, day: date, begins: datetime, ends: datetime) -> timedelta:
    if not working.is_working_day(day):
        return timedelta()
    opens, closes = working.hours_of(day)
    return max(min(ends, closes) - max(begins, opens), timedelta())
