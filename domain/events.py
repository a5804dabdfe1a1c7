"""What people do: small immutable events, made on a device, sent once, never changed.

Everything a person sees is built from these (see `domain.apply`). An event's id begins with its device; the counter
says in which order that device's events happened.
"""

from dataclasses import dataclass
from typing import Any

from domain.cases.events import CaseAct
from domain.lone_work.events import LoneWorkAct
from domain.photos import PhotoRef
from domain.tasks.events import TaskAcknowledged, TaskAct, TaskCommented, TaskDone, TaskHandedBack


@dataclass(frozen=True)
class RoundStarted:
    """Someone begins a round or a form. `round` is a planned round's id, or a new one for what was not planned.

    A form is about a place: `space`, `object` and `component`, and `origin` is the finding that opened it.
    """

    round: str
    building: str
    checklist: str
    version: str
    space: str = ""
    object: str = ""
    component: str = ""
    origin: str = ""


@dataclass(frozen=True)
class PointAnswered:
    """One answer. `place` is the object's tag, the space's id or the instance of a repeated section; `finding` the
    deviation.

    `seen` is when the answers were given that stood on the screen ("" for none, see `conflicts.on_screen`): an
    answer of somebody else that was not seen is never overwritten. Of a point that asks for photos, `value` has their
    hashes and `photos` what is to be known of each.
    """

    round: str
    point: str
    value: Any
    place: str = ""
    note: str = ""
    finding: str = ""
    photos: tuple[PhotoRef, ...] = ()
    seen: str = ""


@dataclass(frozen=True)
class TagScanned:
    """Somebody stood at `place` (an object's tag): the proof of presence is the event's own time."""

    round: str
    place: str


@dataclass(frozen=True)
class ObjectMissing:
    """An object is not where the register says; `missing` False takes it back. `finding` reports it."""

    round: str
    object: str
    finding: str = ""
    missing: bool = True


@dataclass(frozen=True)
class ObjectProposed:
    """An object that the register does not have, or has elsewhere or under another tag (`replaces`): to be approved."""

    round: str
    proposal: str
    building: str
    space: str
    tag: str
    type: str
    label: str
    component: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class ProposalDecided:
    """The register is changed as proposed, or it is not, and why."""

    proposal: str
    approved: bool
    reason: str = ""


@dataclass(frozen=True)
class SectionRepeated:
    """One more of a repeated section, or with `removed` one less. `instance` is a name made on the device."""

    round: str
    section: str
    instance: str
    removed: bool = False


@dataclass(frozen=True)
class Signing:
    """One signature: `role` as which, `name` as written, and the drawn image where there is one."""

    role: str
    name: str
    image: PhotoRef | None = None


@dataclass(frozen=True)
class RoundSubmitted:
    """The round, or the part of it that is open, is signed and locked. `signed_by` is the performer's name.

    `signatures` are those of everybody who signs on this device, `attended` the roles that took part, and `walked_by`
    the name of a temporary worker without account who walked it under the performer's eyes.
    """

    round: str
    signed_by: str
    signatures: tuple[Signing, ...] = ()
    attended: tuple[str, ...] = ()
    walked_by: str = ""


@dataclass(frozen=True)
class RoundAddedTo:
    """Something said after the round was locked, about the whole of it or about one point of it."""

    round: str
    text: str
    point: str = ""
    place: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class RoundCountersigned:
    """A role that reviews or countersigns has read the round. `text` is what they want to say about it."""

    round: str
    signing: Signing
    text: str = ""


@dataclass(frozen=True)
class PointSwitchedOff:
    """A point (or with "" the whole checklist) does not apply in a building, for ever and for a reason; or it does."""

    building: str
    checklist: str
    version: str
    point: str
    reason: str
    off: bool = True


@dataclass(frozen=True)
class FindingReported:
    """Something is wrong somewhere. `case` holds the routing inputs that the person knows (cause, attachment, ...).

    `answer` is the answer that showed it, `attributes` mark the case ("offensive"), `severity_reason` says why it is
    less grave than its point says, `no_photo` why there is none although the point demands one, and `party` is "owner"
    or "user" where an inspection gives the remark to one of them whatever the list says. `called_at` is when somebody
    was phoned about it ("" for not yet): the app is never the only way for something critical.
    """

    finding: str
    building: str
    component: str
    text: str
    severity: str
    space: str = ""
    object: str = ""
    case: dict[str, str] | None = None
    photos: tuple[PhotoRef, ...] = ()
    fixed_on_spot: bool = False
    round: str = ""
    point: str = ""
    checklist: str = ""
    version: str = ""
    answer: Any = None
    attributes: tuple[str, ...] = ()
    severity_reason: str = ""
    no_photo: str = ""
    party: str = ""
    called_at: str = ""


@dataclass(frozen=True)
class FindingAddedTo:
    """The same deficiency was seen again: words and photos join the finding that is open already."""

    finding: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()
    round: str = ""


@dataclass(frozen=True)
class FindingWithdrawn:
    """It was not so after all: the answer was changed before the round was signed."""

    finding: str
    reason: str = ""


@dataclass(frozen=True)
class OverrideProposed:
    """A departure from the demarcation list in one building, for the other party to decide (see `ProposalDecided`).

    `repair`, `inspection` and `cost` are "owner", "user" or "" (as the list says), `case` the routing inputs that it
    demands, and `replaces` the override that it is to stand in for.
    """

    proposal: str
    building: str
    component: str
    reason: str
    valid_from: str
    valid_to: str = ""
    space: str = ""
    case: dict[str, str] | None = None
    repair: str = ""
    inspection: str = ""
    cost: str = ""
    keep_exceptions: bool = True
    agreement: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class UnsentDestroyed:
    """Restricted work whose key left the phone before it was sent: it keeps its place in line, and says no more."""


Act = (
    RoundStarted
    | PointAnswered
    | TagScanned
    | ObjectMissing
    | ObjectProposed
    | ProposalDecided
    | SectionRepeated
    | RoundSubmitted
    | RoundAddedTo
    | RoundCountersigned
    | PointSwitchedOff
    | FindingReported
    | FindingAddedTo
    | FindingWithdrawn
    | TaskAcknowledged
    | TaskCommented
    | TaskDone
    | TaskHandedBack
    | TaskAct
    | CaseAct
    | LoneWorkAct
    | OverrideProposed
    | UnsentDestroyed
)


@dataclass(frozen=True)
class Event:
    """An act with who did it, on which device, when by that device's clock (ISO 8601, UTC), and its place in line."""

    id: str
    device: str
    counter: int
    person: str
    at: str
    act: Act
