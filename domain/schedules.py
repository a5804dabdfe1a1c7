"""When rounds are to be walked: from an interval and a grace time, one planned round per period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.checklists import Checklist
from domain.durations import add_to_date, parse_duration
from domain.rounds import Round


@dataclass(frozen=True)
class Schedule:
    building: str
    checklist: str
    performer: str
    start: str


def planned_rounds(schedule: Schedule, checklist: Checklist, on: date) -> Iterator[Round]:
    """The rounds that may be walked on a day: this period's, and the last period's while its grace lasts.

    A round opens on the first day of its period, is due on the day the next one opens, and is too late after the grace.
    """
    if checklist.interval == "event":
        return
    interval, grace = parse_duration(checklist.interval), parse_duration(checklist.grace or "P0D")
    start, number = date.fromisoformat(schedule.start), 0
    while (opens := add_to_date(start, interval, number)) <= on:
        due = add_to_date(start, interval, number + 1)
        last_day = add_to_date(due, grace)
        if on <= last_day:
            yield Round(
                id=f"{schedule.building}:{checklist.id}:{opens.isoformat()}",
                building=schedule.building,
                checklist=checklist.id,
                version=checklist.version,
                performer=schedule.performer,
                opens=opens.isoformat(),
                due=due.isoformat(),
                last_day=last_day.isoformat(),
                confidentiality=checklist.confidentiality,
            )
        number += 1
