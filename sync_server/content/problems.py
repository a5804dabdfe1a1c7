"""What is wrong in a municipality's data files, said so that the one who edits them can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, order=True)
class Problem:
    """`line` counts from 1; 0 is the file as a whole. `right` says what would be right."""

    file: str
    line: int
    field: str
    what: str
    right: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field + ': ' if self.field else ''}{self.what}; {self.right}"


class ContentError(Exception):
    """The data cannot be used. `problems` holds all that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def instead_of(wrong: object, known: Iterable[str], otherwise: str = "") -> str:
    """What would be right: the near miss if there is one, else the choices, or `otherwise` where they are too many."""
    choices = sorted(set(known))
    nearest = max(choices, key=lambda choice: _likeness(wrong, choice), default="")
    if nearest and _likeness(wrong, nearest) >= 0.6:
        return f"did you mean {nearest!r}?"
    if otherwise or len(choices) > 12:
        return otherwise or f"one of {', '.join(choices[:12])}, ..."
    return f"one of {', '.join(choices)}" if choices else "leave it out"


def _likeness(wrong: object, choice: str) -> float:
    """From 0 to 1; upper and lower case count as the same."""
    return SequenceMatcher(None, str(wrong).lower(), choice.lower()).ratio()
