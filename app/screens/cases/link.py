"""The ways to the cases: from where tasks are handled, from More, and from Home when something is late."""

import flet as ft

from app.screens.cases.steps import is_for_today
from app.screens.parts import quiet, row_card
from app.screens.surroundings import Voice, go
from app.state.phone import Phone
from domain.cases.step_work import waits_for


def to_cases(phone: Phone, t: Voice) -> list[ft.Control]:
    """For whoever handles any, with how many and how many are late; nothing for the others."""
    cases = [case for case in phone.cases.open_cases() if phone.cases.may_handle(case)]
    if not cases:
        return []
    late = len(phone.cases.late_cases())
    counted = t("cases.open", n=len(cases))
    words = t("cases.open_late", open=counted, late=late) if late else counted
    icon = ft.Icon(ft.Icons.FOLDER_SHARED_OUTLINED, color=ft.Colors.PRIMARY)
    return [row_card(icon, t("cases.title"), quiet(words, 14), lambda _: go("/cases"), "open-cases")]


def from_more(phone: Phone, t: Voice) -> list[ft.Control]:
    """Also for whoever has reported one, or handled one that is closed."""
    if not phone.cases.open_cases() and not phone.cases.closed():
        return []
    icon = ft.Icon(ft.Icons.FOLDER_SHARED_OUTLINED, color=ft.Colors.PRIMARY)
    return [row_card(icon, t("cases.title"), None, lambda _: go("/cases"), "more-cases")]


def late_cases(phone: Phone, t: Voice) -> list[ft.Control]:
    """On Home, where others look on: that something is late, not what, where or of which case."""
    late = len(phone.cases.late_cases())
    if not late:
        return []
    icon = ft.Icon(ft.Icons.ALARM, color=ft.Colors.ON_ERROR_CONTAINER, size=30)
    tone, ink = ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER
    return [row_card(icon, t("cases.late", n=late), None, lambda _: go("/cases"), "late-cases", tone=tone, ink=ink)]


def steps_today(phone: Phone, t: Voice) -> list[ft.Control]:
    """On Home as well, and as silent: that something is to be done today. What waits for another step is not."""
    today, cases = phone.clock.today(), [case for case in phone.cases.open_cases() if phone.cases.may_handle(case)]
    steps = [(case, step) for case in cases for step in phone.cases.standing(case).to_do]
    if not (n := sum(is_for_today(step, today) and not waits_for(case, step) for case, step in steps)):
        return []
    icon = ft.Icon(ft.Icons.FOLDER_SHARED_OUTLINED, color=ft.Colors.PRIMARY, size=28)
    return [row_card(icon, t("cases.today", n=n), None, lambda _: go("/cases"), "cases-today")]
