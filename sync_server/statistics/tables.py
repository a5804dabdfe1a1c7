"""A year's statistics as rows of text: for a workbook, a CSV file, and the terminal."""

import csv
import io
from collections.abc import Iterator, Sequence

from domain.language import Words
from domain.statistics.answer import Statistics
from domain.statistics.incident import Count
from domain.statistics.small_cells import Cell

HEADINGS = (
    Words("Uppgift", "Figure"),
    Words("Händelse", "Kind"),
    Words("Byggnad", "Building"),
    Words("Förvaltning", "Administration"),
    Words("Antal", "Number"),
)
OWN, PUBLISHED = Words("Egna", "Own"), Words("Publicerat", "Published")
QUARTERS = tuple(Words(f"Kvartal {number}", f"Quarter {number}") for number in range(1, 5))
MONTHS = tuple(Words(f"Månad {number}", f"Month {number}") for number in range(1, 13))
ELSEWHERE = Words("Övriga", "Others")


def rows(said: Statistics, language: str) -> list[list[str]]:
    """A heading, the own numbers by month and quarter, then what was published, fewest last."""
    heading = [words.in_language(language) for words in (*HEADINGS, *QUARTERS, *MONTHS)]
    found = [*(_own(count, said, language) for count in said.own), *_published(said, language)]
    return [heading, *(row + [""] * (len(heading) - len(row)) for row in found)]


def as_csv(table: Sequence[Sequence[str]]) -> bytes:
    """With a mark that spreadsheets know UTF-8 by."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue().encode("utf-8-sig")


def _own(count: Count, said: Statistics, language: str) -> list[str]:
    where = [_name(said, name, language) for name in (count.kind, count.building, count.administration)]
    numbers = [count.number, *(count.quarter(number) for number in range(1, 5)), *count.months]
    return [OWN.in_language(language), *where, *map(str, numbers)]


def _published(said: Statistics, language: str) -> Iterator[list[str]]:
    if said.published is None:
        return
    for band in said.published.bands:
        yield [*_cell(band.cell, said, language), f"{band.least}–{band.most}"]
    for cell in said.published.few:
        yield [*_cell(cell, said, language), f"0–{said.published.min_cell - 1}"]


def _cell(cell: Cell, said: Statistics, language: str) -> list[str]:
    where = [_name(said, name, language) for name in (cell.building, cell.administration)]
    if not any(where):
        where[1] = ELSEWHERE.in_language(language)
    return [PUBLISHED.in_language(language), _name(said, cell.kind, language), *where]


def _name(said: Statistics, name: str, language: str) -> str:
    return said.names[name].in_language(language) if name in said.names else name
