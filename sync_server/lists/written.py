"""A version of the demarcation list as a table that people edit: CSV, or a workbook with choices in its cells."""

import csv
import io
from collections.abc import Mapping, Sequence

from domain.demarcation.listing import DemarcationList
from sync_server.content.check_rows import OF_POLICY
from sync_server.content.read_rows import COLUMNS

WIDEST = 60
LONGEST_CHOICES = 255
"""A spreadsheet takes no longer list of choices."""


def as_csv(listing: DemarcationList) -> bytes:
    """With a mark at its beginning by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(listing))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(listing: DemarcationList, enums: Mapping[str, Sequence[str]]) -> bytes:
    """All cells are text, also what looks like a formula. `enums` are the words that a column may have."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = listing.version.replace(":", "-")[:31]
    rows = _cells(listing)
    for number, values in enumerate((COLUMNS, *rows), 1):
        for column, text in enumerate(values, 1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type, cell.number_format = "s", "@"
                cell.font = Font(bold=number == 1)
    for column, name in enumerate(COLUMNS, 1):
        longest = max(len(text) for text in (name, *(row[column - 1] for row in rows)))
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "D2"
    _offer_choices(sheet, enums)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _cells(listing: DemarcationList) -> list[list[str]]:
    return [[str(getattr(row, name)) for name in COLUMNS] for row in listing.rows]


def _offer_choices(sheet, enums: Mapping[str, Sequence[str]]) -> None:
    """What a column may say, to choose from; the import names whatever else is written there."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for name, enum in OF_POLICY.items():
        choices = ",".join(enums.get(enum, ()))
        if choices and len(choices) <= LONGEST_CHOICES:
            offered = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=False)
            letter = get_column_letter(COLUMNS.index(name) + 1)
            offered.add(f"{letter}2:{letter}5000")
            sheet.add_data_validation(offered)
