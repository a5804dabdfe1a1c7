"""The pages on which something is written about a case: a measure, a repair, costs, a hold, why it is opened again."""

from collections.abc import Callable
from typing import Any, NamedTuple

import flet as ft

from app.screens import frame
from app.screens.cases import closing, costs, holds, measures, repair
from app.screens.cases.saving import SaveNote
from app.screens.guard import part, screen
from app.screens.parts import empty
from app.screens.surroundings import use_phone, use_voice
from app.state.cases.work import COSTS, HOLD, MEASURE, REOPEN, REPAIR
from app.state.writing.notes import Note
from domain.cases.case_file import CLOSED, OPEN, CaseFile


class Page(NamedTuple):
    """`missing` gives the key of what must be said before it can be saved, "" for nothing; `status` is which cases it
    is for, "" for all."""

    title: str
    form: Callable[..., Any]
    missing: Callable[[CaseFile, Note], str]
    button: str
    icon: ft.IconData
    status: str = ""


PAGES = {
    MEASURE: Page(
        "measure.title", measures.PlanMeasure, measures.missing, "measure.save", ft.Icons.EVENT_AVAILABLE, OPEN
    ),
    REPAIR: Page("repair.title", repair.WantRepair, repair.missing, "repair.save", ft.Icons.HANDYMAN, OPEN),
    COSTS: Page("costs.title", costs.WriteCosts, costs.missing, "costs.save", ft.Icons.CHECK),
    HOLD: Page("hold.title", holds.Hold, holds.missing, "hold.save", ft.Icons.INVENTORY_2_OUTLINED),
    REOPEN: Page("reopen.title", closing.Reopen, closing.missing, "closing.reopen", ft.Icons.REPLAY, CLOSED),
}
"""By the last part of the address, which is also what the note is about; "measure:<id>" for one that is planned."""


@screen
def CaseFormPage() -> ft.View:
    phone, t = use_phone()
    params = ft.use_route_params()
    case, about = phone.cases.case(params.get("case", "")), params.get("about", "")
    page = PAGES.get(about.partition(":")[0])
    if case is None or page is None:
        return frame.page(t("case.title"), [empty(ft.Icons.SEARCH_OFF, t("case.gone"), t("case.gone_more"))])
    may = phone.case_work.may_hold(case) if page.form is holds.Hold else phone.case_work.may_handle(case)
    if not may:
        nothing = empty(ft.Icons.LOCK_OUTLINE, t("papers.not_yours"), t("papers.not_yours_more"))
        return frame.page(t(page.title), [nothing])
    if page.status not in ("", case.status):
        which = ("case.closed", "papers.closed") if page.status == OPEN else ("papers.open", "papers.open_more")
        return frame.page(t(page.title), [empty(ft.Icons.TASK_ALT, *map(t, which))])
    note = phone.case_work.note_on(case.id, about)
    form = page.form(case, note, key=note.id)
    return frame.page(t(page.title), [form], below=[Below(case, note, page, key=f"save-{note.id}")])


@part
def Below(case: CaseFile, note: Note, page: Page) -> ft.Control:
    t = use_voice()
    missing = page.missing(case, note)
    return SaveNote(note, t(page.button), page.icon, t(missing) if missing else "", key="save")
