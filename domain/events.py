"""What people do: small immutable events, made on a device, sent once, never changed.

Everything a person sees is built from these (see `domain.apply`). An event's id begins with its device; the counter
says in which order that device's events happened.
"""

from dataclasses import dataclass
from typing import Any

from domain.photos import PhotoRef


@dataclass(frozen=True)
class RoundStarted:
    """Someone begins a round. `round` is a planned round's id, or a new one for a round that was not planned."""

    round: str
    building: str
    checklist: str
    version: str


@dataclass(frozen=True)
class PointAnswered:
    """One answer. `place` is the object's tag or the space's id of a repeated point; `finding` the deviation.

    Of a point that asks for photos, `value` has their hashes and `photos` what is to be known of each.
    """

    round: str
    point: str
    value: Any
    place: str = ""
    note: str = ""
    finding: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class RoundSubmitted:
    """The round is signed and locked. `signed_by` is the name as the performer signs it."""

    round: str
    signed_by: str


@dataclass(frozen=True)
class FindingReported:
    """Something is wrong somewhere. `case` holds the routing inputs that the person knows (cause, attachment, ...)."""

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


@dataclass(frozen=True)
class FindingWithdrawn:
    """It was not so after all: the answer was changed before the round was signed."""

    finding: str
    reason: str = ""


@dataclass(frozen=True)
class TaskAcknowledged:
    task: str


@dataclass(frozen=True)
class TaskCommented:
    task: str
    text: str
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskDone:
    task: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskHandedBack:
    """ "Not ours": `reason` is one of `domain.tasks.HAND_BACK_REASONS`; the task stays until someone else takes it."""

    task: str
    reason: str
    text: str = ""


Act = (
    RoundStarted
    | PointAnswered
    | RoundSubmitted
    | FindingReported
    | FindingWithdrawn
    | TaskAcknowledged
    | TaskCommented
    | TaskDone
    | TaskHandedBack
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
