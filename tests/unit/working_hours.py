"""Working time as the tests need it: the municipality's own calendar, and a slow count that anybody can follow."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from hypothesis import strategies as st

from domain.clocks.deadlines import Clock
from domain.clocks.pauses import Pause, Span
from domain.clocks.working_time import WorkingTime

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CALENDAR = holidays.country_holidays("SE", categories=("public", "de_facto"))
WORKING = WorkingTime(STOCKHOLM, time(7), time(16), CALENDAR.__contains__)
MINUTE = timedelta(minutes=1)

HIGH = Clock("working_time", "PT4H", "", "P1D", "P3D")
CRITICAL = Clock("wall", "PT30M", "PT60M", "PT2H", "PT24H")

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minute: FIRST + timedelta(minutes=minute))
LENGTHS = st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes))
KINDS = st.sampled_from(["wall", "working_time", "working_days"])


def local(text: str) -> datetime:
    """ "2026-12-23T15:00" by the clocks of the town hall."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def pause(begins: str, ends: str, reason: str = "spare_part_ordered") -> Pause:
    return Pause(reason, local(begins).isoformat(), local(ends).isoformat())


def wall_time(iso: str) -> str:
    """An ISO time with offset as it stands on the wall, to the minute; "" stays ""."""
    return f"{datetime.fromisoformat(iso).astimezone(STOCKHOLM):%Y-%m-%dT%H:%M}" if iso else ""


def minutes_worked(start: datetime, end: datetime, still: tuple[Span, ...] = ()) -> int:
    """The minutes between the two that count, counted one by one on whole minutes."""
    moment, worked = start.astimezone(UTC), 0
    while moment < end:
        if WORKING.is_open(moment) and not any(begins <= moment < ends for begins, ends in still):
            worked += 1
        moment += MINUTE
    return worked
