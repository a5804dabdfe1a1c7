"""One time of working alone: its signs of life, what the server has raised, and what those found who looked.

Everything is said by the set of signs and answers, whatever the order they arrive in: the last one given counts.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, TypeVar

PLACES = ("home_visit", "reception", "closing", "outdoors", "other")
STARTED, OKAY, EXTENDED, ENDED = "started", "okay", "extended", "ended"
SAFE, HELPED, NOT_REACHED = FOUND = ("safe", "helped", "not_reached")
"""The person is well; has got help, or help is on the way; was not reached."""


@dataclass(frozen=True)
class Sign:
    """Given at `at` by the phone's clock, come to the server at `received` ("" for not yet). `event` names it.

    It holds for `minutes`. `person` is who gave it: an end may be somebody else's.
    """

    event: str
    at: str
    did: str
    person: str
    minutes: int = 0
    received: str = ""


@dataclass(frozen=True)
class Raised:
    """What the server has told, and when (see `escalating`)."""

    step: str
    at: str


@dataclass(frozen=True)
class Answer:
    """What somebody found who looked for whoever gave no sign by `until`."""

    event: str
    at: str
    person: str
    title: str
    until: str
    found: str
    text: str = ""
    received: str = ""


@dataclass(frozen=True)
class LoneWork:
    """`administration` is the worker's own; see `events.LoneWorkStarted` for what they said."""

    kind: ClassVar[str] = "lone_work"

    id: str
    building: str
    person: str
    title: str
    administration: str
    place: str
    contact: str
    contact_phone: str
    confidentiality: str
    phone: str = ""
    contact_role: str = ""
    space: str = ""
    note: str = ""
    signs: tuple[Sign, ...] = ()
    raised: tuple[Raised, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def last_sign(self) -> Sign:
        """The one given last, besides the end."""
        return [sign for sign in self.signs if sign.did != ENDED][-1]

    @property
    def started_at(self) -> str:
        return next(sign.at for sign in self.signs if sign.did == STARTED)

    @property
    def until(self) -> datetime:
        """When the next sign of life is to have come."""
        return datetime.fromisoformat(self.last_sign.at) + timedelta(minutes=self.last_sign.minutes)

    @property
    def ended_at(self) -> str:
        """ISO 8601, "" while it lasts. An end is final, whatever else arrives."""
        return next((sign.at for sign in self.signs if sign.did == ENDED), "")

    @property
    def answer(self) -> Answer | None:
        """The last answer about the time that is missed now: one about an earlier time says nothing of this one."""
        mine = [given for given in self.answers if max(moment(given.until), moment(given.at)) >= self.until]
        return mine[-1] if mine else None

    @property
    def is_accounted_for(self) -> bool:
        """Somebody has found whoever is missed, or help is on the way."""
        return self.answer is not None and self.answer.found != NOT_REACHED

    @property
    def over_since(self) -> str:
        """When it ended, or its last alarm was answered for good; "" while somebody is to be waited for."""
        return self.ended_at or (self.answer.at if self.answer and self.is_accounted_for else "")


Given = TypeVar("Given", Sign, Answer)


def moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


def joined(held: tuple[Given, ...], one_more: Given) -> tuple[Given, ...]:
    """In the order they were given, each once."""
    others = [each for each in held if each.event != one_more.event]
    return tuple(sorted([*others, one_more], key=lambda each: (moment(each.at), each.event)))


def arrived(lone: LoneWork, received: str) -> LoneWork:
    """The server has it now: what was given earlier says when it came."""

    def stamped(given: tuple[Given, ...]) -> tuple[Given, ...]:
        return tuple(each if each.received else replace(each, received=received) for each in given)

    return replace(lone, signs=stamped(lone.signs), answers=stamped(lone.answers))
