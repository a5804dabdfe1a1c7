"""The rows of a form as a workbook that is pleasant to edit: headings stay, columns are wide enough, all is text."""

from pathlib import Path

from sync_server.xlsform.carried import PREFIX
from sync_server.xlsform.to_form import Sheets

FIRST = ("type", "list_name", "name", "label", "hint", "required", "relevant", "constraint")
WIDEST = 60


def write_workbook(sheets: Sheets, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        headings = sorted(dict.fromkeys(heading for row in rows for heading in row), key=_place)
        sheet.append(headings)
        for at, row in enumerate(rows, 2):
            for column, heading in enumerate(headings, 1):
                if heading in row:
                    cell = sheet.cell(at, column, row[heading])
                    cell.data_type, cell.number_format = "s", "@"
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        for column, heading in enumerate(headings, 1):
            longest = max(len(text) for text in (heading, *(row.get(heading, "") for row in rows)))
            sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
            sheet.cell(1, column).font = Font(bold=True)
        sheet.freeze_panes = "C2" if name == "survey" else "A2"
    workbook.save(path)


def _place(heading: str) -> tuple[int, int]:
    """Columns of XLSForm first, in the usual order; ours last."""
    name = heading.partition("::")[0]
    return heading.startswith(PREFIX), FIRST.index(name) if name in FIRST else len(FIRST)
