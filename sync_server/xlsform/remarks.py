"""What an import cannot carry over, said by sheet, row and column: a refusal, or a warning that is only told.

It is a refusal when the checklist would ask something else, show the wrong questions or accept the wrong answers;
nothing is written then. It is a warning when looks, comfort or what Rond notes anyway is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A cell; `heading` is its column's, as it is written. `letter` is "" where the sheet has no such column."""

    sheet: str
    row: int
    letter: str
    heading: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.letter}{self.row} ({self.heading})"


UNKNOWN_COLUMN = ("is a column that Rond does not have for such a row", "nothing to do if it is not missed")


@dataclass(frozen=True)
class Remark:
    place: Place
    what: str
    instead: str
    refused: bool


@dataclass
class Remarks:
    """All that is said of one form, in the order it was found."""

    said: list[Remark] = field(default_factory=list)

    def refuse(self, place: Place, what: str, instead: str) -> None:
        self.said.append(Remark(place, what, instead, refused=True))

    def warn(self, place: Place, what: str, instead: str) -> None:
        self.said.append(Remark(place, what, instead, refused=False))

    @property
    def refused(self) -> bool:
        return any(remark.refused for remark in self.said)

    def lines(self) -> Iterator[str]:
        """One line for each, refusals first; the same said of several cells of a column is said once."""
        cells: dict[tuple[bool, str, str, str, str], list[str]] = {}
        for remark in sorted(self.said, key=lambda remark: not remark.refused):
            place = remark.place
            same = (remark.refused, place.sheet, place.heading, remark.what, remark.instead)
            cells.setdefault(same, []).append(f"{place.letter}{place.row}")
        for (refused, sheet, heading, what, instead), at in cells.items():
            grade = "" if refused else "warning: "
            yield f"{sheet}!{', '.join(dict.fromkeys(at))} ({heading}): {grade}{what}; {instead}"


class CannotCarry(Exception):
    """Why an expression has no counterpart in a checklist, and what to write instead."""

    def __init__(self, why: str, instead: str):
        super().__init__(why)
        self.why = why
        self.instead = instead
