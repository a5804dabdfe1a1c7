"""What the municipality has settled in `policy.yaml`, as far as the rules use it; the rest stays plain data."""

from dataclasses import dataclass, field
from datetime import date, time, tzinfo
from typing import Any

from domain.clocks.deadlines import Clock
from domain.clocks.escalation import Escalation
from domain.clocks.special import SpecialDeadline
from domain.clocks.working_time import IsHoliday, WorkingTime
from domain.language import Words
from domain.lone_work.rules import LoneWorkRules
from domain.secrecy.retention import Retention

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Severity:
    """How grave a finding is. `clock` has its deadlines, `channel` says how the responsible party is told."""

    id: str
    words: Words
    meaning: Words
    clock: Clock
    channel: str = "app"
    may_dispute_before_safe: bool = True
    may_defer_to_planned_maintenance: bool = False
    auto_close_after_done: str = ""
    examples: tuple[str, ...] = ()
    local: bool = False


@dataclass(frozen=True)
class OpeningHours:
    """The hours that working time counts: weekdays "mon".."sun", times "HH:MM" in `timezone`."""

    timezone: str
    days: tuple[str, ...]
    opens: str
    closes: str
    holidays: str = ""


@dataclass(frozen=True)
class Policy:
    """`severities` go from the gravest to the mildest; `special_deadlines` in the order in which they are tried.

    `free_days` are the days off that `working_time.holidays` means (ISO dates), some years around now, for those who
    have no calendar of them. `rest` is everything else in the file, by its own keys.
    """

    version: str
    valid_from: str
    enums: dict[str, tuple[str, ...]]
    severities: tuple[Severity, ...]
    working_time: OpeningHours
    special_deadlines: tuple[SpecialDeadline, ...] = ()
    escalation: Escalation = field(default_factory=Escalation)
    free_days: tuple[str, ...] = ()
    retention: Retention = field(default_factory=Retention)
    lone_work: LoneWorkRules = field(default_factory=LoneWorkRules)
    rest: dict[str, Any] = field(default_factory=dict)

    def severity(self, severity_id: str) -> Severity | None:
        return next((severity for severity in self.severities if severity.id == severity_id), None)

    def special_deadline(self, special_id: str) -> SpecialDeadline | None:
        return next((special for special in self.special_deadlines if special.id == special_id), None)

    @property
    def gravest_first(self) -> tuple[str, ...]:
        return tuple(severity.id for severity in self.severities)

    def is_free(self, day: date) -> bool:
        return day.isoformat() in self.free_days

    def allows(self, enum: str, value: str) -> bool:
        return value in self.enums.get(enum, ())


def working_time(hours: OpeningHours, zone: tzinfo, is_holiday: IsHoliday) -> WorkingTime:
    """The municipality's working time, for its `zone` and its days off: neither is known here."""
    weekdays = frozenset(map(DAYS.index, hours.days))
    return WorkingTime(zone, time.fromisoformat(hours.opens), time.fromisoformat(hours.closes), is_holiday, weekdays)
