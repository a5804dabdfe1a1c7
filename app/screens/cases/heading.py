"""The top of a case: what kind of report, where, when it happened and when it was told, and how it stands."""

import flet as ft

from app.screens.cases.looks import class_chip, state_chip, title_of
from app.screens.guard import part
from app.screens.parts import card, column, named, quiet, row_card, section
from app.screens.surroundings import Voice, go, use_phone
from app.screens.times import moment
from app.state.phone import Phone
from domain.cases.case_file import CaseFile


@part
def Heading(case: CaseFile) -> ft.Control:
    phone, t = use_phone()
    title = ft.Text(title_of(case, phone, t), size=23, weight=ft.FontWeight.W_600)
    facts = [_fact(icon, words, value) for icon, words, value in _facts(case, phone, t)]
    lines: list[ft.Control] = [
        ft.Row([state_chip(case, phone, t), class_chip(case, t)], wrap=True, spacing=8, run_spacing=6),
        ft.Semantics(header=True, content=title),
        *facts,
    ]
    return named("case", card(column(lines, 10), tone=ft.Colors.SURFACE_CONTAINER, padding=20))


def _facts(case: CaseFile, phone: Phone, t: Voice) -> list[tuple[ft.IconData, str, str]]:
    building = phone.documents.building(case.building)
    found = [
        (ft.Icons.PLACE_OUTLINED, "", building.name if building else case.building),
        (ft.Icons.EVENT_OUTLINED, t("case.happened"), moment(case.happened_at, t) if case.happened_at else ""),
        (ft.Icons.OUTBOX, t("case.reported"), moment(case.opened_at, t)),
        (ft.Icons.LOCAL_POLICE_OUTLINED, t("case.police_number"), case.police_number),
        (ft.Icons.TASK_ALT, t("case.closed"), moment(case.closed_at, t) if case.closed_at else ""),
    ]
    return [fact for fact in found if fact[2]]


def _fact(icon: ft.IconData, words: str, value: str) -> ft.Control:
    said = ft.Text(value, size=16, weight=ft.FontWeight.W_500, selectable=True)
    text = ft.Column([*([quiet(words, 13)] if words else []), said], spacing=0, tight=True, expand=True)
    return ft.Row([ft.Icon(icon, size=22, color=ft.Colors.ON_SURFACE_VARIANT), text], spacing=12)


@part
def Report(case: CaseFile) -> ft.Control:
    """The way to what was reported. What is told there is not told again here."""
    phone, t = use_phone()
    handles = phone.cases.may_handle(case)
    title = t("case.own_report" if phone.cases.is_own(case) and not handles else "case.report")
    if phone.book.walk(case.id) is None:
        return column([section(title), quiet(t("case.report_not_here"))], 6)
    below = t("case.parts_left") if handles and case.parts_left and case.is_open else t("case.report_more")
    icon, path = ft.Icon(ft.Icons.ARTICLE_OUTLINED, color=ft.Colors.PRIMARY), f"/round/{case.id}"
    return row_card(icon, title, quiet(below, 14), lambda _: go(path), "case-report")
