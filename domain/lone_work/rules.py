"""What the municipality has settled about lone work: `policy.yaml`, section `lone_work`.

Source: workflows, chapter 9, point 12; AFS 2023:2 on lone work asks for a contact, times and a routine.
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.durations import parse_duration
from domain.language import Words
from domain.places import Building


@dataclass(frozen=True)
class Routine:
    """What is done in one building when the alarm is raised."""

    building: str
    words: Words


@dataclass(frozen=True)
class LoneWorkRules:
    """Durations are ISO 8601: how long before a sign is due it is said, how long after it was missed each
    step comes.

    Without `buildings_with_tag` no building has lone work. `minutes` are offered, `longest` is the most between two
    signs, `contacts` are the roles that may be named. Ended sessions are kept for `kept_days` days.
    """

    buildings_with_tag: tuple[str, ...] = ()
    minutes: tuple[int, ...] = (15, 30, 60, 120)
    longest: str = "PT4H"
    due_soon: str = "PT5M"
    remind_after: str = "PT5M"
    contact_after: str = "PT10M"
    alarm_after: str = "PT20M"
    contacts: tuple[str, ...] = ()
    routine: Words = Words()
    routines: tuple[Routine, ...] = ()
    kept_days: int = 30
    local: bool = False

    def is_for(self, building: Building) -> bool:
        return not set(self.buildings_with_tag).isdisjoint(building.tags)

    def routine_in(self, building: str) -> Words:
        return next((routine.words for routine in self.routines if routine.building == building), self.routine)

    @property
    def longest_minutes(self) -> int:
        return int(length(self.longest).total_seconds() // 60)


def length(duration: str) -> timedelta:
    return parse_duration(duration).as_timedelta()
