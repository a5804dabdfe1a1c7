"""A round: one occasion when a checklist is walked through in a building, and all that is known about it.

A form that is filled in after something happened is a round as well: nobody planned it, and it may have parts.
"""

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from domain.checklists.checklist import Checklist
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Building, Object

PLANNED, IN_PROGRESS, HANDED_ON, SUBMITTED = "planned", "in_progress", "handed_on", "submitted"
MISSED, SUSPENDED = "missed", "suspended"
UNDER_WAY = (IN_PROGRESS, HANDED_ON)
"""`handed_on`: the first part of a form has been sent and somebody else fills in the next."""

PERFORMER, SIGNER, REVIEWER, COUNTERSIGNER = "performer", "signer", "reviewer", "countersigner"
ANYBODY = "any_employee"
FIRST_PART = ("", "reporter")


@dataclass(frozen=True)
class Answer:
    """`value` is "ok", "deviation" or "na" for the ordinary point, else what was typed or chosen.

    `others` are answers of other people to the same point (see `conflicts`). Those that are not `settled` were
    given by somebody who had not seen this one: the worse counts, until somebody who has seen all of them answers.
    """

    value: Any
    at: str
    person: str
    note: str = ""
    finding: str = ""
    photos: tuple[PhotoRef, ...] = ()
    others: tuple["Answer", ...] = ()
    settled: bool = False

    @property
    def contested(self) -> bool:
        return any(not held.settled for held in self.others)


@dataclass(frozen=True)
class Scan:
    """Somebody was there: `at` by the device's clock; `received` by the server's, "" until it has arrived."""

    place: str
    at: str
    person: str
    received: str = ""


@dataclass(frozen=True)
class Signature:
    """`as_` is performer, signer, reviewer or countersigner; `part` the part of a form that was signed with it."""

    as_: str
    role: str
    name: str
    person: str
    at: str
    image: PhotoRef | None = None
    part: str = ""
    text: str = ""


@dataclass(frozen=True)
class Addition:
    """What was said after the round had been locked. `step` is the point's key, "" for the whole round."""

    at: str
    person: str
    title: str
    text: str
    step: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class Round:
    """`answers` is keyed by `answer_key(point, place)`; dates and times are ISO 8601.

    A planned round is `opens`, then `due`, and after `last_day` (due plus grace) too late. `repeats` has the instances
    of each repeated section, `not_found` the tags of objects that were not there with their findings, and `found`
    objects that the register does not have. `left_out` are answers to points that ended up hidden: kept, not submitted.
    `administration` is whose people a report is about; `owed` are the points that a quick report left to the next part.
    """

    kind: ClassVar[str] = "round"

    id: str
    building: str
    checklist: str
    version: str
    status: str = PLANNED
    performer: str = ""
    opens: str = ""
    due: str = ""
    last_day: str = ""
    started_at: str = ""
    started_by: str = ""
    submitted_at: str = ""
    signed_by: str = ""
    confidentiality: str = "open"
    answers: dict[str, Answer] = field(default_factory=dict)
    space: str = ""
    object: str = ""
    component: str = ""
    origin: str = ""
    parts_done: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    scans: tuple[Scan, ...] = ()
    repeats: dict[str, tuple[str, ...]] = field(default_factory=dict)
    not_found: dict[str, str] = field(default_factory=dict)
    found: tuple[Object, ...] = ()
    left_out: dict[str, Answer] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    attended: tuple[str, ...] = ()
    walked_by: str = ""
    additions: tuple[Addition, ...] = ()
    why_not: str = ""
    administration: str = ""

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    def signed_as(self, as_: str) -> tuple[Signature, ...]:
        return tuple(signature for signature in self.signatures if signature.as_ == as_)

    def scan_of(self, place: str) -> Scan | None:
        """The first scan there; a second proves no more."""
        return next((scan for scan in self.scans if scan.place == place), None)


def answer_key(point: str, place: str = "") -> str:
    """Where a round keeps the answer to a point: "sba-m-09@LJH-B01-EX-001" when repeated, else "sba-m-12"."""
    return f"{point}@{place}" if place else point


def open_part(checklist: Checklist, round_: Round) -> str:
    """The part that is being filled in: of a form the first that has not been sent, "" where there are no parts."""
    return next((part for part in checklist.parts if part not in round_.parts_done), "")


def may_perform(person: Person, checklist: Checklist, round_: Round | None = None) -> bool:
    """The person the round is planned for, or anyone in a role that performs this checklist or its open part."""
    part = open_part(checklist, round_) if round_ else ""
    if part not in FIRST_PART:
        return part in person.roles or person.has_one_of(checklist.handled_by)
    mine = bool(round_ and person.id in (round_.performer, round_.started_by))
    return mine or ANYBODY in checklist.performed_by or person.has_one_of(checklist.performed_by)


def with_found(building: Building, round_: Round) -> Building:
    """The building as this round sees it: with what it found, without what it found missing."""
    if not round_.found and not round_.not_found:
        return building
    found = {item.tag for item in round_.found}
    there = [item for item in building.objects if item.tag not in found and item.tag not in round_.not_found]
    return replace(building, objects=(*there, *round_.found))
