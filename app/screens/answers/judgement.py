"""Answers of one tap: OK or a deviation, yes or no, and "I have read it"."""

from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here
from app.screens.guard import part
from app.screens.parts import column, named, outlined, primary
from app.screens.surroundings import use_voice
from domain.checklists.answers import DEVIATION, NA, NO, OK, YES
from domain.checklists.checklist import Point

READ = "read"
HAND = 72
"""Pixels: an answer is as high as a hand in a glove needs, and no higher where words are large."""


@part
def Judgement(point: Point, given: Any, give: Give) -> ft.Control:
    """The ordinary point: OK in one tap, the deviation beside it, and "does not apply" further away."""
    t = use_voice()
    ok = big(t("answer.ok"), ft.Icons.CHECK, given == OK, lambda _: give(OK), "answer-ok", good=True)
    deviation = big(
        t("answer.deviation"), ft.Icons.REPORT, given == DEVIATION, lambda _: give(DEVIATION), "answer-deviation"
    )
    icon = ft.Icons.CHECK_CIRCLE if given == NA else ft.Icons.REMOVE_CIRCLE_OUTLINE
    words = t("answer.na_given") if given == NA else t("answer.na")
    return column([ok, deviation, outlined(words, icon, lambda _: give(NA), "answer-na")])


@part
def YesNo(point: Point, given: Any, give: Give) -> ft.Control:
    t = use_voice()

    def answer(value: str, words: str) -> ft.Control:
        bad = point.deviation_when == value
        icon = ft.Icons.REPORT if bad else ft.Icons.CHECK if value == YES else ft.Icons.CLOSE
        return big(words, icon, given == value, lambda _: give(value), f"answer-{value}", good=not bad)

    return column([answer(YES, t("answer.yes")), answer(NO, t("answer.no")), *not_here(point, given, give, t)])


def big(
    words: str, icon: ft.IconData, chosen: bool, on_click: Any, identifier: str, *, good: bool = False
) -> ft.Control:
    """An answer as large as a hand in a glove; the one that was given carries a tick as well as its colour."""
    back, ink = (
        (ft.Colors.PRIMARY, ft.Colors.ON_PRIMARY) if good else (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    )
    row = ft.Row(
        spacing=14,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[
            ft.Container(ft.Icon(icon, size=32, color=ink), height=HAND),
            ft.Text(words, size=22, weight=ft.FontWeight.W_700, color=ink),
            *([ft.Icon(ft.Icons.TASK_ALT, size=24, color=ink)] if chosen else []),
        ],
    )
    space = ft.Padding.symmetric(vertical=2, horizontal=16)
    shown = ft.Container(row, padding=space, border_radius=20, bgcolor=back, ink=True, on_click=on_click)
    return named(identifier, shown, button=True, selected=chosen)


@part
def Read(give: Give) -> ft.Control:
    """Information that has been read."""
    t = use_voice()
    return primary(t("answer.read"), ft.Icons.CHECK, lambda _: give(READ), "answer-read")
