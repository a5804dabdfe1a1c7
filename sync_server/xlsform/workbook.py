"""A workbook as rows of texts that know their cells. Headings are brought to one spelling, as pyxform does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sync_server.xlsform.remarks import Place, Remarks

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
SPELLINGS = {
    "relevance": "relevant",
    "calculate": "calculation",
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "constraining_message": "constraint_message",
    "jr:constraintMsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredMsg": "required_message",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
PREFIXES = ("bind", "body", "control", "media")


@dataclass(frozen=True)
class Row:
    """`cells` has the texts that are there, by heading; `columns` letter and heading as written, of all columns."""

    sheet: str
    number: int
    cells: dict[str, str]
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, heading: str) -> str:
        return self.cells.get(heading, "")

    def at(self, heading: str) -> Place:
        letter, written = self.columns.get(heading, ("", heading))
        return Place(self.sheet, self.number, letter, written)

    def of(self, heading: str) -> Iterator[tuple[str, str]]:
        """The columns of a text that may be translated: heading and language, "" where none is told."""
        for column in dict.fromkeys((*self.columns, *self.cells)):
            name, _, language = column.partition("::")
            if name == heading:
                yield column, language


Form = dict[str, list[Row]]
"""The rows of each sheet, without the headings."""


def read_form(path: Path, remarks: Remarks) -> Form:
    """The sheets of XLSForm that the workbook has; others are nobody's, for pyxform as well."""
    from openpyxl import load_workbook

    values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    form: Form = {}
    for title in values.sheetnames:
        name = title.lower()
        if name in SHEETS or len(values.sheetnames) == 1:
            name = name if name in SHEETS else "survey"
            form[name] = list(_rows(name, values[title], formulas[title], remarks))
    return form


def _rows(name: str, sheet: Any, formulas: Any, remarks: Remarks) -> Iterator[Row]:
    headings = list(_headings(name, next(sheet.iter_rows(), ())))
    columns = {heading: (letter, written) for letter, heading, written in headings}
    for cells in sheet.iter_rows(min_row=2):
        by_letter = {cell.column_letter: cell for cell in cells if hasattr(cell, "column_letter")}
        number = next((cell.row for cell in by_letter.values()), 0)
        row = Row(name, number, {}, columns)
        for letter, heading, _ in headings:
            value = by_letter[letter].value if letter in by_letter else None
            if value is None and formulas[f"{letter}{number}"].data_type == "f":
                remarks.refuse(row.at(heading), "is a formula that has no result", "write its result as plain text")
            elif text := text_of(value):
                row.cells[heading] = text
        if row.cells:
            yield row


def _headings(sheet: str, cells: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    written = [(cell.column_letter, text) for cell in cells if (text := text_of(cell.value))]
    double = any("::" in text for _, text in written)
    for letter, text in written:
        yield letter, heading_of(text, double=double, sheet=sheet), text


def heading_of(written: str, *, double: bool = True, sheet: str = "survey") -> str:
    """ "Label :: English (en)" is "label::English (en)", "bind::relevance" is "relevant"."""
    parts = [part.strip() for part in (written.split("::") if double or "jr:" in written else written.split(":"))]
    if len(parts) > 1 and parts[0].lower() in PREFIXES:
        parts = parts[1:]
    first = parts[0] if parts[0].startswith("jr:") else re.sub(r"\s+", "_", parts[0]).lower()
    if sheet != "choices" or first in ("caption", "value"):
        first = SPELLINGS.get(first, first)
    return "::".join((first, *parts[1:]))


def text_of(value: Any) -> str:
    """A cell as its text: a whole number without decimals, yes and no as pyxform has them."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
    return "\n".join(str(value).replace("\xa0", " ").strip().splitlines())
