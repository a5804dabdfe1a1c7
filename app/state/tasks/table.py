"""The tasks that are shown as a CSV file, made on the device."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from app.state.naming import Names
from domain.tasks.table import cells, harmless, headings
from domain.tasks.task import Task


def as_csv(tasks: Iterable[Task], names: Names, language: str) -> bytes:
    """With a mark at its beginning by which spreadsheets know UTF-8; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(language))
    for task in tasks:
        writer.writerow([harmless(cell) for cell in cells(task, names, _local, language)])
    return out.getvalue().encode("utf-8-sig")


def _local(iso: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone()
