"""When rounds are to be walked: one for each period of an interval, or one before each school holiday.

A round opens on the first day of its period and is due on the day the next one opens. Then the grace runs. Days of it
are whole days, and `last_day` is a date. Hours of it run from the midnight when the next one opens, and `last_day` is
that moment by the clock on the wall, with its offset from UTC ("2026-01-02T06:00+01:00"). As texts they sort as they
come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from domain.checklists.checklist import Checklist
from domain.durations import Duration, add_to_date, parse_duration
from domain.language import Words
from domain.people import Person
from domain.places import Building
from domain.rounds.logbook import WHOLE_CHECKLIST, Logbook
from domain.rounds.round import MISSED, PLANNED, SUSPENDED, Round
from domain.rounds.school_year import SchoolYear

EVENT = "event"
BEFORE_SCHOOL_HOLIDAY = "before_school_holiday"
UNIT_MANAGER = "unit_manager"
ANNOUNCED = timedelta(days=7)
"""What comes only now and then is seen this long before it opens."""

WITHDRAWN = Words("checklistan är indragen", "the checklist has been withdrawn")
UNSCHEDULED = Words("den ingår inte längre i schemat", "it is no longer scheduled")


@dataclass(frozen=True)
class Schedule:
    """Who walks which checklist where. The first period begins on `start`, an ISO date; an event needs none.

    Without a `performer` it is the building's unit manager.
    """

    building: str
    checklist: str
    performer: str = ""
    start: str = ""

    @property
    def key(self) -> str:
        return f"{self.building}:{self.checklist}"


def planned_rounds(
    schedule: Schedule, checklist: Checklist, building: Building, year: SchoolYear, since: date, now: datetime
) -> Iterator[Round]:
    """All that could be walked some day since `since` (counted) until `now`: also what has become too late meanwhile.

    `now` is in the municipality's time zone.
    """
    to = now.date()
    if checklist.interval != EVENT:
        periods = _periods(schedule, checklist, since, to)
    elif checklist.event == BEFORE_SCHOOL_HOLIDAY:
        closing = (day for day in year.closing_days(building.kind) if day <= to + ANNOUNCED)
        periods = ((day, day) for day in closing if day.isoformat() >= schedule.start)
    else:
        return
    grace = parse_duration(checklist.grace or "P0D")
    for opens, due in periods:
        last_day = _last_day(due, grace, now.tzinfo)
        if last_day[:10] >= since.isoformat():
            yield Round(
                id=f"{schedule.key}:{opens.isoformat()}",
                building=schedule.building,
                checklist=checklist.id,
                version=checklist.version,
                performer=schedule.performer,
                opens=opens.isoformat(),
                due=due.isoformat(),
                last_day=last_day,
                confidentiality=checklist.confidentiality,
            )


def is_over(round_: Round, now: datetime) -> bool:
    """Whether the last day, or moment, has passed. `now` is in the municipality's time zone."""
    if not round_.last_day:
        return False
    if "T" in round_.last_day:
        return now > datetime.fromisoformat(round_.last_day)
    return now.date().isoformat() > round_.last_day


def is_late(round_: Round, today: str) -> bool:
    """Whether it should have been done by the ISO date `today`: a grace of hours begins with the day it is due."""
    return bool(round_.due) and (today > round_.due or (today == round_.due and "T" in round_.last_day))


def is_waiting(round_: Round) -> bool:
    """Planned and not begun, or suspended: what planning may still change."""
    return round_.status in (PLANNED, SUSPENDED)


def as_of(round_: Round, now: datetime) -> Round:
    """The round by the clock: one that nobody began in time is missed, and stays so; a suspended one is not."""
    return replace(round_, status=MISSED) if round_.status == PLANNED and is_over(round_, now) else round_


def suspended_for(round_: Round, reason: str) -> Round:
    """The round that has not begun, suspended for a reason; planned again where there is none."""
    return replace(round_, status=SUSPENDED if reason else PLANNED, why_not=reason)


def taken_over(round_: Round, checklist: Checklist, performer: str) -> Round:
    """The round that has not begun, by the checklist as it is now and for whoever walks it now."""
    return replace(
        round_,
        version=checklist.version,
        confidentiality=checklist.confidentiality,
        performer=performer or round_.performer,
    )


def why_suspended(
    round_: Round, building: Building, performer: Person, logbook: Logbook | None, year: SchoolYear
) -> str:
    """Why the round is not to be walked, "" where it is.

    The checklist is switched off in the building; or it is the user's round and no school day is left from the day it
    opens to the day before the next one does. The grace does not count: it is there for being late. The owner's rounds
    go on in holidays, also where the owner uses the building.
    """
    if logbook and (off := logbook.off.get(WHOLE_CHECKLIST)):
        return off.reason
    if not is_users(performer, building):
        return ""
    opens, due = date.fromisoformat(round_.opens), date.fromisoformat(round_.due)
    holiday = year.holiday_throughout(opens, max(opens, due - timedelta(days=1)), building.kind)
    return in_both(holiday.name) if holiday else ""


def is_users(performer: Person, building: Building) -> bool:
    """Whether the performer comes from those who use the building and not from who owns it."""
    users = {building.user_org, building.lead_user_org, *(space.user_org for space in building.spaces)}
    return performer.org in users - {"", building.owner_org}


def in_both(words: Words) -> str:
    """A reason is one text in the document: in both languages, where nobody has written it."""
    return f"{words.sv} ({words.en})" if words.en != words.sv else words.sv


def _periods(schedule: Schedule, checklist: Checklist, since: date, to: date) -> Iterator[tuple[date, date]]:
    """The days on which rounds open and are due, from the first that may matter since `since`."""
    interval, grace = parse_duration(checklist.interval), parse_duration(checklist.grace or "P0D")
    if not _most_days(interval):
        raise ValueError(f"{checklist.id} is to be walked every {checklist.interval}; schedules count whole days")
    start = date.fromisoformat(schedule.start)
    passed = (since - start).days - _most_days(interval) - _most_days(grace) - 1
    number = max(0, passed // _most_days(interval))
    while (opens := add_to_date(start, interval, number)) <= to:
        yield opens, add_to_date(start, interval, number + 1)
        number += 1


def _most_days(duration: Duration) -> int:
    """The whole days that a duration has at most."""
    return 31 * duration.months + duration.days + duration.minutes // (24 * 60)


def _last_day(due: date, grace: Duration, zone: tzinfo | None) -> str:
    day = add_to_date(due, grace)
    if not grace.minutes:
        return day.isoformat()
    midnight = datetime.combine(day, time(), zone).astimezone(UTC)
    return (midnight + timedelta(minutes=grace.minutes)).astimezone(zone).isoformat(timespec="minutes")
