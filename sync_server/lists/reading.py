"""A demarcation list from a file that somebody sends, CSV or XLSX: every mistake with its row, column and cell."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from domain.demarcation.listing import Row
from domain.language import Words
from sync_server.content.check_rows import check_rows
from sync_server.content.read_rows import COLUMNS, Line, RowProblem, RowSource, rows_of, table_of
from sync_server.xlsform.workbook import text_of

BYTES_AT_MOST = 2_000_000
UNPACKED_AT_MOST = 50_000_000
"""A workbook is packed: a small one may unpack to more than a server can hold."""
ROWS_AT_MOST = 20_000
CSV, WORKBOOK = ".csv", ".xlsx"
ZIP_BEGINS = b"PK"


@dataclass(frozen=True)
class ReadList:
    """The rows of a file, and a sentence for each mistake in it; with any mistake it is not to be adopted."""

    file: str
    rows: tuple[Row, ...]
    mistakes: tuple[Words, ...]


def read_list(file: str, content: bytes, enums: Mapping[str, Sequence[str]]) -> ReadList:
    """What the file named `file` says. `enums` are the words that the municipality's policy knows."""
    if len(content) > BYTES_AT_MOST:
        return _unreadable(file, f"är större än {BYTES_AT_MOST // 1_000_000} MB", "is larger than 2 MB", *SMALLER)
    is_workbook = content.startswith(ZIP_BEGINS)
    try:
        source = rows_of(file, _workbook(content) if is_workbook else table_of(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return _unreadable(file, f"är inte UTF-8 (rad {row})", f"is not UTF-8 (row {row})", *AS_UTF8)
    except (csv.Error, BadZipFile, KeyError, ValueError, OSError) as error:
        return _unreadable(file, f"går inte att läsa ({error})", f"cannot be read ({error})", *SAVE_AGAIN)
    problems = [*source.problems, *check_rows(source, enums)]
    if not source.rows and not problems:
        return _unreadable(file, "har inga rader", "has no rows", *SAVE_AGAIN)
    said = (_said(source, problem, is_workbook) for problem in sorted(problems, key=lambda each: each.line))
    return ReadList(file, source.rows, tuple(said))


SMALLER = ("ta bort bilder och andra blad", "take away pictures and other sheets")
AS_UTF8 = ('spara som "CSV UTF-8" eller som .xlsx', 'save it as "CSV UTF-8" or as .xlsx')
SAVE_AGAIN = (
    f"spara listan som {CSV} eller {WORKBOOK}, med rubriker i första raden",
    f"save the list as {CSV} or {WORKBOOK}, with its headings in the first row",
)


def _unreadable(file: str, what_sv: str, what_en: str, right_sv: str, right_en: str) -> ReadList:
    return ReadList(file, (), (Words(f"{file}: {what_sv}; {right_sv}.", f"{file}: {what_en}; {right_en}."),))


def _workbook(content: bytes) -> Iterator[Line]:
    """The first sheet. Raises ValueError, BadZipFile or KeyError where it is none that can be held."""
    from openpyxl import load_workbook

    with ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED_AT_MOST:
            raise ValueError(f"> {UNPACKED_AT_MOST // 1_000_000} MB")
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = workbook.worksheets[0]
    # What a program wrote as its size is not always so.
    sheet.reset_dimensions()
    cells: Iterable[tuple[object, ...]] = sheet.iter_rows(
        max_row=ROWS_AT_MOST, max_col=2 * len(COLUMNS), values_only=True
    )
    for number, values in enumerate(cells, 1):
        yield number, _without_end([text_of(value) for value in values])


def _without_end(texts: list[str]) -> list[str]:
    """Spreadsheets remember cells that were once used: what is empty to the right is nothing."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _said(source: RowSource, problem: RowProblem, is_workbook: bool) -> Words:
    """ "lista.xlsx, rad 14, kolumn cost_responsible (cell N14): 'ägaren' är ingen känd part; en av owner, user."""
    cell = f" (cell {_letters(source, problem)}{problem.line})" if is_workbook and _letters(source, problem) else ""
    sv = [source.file, f"rad {problem.line}", *([f"kolumn {problem.column}{cell}"] if problem.column else [])]
    en = [source.file, f"row {problem.line}", *([f"column {problem.column}{cell}"] if problem.column else [])]
    return Words(
        f"{', '.join(sv)}: {problem.what.sv}; {_sentence(problem.right.sv)}",
        f"{', '.join(en)}: {problem.what.en}; {_sentence(problem.right.en)}",
    )


def _sentence(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def _letters(source: RowSource, problem: RowProblem) -> str:
    """The letters of a column as spreadsheets count: A, ..., Z, AA; "" for one that is not there."""
    if problem.column not in source.columns:
        return ""
    from openpyxl.utils import get_column_letter

    return get_column_letter(source.columns.index(problem.column) + 1)
