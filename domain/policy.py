"""What the municipality has settled in `policy.yaml`, as far as the rules use it; the rest stays plain data."""

from dataclasses import dataclass, field
from typing import Any

from domain.deadlines import Clock
from domain.language import Words


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
    """`severities` go from the gravest to the mildest; `rest` is everything else in the file, by its own keys."""

    version: str
    valid_from: str
    enums: dict[str, tuple[str, ...]]
    severities: tuple[Severity, ...]
    working_time: OpeningHours
    rest: dict[str, Any] = field(default_factory=dict)

    def severity(self, severity_id: str) -> Severity | None:
        return next((severity for severity in self.severities if severity.id == severity_id), None)

    def allows(self, enum: str, value: str) -> bool:
        return value in self.enums.get(enum, ())
