"""The rows of a demarcation list from a table, such as its CSV file, with the line that each began on."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path

from domain.demarcation.listing import Row
from domain.language import Words
from sync_server.content.lined import read_text
from sync_server.content.problems import Problem, said_instead

COLUMNS = tuple(field.name for field in fields(Row))
REQUIRED = tuple(field.name for field in fields(Row) if field.default is MISSING)

Line = tuple[int, list[str]]
"""Where a row of a table begins, counted from 1, and its cells."""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row of a list, or with line 0 in all of it, and what would be right."""

    line: int
    column: str
    what: Words
    right: Words

    def in_file(self, file: str) -> Problem:
        return Problem(file, self.line, self.column, self.what.en, self.right.en)


@dataclass(frozen=True)
class RowSource:
    """A list's rows and where they stand: `lines` has the line of every row, in the same order.

    `columns` is the heading, `problems` what kept rows from being read.
    """

    file: str
    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    problems: list[RowProblem] = field(default_factory=list)


def read_rows(path: Path, problems: list[Problem]) -> RowSource:
    """All rows of a CSV file that can be read."""
    text = read_text(path, problems)
    source = RowSource(path.name) if text is None else rows_of(path.name, table_of(text))
    problems.extend(problem.in_file(path.name) for problem in source.problems)
    return source


def table_of(text: str) -> Iterator[Line]:
    """Swedish spreadsheets separate columns by semicolons, which is as good as commas. Raises csv.Error."""
    heading = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in heading else ",")
    begins = 1
    for values in reader:
        yield begins, values
        begins = reader.line_num + 1


def rows_of(file: str, table: Iterable[Line]) -> RowSource:
    """The rows of a table whose first line is the heading."""
    lines = iter(table)
    columns = [name.strip() for name in next(lines, (1, []))[1]]
    if wrong := _heading_problems(columns):
        return RowSource(file, columns=tuple(columns), problems=wrong)
    rows, begins, problems = [], [], []
    for line, values in lines:
        if len(values) > len(columns):
            problems.append(_too_many(line, len(values), len(columns)))
        elif any(value.strip() for value in values):
            rows.append(_row(line, dict(zip(columns, values, strict=False)), problems))
            begins.append(line)
    return RowSource(file, tuple(rows), tuple(begins), tuple(columns), problems)


def _heading_problems(columns: list[str]) -> list[RowProblem]:
    missing = [
        RowProblem(
            1,
            name,
            Words("kolumnen saknas", "is a missing column"),
            Words(f"lägg till kolumnen {name}", f"add the column {name}"),
        )
        for name in REQUIRED
        if name not in columns
    ]
    unknown = [
        RowProblem(
            1,
            name or "(no name)",
            Words("är en okänd kolumn", "is an unknown column"),
            said_instead(name, COLUMNS, Words("ta bort den", "take it away")),
        )
        for name in columns
        if name not in COLUMNS
    ]
    twice = [
        RowProblem(1, name, Words("står två gånger", "stands twice"), Words("ta bort den ena", "take one away"))
        for name, times in Counter(columns).items()
        if times > 1 and name in COLUMNS
    ]
    return missing + unknown + twice


def _too_many(line: int, cells: int, columns: int) -> RowProblem:
    return RowProblem(
        line,
        "",
        Words(
            f"har {cells} kolumner där rubriken har {columns}", f"has {cells} columns where the heading has {columns}"
        ),
        Words("sätt texter med komma inom citattecken", "put texts with a comma in quotes"),
    )


def _row(line: int, values: dict[str, str], problems: list[RowProblem]) -> Row:
    values = {name: value.strip() for name, value in values.items()}
    priority = values.pop("priority", "") or "0"
    if not priority.lstrip("-").isdecimal():
        what = Words(f"är {priority!r}, inget tal", f"is {priority!r}, not a number")
        problems.append(RowProblem(line, "priority", what, Words("0 i de flesta rader", "0 in most rows")))
        priority = "0"
    missing = dict.fromkeys(REQUIRED, "")
    return Row(**(missing | values), priority=int(priority))
