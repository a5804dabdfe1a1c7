"""When nobody is at school: which days are school days in a kind of building, and the last one before each holiday."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.clocks.working_time import IsHoliday
from domain.language import Words

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class SchoolHoliday:
    """From `first_day` to `last_day`, both free (ISO dates), in buildings of these `kinds`."""

    name: Words
    kinds: tuple[str, ...]
    first_day: str
    last_day: str


@dataclass(frozen=True)
class SchoolYear:
    """`is_free` knows the public holidays, on which no school is open either."""

    holidays: tuple[SchoolHoliday, ...]
    is_free: IsHoliday

    def is_school_day(self, day: date, kind: str) -> bool:
        return day.weekday() < SATURDAY and not self.is_free(day) and self._holiday_on(day, kind) is None

    def holiday_throughout(self, first: date, last: date, kind: str) -> SchoolHoliday | None:
        """The holiday that leaves no school day from `first` to `last`, both counted. None where there is one left.

        Neither a weekend nor a public holiday does so by itself: part of the days must be in a holiday of the school.
        """
        found = None
        for number in range((last - first).days + 1):
            day = first + number * ONE_DAY
            if self.is_school_day(day, kind):
                return None
            found = found or self._holiday_on(day, kind)
        return found

    def closing_days(self, kind: str) -> Iterator[date]:
        """The last school day before each holiday, in order; two holidays without one between them share theirs."""
        firsts = sorted(date.fromisoformat(each.first_day) for each in self._of(kind))
        yield from dict.fromkeys(self._last_school_day_before(first, kind) for first in firsts)

    def _last_school_day_before(self, first: date, kind: str) -> date:
        day = first - ONE_DAY
        while not self.is_school_day(day, kind):
            day -= ONE_DAY
        return day

    def _holiday_on(self, day: date, kind: str) -> SchoolHoliday | None:
        on = day.isoformat()
        return next((each for each in self._of(kind) if each.first_day <= on <= each.last_day), None)

    def _of(self, kind: str) -> list[SchoolHoliday]:
        return [each for each in self.holidays if kind in each.kinds]
