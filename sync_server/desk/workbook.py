"""Tasks as a workbook: what the person may see of those asked for, in the order asked for; every cell is text."""

import io
import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.language import Words
from domain.people import Person
from domain.places import described
from domain.records import from_plain
from domain.secrecy.access import may_see
from domain.tasks.table import cells, headings
from domain.tasks.task import Task
from sync_server.register.register import Register
from sync_server.storage import ledger

WIDEST = 60


class RegisterNames:
    """Fulfils `domain.tasks.table.Naming` from the register."""

    def __init__(self, register: Register, today: str):
        self._register, self._list = register, register.list_on(today)

    def place(self, thing: Task) -> str:
        building = self._register.building(thing.building)
        return described(building, *building.whereabouts(thing.space, thing.object)) if building else thing.building

    def organisation(self, org: str) -> Words:
        known = self._register.municipality.organisations.get(org)
        return Words(known.name, known.name_en) if known else Words(org, org)

    def component(self, code: str) -> Words:
        row = self._list.row_naming(code)
        return Words(row.component_sv, row.component_en) if row else Words(code, code)

    def severity(self, severity: str) -> Words:
        known = self._register.municipality.policy.severity(severity)
        return known.words if known else Words(severity, severity)


def rows_for(
    connection: Connection, register: Register, person: Person, ids: Sequence[str], language: str, now: datetime
) -> list[list[str]]:
    """A heading, and a row for each of the tasks that the person may see; the others are passed over in silence."""
    keys = register.keys_of(person)
    zone = ZoneInfo(register.municipality.timezone)
    names = RegisterNames(register, now.astimezone(zone).date().isoformat())
    stored = ledger.load(connection, [("task", identity) for identity in dict.fromkeys(ids)])
    tasks = [from_plain(Task, json.loads(kept.body)) for kept in stored.values()]
    seen = {task.id: task for task in tasks if may_see(keys, register.audience_of(task))}

    def local(moment: str) -> datetime:
        return datetime.fromisoformat(moment).astimezone(zone)

    shown = [seen[identity] for identity in dict.fromkeys(ids) if identity in seen]
    return [headings(language), *(cells(task, names, local, language) for task in shown)]


def as_workbook(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """All cells are text, also what looks like a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for number, values in enumerate(rows, 1):
        for column, text in enumerate(values, 1):
            if text:
                cell = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("", text))
                cell.data_type, cell.number_format = "s", "@"
                cell.font = Font(bold=number == 1)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(rows[0]) + 1):
        longest = max(len(row[column - 1]) for row in rows)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
