"""What is wrong in a municipality's data files, said so that the one who edits them can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.language import Words


@dataclass(frozen=True, order=True)
class Problem:
    """`line` counts from 1; 0 is the file as a whole. `right` says what would be right.

    A `warning` is something that works but hardly does what was meant; all else is an error, and the data is not used.
    """

    file: str
    line: int
    field: str
    what: str
    right: str
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        grade, name = "warning: " if self.warning else "", f"{self.field}: " if self.field else ""
        return f"{place}: {grade}{name}{self.what}; {self.right}"


class ContentError(Exception):
    """The data cannot be used. `problems` holds all errors that were found, not only the first; no warnings."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def instead_of(wrong: object, known: Iterable[str], otherwise: str = "") -> str:
    """What would be right: the near miss if there is one, else the choices, or `otherwise` where they are too many."""
    choices = sorted(set(known))
    if nearest := near_miss(wrong, choices):
        return f"did you mean {nearest!r}?"
    if otherwise or len(choices) > 12:
        return otherwise or f"one of {', '.join(choices[:12])}, ..."
    return f"one of {', '.join(choices)}" if choices else "leave it out"


def said_instead(wrong: object, known: Iterable[str], otherwise: Words = Words()) -> Words:
    """`instead_of` in both languages."""
    choices = sorted(set(known))
    en = instead_of(wrong, choices, otherwise.en)
    if nearest := near_miss(wrong, choices):
        return Words(f"menade du {nearest!r}?", en)
    if otherwise:
        return otherwise
    return Words(f"en av {en.removeprefix('one of ')}" if choices else "lämna tomt", en)


def near_miss(wrong: object, known: Iterable[str]) -> str:
    """What somebody probably meant, "" when nothing known is like it."""
    nearest = max(sorted(set(known)), key=lambda choice: _likeness(wrong, choice), default="")
    return nearest if nearest and _likeness(wrong, nearest) >= 0.6 else ""


def _likeness(wrong: object, choice: str) -> float:
    """From 0 to 1; upper and lower case count as the same."""
    return SequenceMatcher(None, str(wrong).lower(), choice.lower()).ratio()
