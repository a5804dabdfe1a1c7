"""The days off that a policy means: Swedish public holidays, with the eves on which municipalities are closed."""

from datetime import date
from functools import cache

import holidays

PUBLIC = "swedish_public_holidays"
WITH_EVES = "swedish_public_holidays_and_eves"
"""The eves are Midsummer, Christmas and New Year's Eve, which the law does not say; Easter Eve is a Saturday."""


@cache
def calendar_of(kind: str) -> holidays.HolidayBase:
    return holidays.country_holidays("SE", categories=("public", "de_facto") if kind == WITH_EVES else ("public",))


def free_days(kind: str, year: int) -> tuple[str, ...]:
    """Those on Mondays to Fridays, as ISO dates, from the year before `year` until two years after."""
    calendar = calendar_of(kind)
    days = (date.fromordinal(at) for at in range(date(year - 1, 1, 1).toordinal(), date(year + 3, 1, 1).toordinal()))
    return tuple(day.isoformat() for day in days if day.weekday() < 5 and day in calendar)
