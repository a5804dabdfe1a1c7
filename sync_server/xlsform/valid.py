"""Whether a workbook is an XLSForm at all: pyxform, the reference, decides, and its words are given the cell."""

import re
from collections.abc import Iterator
from pathlib import Path

from sync_server.xlsform.workbook import Form

ROW = re.compile(r"\[row ?: ?(?P<row>\d+)\]\s*")
SHEET = re.compile(r"On the '(?P<sheet>\w+)' sheet, the '(?P<column>[\w:]+)' value is \w+\.\s*")


def errors_of(path: Path, form: Form) -> Iterator[str]:
    """What pyxform finds wrong, as sheet, cell and its own words; it stops at the first."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        convert(path.read_bytes(), file_type=".xlsx")
    except PyXFormError as error:
        yield _with_cell(str(error), form)
    except Exception as error:  # pyxform lets some mistakes of a workbook through as errors of its own
        yield f"{path.name}: pyxform cannot convert it ({error}); look for headings with '::' that are not XLSForm's"


def _with_cell(words: str, form: Form) -> str:
    words = " ".join(words.split())
    number = ROW.search(words)
    at = SHEET.search(words)
    if number is None:
        return f"{at['sheet'] if at else 'survey'}: {words}"
    sheet, column = (at["sheet"], at["column"]) if at else ("survey", "")
    rows = form.get(sheet, [])
    row = next((row for row in rows if row.number == int(number["row"])), rows[0] if rows else None)
    letter = row.at(column).letter if row and column else ""
    rest = ROW.sub("", words).replace(at[0] if at else "", "")
    return f"{sheet}!{letter}{number['row']}{f' ({column})' if column else ''}: {rest}"
