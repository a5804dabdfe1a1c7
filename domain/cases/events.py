"""What people do to a case: small immutable acts, like those of `domain.events`."""

from dataclasses import dataclass

from domain.photos import PhotoRef


@dataclass(frozen=True)
class CaseOpened:
    """Somebody has opened the page of a restricted case, or of its report, and read it."""

    case: str


@dataclass(frozen=True)
class CaseStepDone:
    """A step of the case (`CaseStep.do`) has been taken. `reference` is a receipt, a police number or a level of
    risk, as the step demands; `done` is when (ISO 8601 with offset), "" for now."""

    case: str
    step: str
    reference: str = ""
    text: str = ""
    done: str = ""


@dataclass(frozen=True)
class CaseStepWaived:
    """The step is not needed, and why in writing."""

    case: str
    step: str
    reason: str


@dataclass(frozen=True)
class CaseMeasurePlanned:
    """Something is to be done so that it does not happen again: by the ISO date `due`, by a function, not a name."""

    case: str
    measure: str
    text: str
    due: str
    responsible: str


@dataclass(frozen=True)
class CaseMeasureDone:
    case: str
    measure: str
    text: str = ""


@dataclass(frozen=True)
class CaseRepairWanted:
    """A repair becomes an ordinary task. It carries only place, component, severity and the photos picked for it:
    nothing leads from it to the case."""

    case: str
    finding: str
    component: str
    severity: str
    space: str = ""
    object: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class CaseCosted:
    """What it is thought to cost and has cost, in whole SEK, None where not known; who pays ("owner", "user" or ""),
    and from whom it is claimed back (one of policy's `cost_recovery`, "" for nobody). `invoices` are the
    pictures of all its invoices, also of those that it had before."""

    case: str
    estimated: int | None = None
    final: int | None = None
    payer: str = ""
    recovery: str = ""
    invoices: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class CaseClosed:
    case: str


@dataclass(frozen=True)
class CaseReopened:
    case: str
    reason: str


@dataclass(frozen=True)
class CaseHeld:
    """The case is not to be destroyed because of `reason` (one of `retention.HOLDS`), until an ISO date or ""
    for as long as it lasts."""

    case: str
    reason: str
    until: str = ""


@dataclass(frozen=True)
class CaseReleased:
    """What a case was held for is over."""

    case: str
    reason: str


CaseAct = (
    CaseOpened
    | CaseStepDone
    | CaseStepWaived
    | CaseMeasurePlanned
    | CaseMeasureDone
    | CaseRepairWanted
    | CaseCosted
    | CaseClosed
    | CaseReopened
    | CaseHeld
    | CaseReleased
)
