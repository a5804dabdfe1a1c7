"""What only the server knows of and somebody has to see: events that it refused, and phones that owe it work.

Without a word of what was written: who, when, what kind of act and why not, and where to read on.
"""

from dataclasses import dataclass

from domain.people import Person
from domain.refusals import Refusal
from domain.secrecy.table import RESTRICTED, reads_all


@dataclass(frozen=True)
class RefusedEvent:
    """`act` is the event's kind, such as "TaskDone"; `about` what it was done to, of the kind `about_kind`, or ""."""

    id: str
    act: str
    person: str
    title: str
    at: str
    refusal: Refusal
    about: str = ""
    about_kind: str = ""


@dataclass(frozen=True)
class OwingPhone:
    """A phone whose work has not all come: `held` events wait for an earlier one, `photos` are spoken of and not here.

    `since` is when the oldest of them was made known (ISO 8601).
    """

    device: str
    name: str
    person: str
    title: str
    since: str
    last_seen_at: str
    held: int = 0
    photos: int = 0


@dataclass(frozen=True)
class ServerTriage:
    """The latest refusals first, the phones that have owed for the longest first."""

    refused: tuple[RefusedEvent, ...] = ()
    phones: tuple[OwingPhone, ...] = ()


def may_triage(person: Person) -> bool:
    """The coordinator: whoever reads all there is, because a refusal tells that something was reported."""
    return person.has_one_of(reads_all(RESTRICTED)) and f"read_{RESTRICTED}" not in person.denied
