"""What phone and server say in `POST /sync`: events up, receipts and documents down, in one round trip."""

from dataclasses import dataclass
from typing import Any

from domain.refusals import Refusal

ACCEPTED, REPEATED, HELD, REFUSED = "accepted", "repeated", "held", "refused"


@dataclass(frozen=True)
class Receipt:
    """What became of one event.

    accepted: kept and applied. repeated: was already kept, with the same content. held: an earlier event of the device
    is missing; send that. refused: kept, not applied, with the reason; the phone shows it under "Needs attention".
    """

    event: str
    counter: int
    outcome: str
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Parcel:
    """A document on its way to a phone: `body` is `domain.records.to_plain` of it, `version` the server's number."""

    kind: str
    id: str
    version: int
    body: dict[str, Any]


@dataclass(frozen=True)
class SyncRequest:
    """`cursor` and `access` are from the last answer (0 and "" at first); `events` are `event_to_plain`, in order."""

    cursor: int = 0
    access: str = ""
    events: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class SyncAnswer:
    """`gone` are (kind, id) that this person may no longer see. `reset` says that `documents` is everything there is.

    `more` asks the phone to come back at once with the new cursor. An older cursor is always safe.
    """

    receipts: tuple[Receipt, ...] = ()
    documents: tuple[Parcel, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    cursor: int = 0
    access: str = ""
    reset: bool = False
    more: bool = False
    server_time: str = ""
