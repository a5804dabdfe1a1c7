"""The case: what a report of something that happened demands of those who handle it, and what has become of that.

It tells nothing of what happened; that is in the report, the round with the same id.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from domain.photos import PhotoRef

OPEN, CLOSED = "open", "closed"
LOW, MEDIUM, HIGH = LEVELS = ("low", "medium", "high")
"""The risk that it happens again."""


@dataclass(frozen=True)
class CaseStep:
    """`do` is one of `domain.cases.steps.STEPS`; `aim` is when it should be done and `by` when at the very latest
    (ISO 8601 with offset, "" where nothing says), both counted from `since`, when it became known that it is needed.

    `reference` is a receipt, a police number or the like; `waived` is why it is not done.
    """

    do: str
    since: str = ""
    aim: str = ""
    by: str = ""
    done_at: str = ""
    person: str = ""
    title: str = ""
    reference: str = ""
    text: str = ""
    waived: str = ""

    @property
    def is_open(self) -> bool:
        return not self.done_at and not self.waived

    @property
    def due(self) -> str:
        """When it is late."""
        return self.by or self.aim


@dataclass(frozen=True)
class Measure:
    """What is to keep it from happening again: in words, or as the repair task of the finding `finding`.

    `due` is an ISO date, `responsible` a function, never a name.
    """

    id: str
    text: str = ""
    due: str = ""
    responsible: str = ""
    finding: str = ""
    done_at: str = ""


@dataclass(frozen=True)
class CaseHold:
    """Why the case may not be destroyed (one of `retention.HOLDS`), until an ISO date, "" for as long as it
    lasts."""

    reason: str
    until: str = ""


@dataclass(frozen=True)
class Cost:
    """In whole SEK, None where not known. `payer` is "owner" or "user", `recovery` from whom it is claimed back.

    `invoices` are pictures of them.
    """

    estimated: int | None = None
    final: int | None = None
    payer: str = ""
    recovery: str = ""
    invoices: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class CaseEntry:
    """Somebody did something with the case. `what` is the act's name, `step` the step or measure that it was about."""

    at: str
    person: str
    title: str
    what: str
    step: str = ""
    text: str = ""


@dataclass(frozen=True)
class CaseFile:
    """`id` is that of the report. `handlers` are the roles that handle it, `parts_left` the parts of the form that
    nobody has signed yet, `repetition` one of LEVELS or "". `third_party` says that somebody outside may claim money.
    """

    kind: ClassVar[str] = "case"

    id: str
    building: str
    checklist: str
    version: str
    confidentiality: str
    reporter: str
    opened_at: str
    administration: str = ""
    handlers: tuple[str, ...] = ()
    happened_at: str = ""
    status: str = OPEN
    parts_left: tuple[str, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    measures: tuple[Measure, ...] = ()
    repetition: str = ""
    third_party: bool = False
    cost: Cost = field(default_factory=Cost)
    holds: tuple[CaseHold, ...] = ()
    history: tuple[CaseEntry, ...] = ()
    closed_at: str = ""

    @property
    def is_open(self) -> bool:
        return self.status == OPEN

    def step(self, do: str) -> CaseStep | None:
        return next((step for step in self.steps if step.do == do), None)

    def measure(self, measure: str) -> Measure | None:
        return next((held for held in self.measures if held.id == measure), None)

    @property
    def police_number(self) -> str:
        step = self.step("police")
        return step.reference if step else ""
