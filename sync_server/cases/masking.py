"""Masking in what is handed out of a case: everybody but one becomes a letter, and numbers and addresses go.

A help for the registrar, who tests every record before it leaves (workflows, chapter 15): names that people have
written in spite of the forms' warnings are known to nobody here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

from domain.secrecy.suspicion import PATTERNS

MASKED = "[maskerat]"


@dataclass
class Masks:
    """`shown` is the person for whom it is made; everybody else gets a letter, the same one every time."""

    shown: str
    names: dict[str, set[str]] = field(default_factory=dict)
    _letters: dict[str, str] = field(default_factory=dict)

    def person(self, person: str, said: str = "") -> str:
        """What is written for a person: `said` (a title or a name) for the one it is made for, else a letter."""
        if not person:
            return ""
        if person == self.shown:
            return said or person
        number = len(self._letters)
        # After Z comes A1.
        letter = ascii_uppercase[number % 26] + (str(number // 26) if number >= len(ascii_uppercase) else "")
        return self._letters.setdefault(person, f"Person {letter}")

    def knows(self, person: str, names: Iterable[str]) -> None:
        """What this person is called, to be masked wherever it is written."""
        self.names.setdefault(person, set()).update(name for name in names if name)

    def text(self, written: str) -> str:
        """The text without what others are called and without identity numbers, telephone numbers and addresses."""
        for person, names in self.names.items():
            if person == self.shown:
                continue
            for name in sorted(names, key=len, reverse=True):
                written = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", self.person(person), written, flags=re.IGNORECASE)
        for pattern in PATTERNS.values():
            written = re.sub(pattern, _masked, written)
        return written


def _masked(found: re.Match[str]) -> str:
    """The patterns also take what stands before a number: that stays."""
    first = found[0][0]
    return (first if first.isspace() or first in "(:;,." else "") + MASKED
