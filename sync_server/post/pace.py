"""When a letter may go: at once, with the day's others, or never; and not during somebody's quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

AT_ONCE, DAILY, ONLY_CRITICAL = PACES = ("at_once", "daily", "only_critical")
DAILY_AT = time(7)
"""When the day's letter goes, by the municipality's clocks: when working time begins."""


@dataclass(frozen=True)
class Choice:
    """What somebody has chosen. `quiet_from` and `quiet_to` are "HH:MM", both "" for no quiet hours.

    Until the end of the day `away_until` (ISO date, "" for not away) the person `stand_in` is told instead. `language`
    ("sv" or "en") is that of the letters.
    """

    pace: str = AT_ONCE
    quiet_from: str = ""
    quiet_to: str = ""
    away_until: str = ""
    stand_in: str = ""
    language: str = "sv"

    def is_away(self, now: datetime, zone: tzinfo) -> bool:
        return bool(self.away_until) and now.astimezone(zone).date().isoformat() <= self.away_until


def is_wanted(choice: Choice, *, urgent: bool) -> bool:
    return urgent or choice.pace != ONLY_CRITICAL


def may_go(choice: Choice, queued: datetime, now: datetime, zone: tzinfo, *, urgent: bool) -> bool:
    """Whether a letter that is wanted and has waited since `queued` may go `now`. What is urgent waits for nothing."""
    if urgent:
        return True
    due = next_daily(queued, zone) if choice.pace == DAILY else queued
    return due <= now and not is_quiet(choice, now, zone)


def next_daily(after: datetime, zone: tzinfo) -> datetime:
    """The first time later than `after` when the day's letters go."""
    day = after.astimezone(zone).date()
    today = datetime.combine(day, DAILY_AT, zone)
    return today if after < today else datetime.combine(day + timedelta(days=1), DAILY_AT, zone)


def is_quiet(choice: Choice, now: datetime, zone: tzinfo) -> bool:
    """Whether `now` is within the quiet hours, which end on the morning after where they end before they begin."""
    if choice.quiet_from == choice.quiet_to:
        return False
    begins, ends = time.fromisoformat(choice.quiet_from), time.fromisoformat(choice.quiet_to)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        last = day if begins < ends else day + timedelta(days=1)
        if min(_moments(day, begins, zone)) <= now < max(_moments(last, ends, zone)):
            return True
    return False


def _moments(day: date, at: time, zone: tzinfo) -> Iterator[datetime]:
    """The moments when the clock shows `at`: two in the night when it goes back.

    In the night when it goes forward over `at` they are those an hour to either side; quiet is the longer of what
    could be meant.
    """
    for fold in (0, 1):
        yield datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC)
