"""The end of a case: what remains and where it is done, closing it, and opening it again with a reason."""

import flet as ft

from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.parts import card, column, named, notice, outlined, primary, quiet, refused, row_card, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.times import day_words
from app.state.cases.work import REOPEN
from app.state.phone import Phone
from app.state.writing.notes import Note
from domain.cases.case_file import CaseFile
from domain.cases.closing import FORM, MEASURE, REPAIR, STEP, Remaining

LOOKS = {
    FORM: (ft.Icons.ARTICLE_OUTLINED, "closing.at_form"),
    MEASURE: (ft.Icons.ADD_TASK, "closing.at_measure"),
    REPAIR: (ft.Icons.HANDYMAN_OUTLINED, "closing.at_repair"),
}


@part
def Closing(case: CaseFile) -> ft.Control:
    """For those who handle it; the others read in the heading whether it is closed."""
    phone, t = use_phone()
    if not phone.case_work.may_handle(case):
        return ft.Container(height=0, visible=False)
    if not case.is_open:
        return Closed(case, key="closed")
    remaining = phone.case_work.remaining(case)
    if not remaining:
        return Ready(case, key="ready")
    steps = [each for each in remaining if each.about == STEP]
    rows = [_row(case, each, phone, t) for each in remaining if each.about != STEP]
    left = [_steps_left(t("closing.steps_left", n=len(steps)))] if steps else []
    return column([section(t("closing.remains")), *left, *rows], 8)


def _steps_left(words: str) -> ft.Control:
    """Each of them stands further up on this very page."""
    said = ft.Text(words, size=17, expand=True)
    mark = ft.Icon(ft.Icons.CHECKLIST, color=ft.Colors.PRIMARY)
    return named("remains-steps", card(ft.Row([mark, said], spacing=14)))


def _row(case: CaseFile, each: Remaining, phone: Phone, t: Voice) -> ft.Control:
    """Where it leads to; what stands on this very page, or with somebody else, leads nowhere."""
    icon, where = LOOKS[each.about]
    words, mark = quiet(t(where, roles=_roles(case, phone, t)), 14), ft.Icon(icon, color=ft.Colors.PRIMARY)
    name, path = f"remains-{each.name or each.about}", _path(case, each, phone)
    if path:
        return row_card(mark, t.say(each.words), words, lambda _: go(path), name)
    said = ft.Column([ft.Text(t.say(each.words), size=17), words], spacing=4, tight=True, expand=True)
    return named(name, card(ft.Row([mark, said], spacing=14)))


def _roles(case: CaseFile, phone: Phone, t: Voice) -> str:
    return t.say(phone.names.roles(case.parts_left))


def _path(case: CaseFile, each: Remaining, phone: Phone) -> str:
    if each.about == FORM:
        return f"/round/{case.id}" if phone.book.walk(case.id) else ""
    finding = phone.documents.finding(each.name) if each.about == REPAIR else None
    return f"/tasks/{finding.task}" if finding and phone.task(finding.task) else ""


@part
def Ready(case: CaseFile) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()

    def close(_: ft.Event) -> None:
        set_refusal(phone.case_work.close(case.id))

    button = primary(t("closing.close"), ft.Icons.TASK_ALT, close, "close-case")
    said = notice(ft.Icons.TASK_ALT, t("closing.ready"))
    return column([section(t("closing.title")), said, *refused(refusal, t.say), button], 8)


@part
def Closed(case: CaseFile) -> ft.Control:
    t = use_voice()
    path = f"/cases/{case.id}/{REOPEN}"
    said = notice(ft.Icons.TASK_ALT, t("closing.closed", day=day_words(case.closed_at, t)))
    again = outlined(t("closing.reopen"), ft.Icons.REPLAY, lambda _: go(path), "reopen-case")
    return column([section(t("closing.title")), named("closed", said), again], 8)


@part
def Reopen(_case: CaseFile, note: Note) -> ft.Control:
    t = use_voice()
    why = NoteField(
        t("reopen.why"), note.text, lambda text: note.change(text=text), identifier="words", key=f"words-{note.id}"
    )
    return column([quiet(t("papers.reopen_more"), 16), why])


def missing(_case: CaseFile, note: Note) -> str:
    return "" if note.text.strip() else "reopen.missing"
