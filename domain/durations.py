"""ISO 8601 durations as the policy and the checklists write them: P1D, PT4H, P3M, P1Y."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_FORM = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


@dataclass(frozen=True)
class Duration:
    months: int = 0
    days: int = 0
    minutes: int = 0

    def as_timedelta(self) -> timedelta:
        """Only for durations of days and smaller; a month has no fixed length."""
        if self.months:
            raise ValueError("a duration of months has no fixed length")
        return timedelta(days=self.days, minutes=self.minutes)


@cache
def parse_duration(text: str) -> Duration:
    """Raises ValueError for anything that is not such a duration."""
    found = _FORM.fullmatch(text)
    if not found or text.endswith(("P", "T")):
        raise ValueError(f'"{text}" is not an ISO 8601 duration such as P1M, P7D or PT4H')
    years, months, weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return Duration(12 * years + months, 7 * weeks + days, 60 * hours + minutes)


def add_to_date(day: date, duration: Duration, times: int = 1) -> date:
    """`day` plus the duration `times` over. The last day of a shorter month stands in for a day that it lacks."""
    months = day.month - 1 + duration.months * times
    year, month = day.year + months // 12, months % 12 + 1
    next_month = date(year + month // 12, month % 12 + 1, 1)
    last = (next_month - timedelta(days=1)).day
    return date(year, month, min(day.day, last)) + timedelta(days=duration.days * times)
