"""Numbers that may be told to anybody, of things so few that a number could point at a person.

From all that is ever published nobody can conclude that something happened 1 to 4 times (where `min_cell` is 5): not
by subtraction, not by knowing how it is made, and not by knowing some of the numbers oneself, as managers know their
own and may tell each other. How:

- A year is published **once**, when it is over, and never again: there is no other edition to subtract from. Reports
  count on the day they come, so that none comes late.
- The cells are **disjoint and fixed beforehand**: a kind, in a year, in a building where the kind is open, else in a
  whole administration. There are no totals and no other view of the same numbers, and which cells there are says
  nothing of what is in them.
- A cell tells no number but a **band** as wide as the smallest that may be told: 0-4, 5-9, 10-14. "None" is not told
  apart from "few": a zero would tell whoever is missing among the others.

Proof. Let somebody know any incidents they like exactly, and ask for the number of any others: a set S. Of each cell
they know an interval of five whole numbers, and after taking away what they know of it still five, or fewer that
begin at 0. The cells are disjoint and nothing else is known, so each cell's rest may be anything in its interval,
whatever the others are, and of a rest that S holds in part S may have nothing. The number in S is then a sum of such
intervals: an interval that begins at 0, or one of at least five numbers. Neither lies within 1 to 4.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.secrecy.table import OPEN
from domain.statistics.incident import Incident

ELSEWHERE = ""
"""The building or administration of what happened where none is known by now. Always a cell, also when it is empty."""


@dataclass(frozen=True)
class Cell:
    """A kind in a building, or in an administration; ELSEWHERE has neither."""

    kind: str
    building: str = ""
    administration: str = ""


@dataclass(frozen=True)
class Band:
    """Between `least` and `most` in a cell, both counted."""

    cell: Cell
    least: int
    most: int


@dataclass(frozen=True)
class Publication:
    """All that is told of a year: the cells of `few` have fewer than `min_cell`, or none. `made_at` is an ISO date."""

    year: int
    min_cell: int
    made_at: str
    bands: tuple[Band, ...] = ()
    few: tuple[Cell, ...] = ()


def publish(
    incidents: Iterable[Incident],
    year: int,
    kinds: Mapping[str, str],
    buildings: Iterable[str],
    administrations: Iterable[str],
    made_at: str,
    min_cell: int,
) -> Publication:
    """Every cell of the year, from what the register knows; incidents of other kinds are not told.

    `kinds` gives each kind's confidentiality class.
    """
    known = cells(kinds, buildings, administrations)
    there = frozenset(known)
    mine = [_cell_of(each, kinds) for each in incidents if each.on.year == year and each.kind in kinds]
    numbers = Counter(cell if cell in there else Cell(cell.kind) for cell in mine)
    bands = [_band(cell, numbers[cell], min_cell) for cell in known]
    few = tuple(band.cell for band in bands if not band.least)
    return Publication(year, min_cell, made_at, tuple(band for band in bands if band.least), few)


def cells(kinds: Mapping[str, str], buildings: Iterable[str], administrations: Iterable[str]) -> tuple[Cell, ...]:
    """All that there are, whatever has happened."""
    houses, whose = sorted({*buildings, ELSEWHERE}), sorted({*administrations, ELSEWHERE})
    return tuple(
        cell
        for kind, confidentiality in sorted(kinds.items())
        for cell in (
            [Cell(kind, building=house) for house in houses]
            if confidentiality == OPEN
            else [Cell(kind, administration=each) for each in whose]
        )
    )


def _cell_of(incident: Incident, kinds: Mapping[str, str]) -> Cell:
    if kinds[incident.kind] == OPEN:
        return Cell(incident.kind, building=incident.building)
    return Cell(incident.kind, administration=incident.administration)


def _band(cell: Cell, number: int, width: int) -> Band:
    least = number - number % width
    return Band(cell, least, least + width - 1)
