"""How long there is left until a deadline, or how late it is, as people say it: "2 arbetsdagar kvar, torsdag 14:00"."""

from datetime import UTC, datetime, timedelta

from domain.clocks.deadlines import WALL
from domain.clocks.working_time import WorkingTime, working_days_between
from domain.language import Words
from domain.time_words import DAYS, WORKING_DAYS, count, day_words, hours_and_minutes

TWO_DAYS = timedelta(days=2)


def time_left(due: datetime, now: datetime, working: WorkingTime, clock: str) -> Words:
    """Both moments have a time zone; `clock` is the deadline's own ("wall" for what is critical).

    Days, working or not, are counted as one does in one's head: those after today, up to the day itself.
    """
    length = _length(due, now, working, clock)
    when = day_words(due.astimezone(working.zone).date(), now.astimezone(working.zone).date())
    at = when + f" {due.astimezone(working.zone):%H:%M}"
    if due > now:
        return Words(f"{length.sv} kvar, {at.sv}", f"{length.en} left, {at.en}") if length else at
    late = Words(f"{length.sv} försenat", f"{length.en} late") if length else Words("Försenat", "Late")
    return Words(f"{late.sv}, skulle ha varit klart {at.sv}", f"{late.en}, was due {at.en}")


def _length(due: datetime, now: datetime, working: WorkingTime, clock: str) -> Words:
    """How far it is between the two; nothing where no working day lies between."""
    apart = abs(due.astimezone(UTC) - now.astimezone(UTC))
    earlier, later = sorted((due.astimezone(working.zone).date(), now.astimezone(working.zone).date()))
    if clock == WALL and apart >= TWO_DAYS:
        return count((later - earlier).days, DAYS)
    if clock == WALL or earlier == later:
        return hours_and_minutes(apart)
    days = working_days_between(working, earlier, later)
    return count(days, WORKING_DAYS) if days else Words()
