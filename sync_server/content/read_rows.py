"""The rows of a demarcation list from its CSV file, with the line that each began on."""

import csv
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from domain.demarcation_list import Row
from sync_server.content.lined import read_text
from sync_server.content.problems import Problem, instead_of

COLUMNS = tuple(field.name for field in fields(Row))
REQUIRED = tuple(field.name for field in fields(Row) if field.default is MISSING)


@dataclass(frozen=True)
class RowSource:
    """A list's rows and where they stand: `lines` has the line of every row, in the same order."""

    file: str
    rows: tuple[Row, ...]
    lines: tuple[int, ...]


def read_rows(path: Path, problems: list[Problem]) -> RowSource:
    """All rows that can be read. Swedish spreadsheets separate columns by semicolons, which is as good as commas."""
    text = read_text(path, problems)
    if text is None:
        return RowSource(path.name, (), ())
    heading = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in heading else ",")
    columns = next(reader, [])
    if wrong := _heading_problems(path.name, columns):
        problems.extend(wrong)
        return RowSource(path.name, (), ())
    rows, lines, begins = [], [], reader.line_num + 1
    for values in reader:
        line, begins = begins, reader.line_num + 1
        if len(values) > len(columns):
            what = f"has {len(values)} columns where the heading has {len(columns)}"
            problems.append(Problem(path.name, line, "", what, "put texts with a comma in quotes"))
        elif any(values):
            row = _row(path.name, line, dict(zip(columns, values, strict=False)), problems)
            rows.append(row)
            lines.append(line)
    return RowSource(path.name, tuple(rows), tuple(lines))


def _heading_problems(file: str, columns: list[str]) -> list[Problem]:
    missing = [
        Problem(file, 1, name, "is a missing column", f"add the column {name}")
        for name in REQUIRED
        if name not in columns
    ]
    unknown = [
        Problem(file, 1, name or "(no name)", "is an unknown column", instead_of(name, COLUMNS, "take it away"))
        for name in columns
        if name not in COLUMNS
    ]
    return missing + unknown


def _row(file: str, line: int, values: dict[str, str], problems: list[Problem]) -> Row:
    values = {name: value.strip() for name, value in values.items() if name in COLUMNS}
    priority = values.pop("priority", "") or "0"
    if not priority.lstrip("-").isdecimal():
        problems.append(Problem(file, line, "priority", f"is {priority!r}, not a number", "0 in most rows"))
        priority = "0"
    missing = dict.fromkeys(REQUIRED, "")
    return Row(**(missing | values), priority=int(priority))
