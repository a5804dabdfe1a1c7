"""The list as a table: what goes out comes back the same, and what is wrong in it is named by row, column and cell."""

import csv
import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from domain.demarcation.listing import DemarcationList, Row
from sync_server.content.check_files import words_of
from sync_server.content.read_rows import COLUMNS
from sync_server.lists.reading import read_list
from sync_server.lists.written import as_csv, as_workbook
from tests.server_fixtures import demo_municipality

TOWN = demo_municipality()
LIST, ENUMS = TOWN.demarcation[0], words_of(TOWN.policy)


@pytest.mark.parametrize("file", ["list.csv", "list.xlsx"])
def test_what_is_written_out_reads_back_as_it_was(file: str) -> None:
    content = as_csv(LIST) if file.endswith(".csv") else as_workbook(LIST, ENUMS)
    read = read_list(file, content, ENUMS)
    assert read.mistakes == ()
    assert read.rows == LIST.rows


notes = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20).map(lambda text: f"={text}")


@given(notes)
def test_no_text_becomes_a_formula_or_anything_else_on_its_way_out_and_back(note: str) -> None:
    row = Row("DM-1", "fire", "FIR.X", "Sak", "Thing", "any", "any", "any", "any", "any", "any", "user", "user", "user")
    listing = DemarcationList("1", "2026-01-01", "", (Row(**{**vars(row), "note_sv": note}),))
    for content in (as_csv(listing), as_workbook(listing, ENUMS)):
        assert read_list("l", content, ENUMS).rows == listing.rows


def test_a_workbook_offers_the_words_that_a_column_may_have() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook(LIST, ENUMS))).worksheets[0]
    offered = {str(each.sqref).partition("2")[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    letter = get_column_letter(COLUMNS.index("repair_responsible") + 1)
    assert offered[letter] == '"owner,user"'


def test_a_swedish_spreadsheet_with_semicolons_and_empty_cells_to_the_right_is_read() -> None:
    out = io.StringIO()
    rows = csv.reader(io.StringIO(as_csv(LIST).decode("utf-8-sig")))
    csv.writer(out, delimiter=";").writerows(rows)
    assert read_list("l.csv", out.getvalue().encode(), ENUMS).rows == LIST.rows


Cells = dict[tuple[int, str], str]
MISTAKES: dict[str, tuple[Cells, list[str]]] = {
    "a word that nobody knows": (
        {(14, "cost_responsible"): "ägaren"},
        ["l.xlsx, row 14, column cost_responsible (cell N14): 'ägaren' is not a known party; one of owner, user."],
    ),
    "a near miss": (
        {(3, "default_severity"): "hihg"},
        ["l.xlsx, row 3, column default_severity (cell S3): 'hihg' is not a known severity; did you mean 'high'?"],
    ),
    "an empty cell": (
        {(2, "component_sv"): ""},
        ["l.xlsx, row 2, column component_sv (cell D2): is empty; a text."],
    ),
    "a code": (
        {(2, "component_code"): "fir"},
        ["l.xlsx, row 2, column component_code (cell C2): 'fir' is not a code; capitals and dots such as FIR.EXT.PRT,"],
    ),
    "a number": (
        {(2, "priority"): "first"},
        ["l.xlsx, row 2, column priority (cell V2): is 'first', not a number; 0 in most rows."],
    ),
    "a duration": (
        {(2, "self_check_interval"): "monthly"},
        ["l.xlsx, row 2, column self_check_interval (cell P2): 'monthly' is not a duration; an ISO 8601 duration"],
    ),
    "a number that another row has": (
        {(3, "row_id"): "DM-001"},
        ["l.xlsx, row 3, column row_id (cell A3): 'DM-001' is already another row's; one of its own."],
    ),
    "two in different rows, the upper one first": (
        {(9, "police_report"): "maybe", (4, "category"): "fier"},
        ["l.xlsx, row 4, column category (cell B4): 'fier'", "l.xlsx, row 9, column police_report (cell T9): 'maybe'"],
    ),
    "an unknown column": (
        {(1, "note_en"): "färg"},
        ["l.xlsx, row 1, column färg (cell AB1): is an unknown column; take it away."],
    ),
    "a missing column": (
        {(1, "category"): ""},
        ["l.xlsx, row 1, column category: is a missing column; add the column category."],
    ),
    "a column that stands twice": (
        {(1, "note_en"): "note_sv"},
        ["l.xlsx, row 1, column note_sv (cell AA1): stands twice; take one away."],
    ),
}


def changed(cells: Cells) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(as_workbook(LIST, ENUMS)))
    for (row, column), text in cells.items():
        cell: Any = workbook.worksheets[0].cell(row, COLUMNS.index(column) + 1)
        cell.value = text or None
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("cells", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_by_file_row_column_and_cell_with_what_would_be_right(cells: Cells, said: list[str]) -> None:
    mistakes = read_list("l.xlsx", changed(cells), ENUMS).mistakes
    for mistake, expected in zip(mistakes, said, strict=False):
        assert mistake.en.startswith(expected), mistake.en
        assert mistake.sv.startswith("l.xlsx, rad ")
    assert len(mistakes) >= len(said)


def test_a_mistake_in_a_csv_file_is_named_by_the_line_that_its_row_begins_on() -> None:
    text = (
        as_csv(LIST)
        .decode("utf-8-sig")
        .replace("DM-003,fire", '"DM-003",fier')
        .replace("Risk description, fire routine", "Risk description,\nfire routine")
    )
    [mistake] = read_list("l.csv", text.encode(), ENUMS).mistakes
    assert mistake.sv == "l.csv, rad 4, kolumn category: 'fier' är ingen känd kategori; menade du 'fire'?"


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return out.getvalue()


UNREADABLE = {
    "nothing": (b"", "is a missing column"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "is not UTF-8"),
    "another encoding": ("row_id,category\nDM-1,bränd".encode("cp1252"), "is not UTF-8 (row 2)"),
    "a packed file that is no workbook": (b"PK\x03\x04nothing", "cannot be read"),
    "a bomb": (bomb(), "cannot be read (> 50 MB)"),
    "only headings": (",".join(COLUMNS).encode(), "has no rows"),
    "too large": (b"0" * 2_000_001, "is larger than 2 MB"),
}


@pytest.mark.parametrize(("content", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_list_at_all_is_said_without_breaking(content: bytes, said: str) -> None:
    read = read_list("l", content, ENUMS)
    assert read.rows == ()
    assert said in read.mistakes[0].en
