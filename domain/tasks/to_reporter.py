"""Talking with whoever reported without an account: a comment that begins with a mark is for them, all others are not.

The mark is written out, so that it is read as what it is in a task's history, in either language.
"""

from dataclasses import dataclass

from domain.people import Person
from domain.tasks.people import HANDLING_VERBS
from domain.tasks.task import Task

PUBLIC = "public"
"""The reporter of what was reported without an account."""
MARKS = ("Till anmälaren:", "To the reporter:")
PHOTO_WAITS, PHOTO_SHOWN, PHOTO_REFUSED = "photo_waits", "photo_shown", "photo_refused"
"""What a task's history says of a stranger's photo: it waits to be looked at, and what was decided about it."""


@dataclass(frozen=True)
class Line:
    """Something said: `by_reporter`, or by the desk to them. `at` is ISO 8601, `not_fixed` that it is still wrong."""

    at: str
    by_reporter: bool
    text: str
    not_fixed: bool = False


@dataclass(frozen=True)
class HeldPhoto:
    """A stranger's photo that waits for a decision. `task` is whose it is; the text helps to judge it."""

    sha256: str
    task: str
    number: int
    building: str
    text: str
    taken_at: str


def said_to_reporter(comment: str) -> str:
    """What a comment says to the reporter; "" where it is not for them."""
    plain = comment.strip()
    for mark in MARKS:
        if plain.casefold().startswith(mark.casefold()):
            return plain[len(mark) :].strip()
    return ""


def to_reporter(words: str) -> str:
    """The comment that says this to the reporter, marked once."""
    return f"{MARKS[0]} {said_to_reporter(words) or words.strip()}"


def conversation(task: Task) -> tuple[Line, ...]:
    """What the desk and whoever reported without an account have said to each other, the oldest first."""
    lines = []
    for entry in task.history:
        if entry.person == PUBLIC and entry.text:
            lines.append(Line(entry.at, True, entry.text, entry.did == "not_fixed"))
        elif entry.person != PUBLIC and (text := said_to_reporter(entry.text)):
            lines.append(Line(entry.at, False, text))
    return tuple(lines)


def photos_waiting(task: Task) -> int:
    """How many photos of the reporter nobody has decided about."""
    did = [entry.did for entry in task.history]
    return did.count(PHOTO_WAITS) - did.count(PHOTO_SHOWN) - did.count(PHOTO_REFUSED)


def handles_report(person: Person, task: Task) -> bool:
    """Who may reach the reporter and look at what they sent: those at the desk, and those who place what no rule
    covers."""
    at_desk = person.org == task.desk and person.may(*HANDLING_VERBS)
    return person.works_in(task.building) and (at_desk or person.may("triage", "decide_dispute"))
