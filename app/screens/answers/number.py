"""Answering with a number: its unit beside it, its limits said before, both a comma and a point understood."""

import re
from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here, save_button, use_checked
from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.parts import TOUCH, column, named, quiet, secondary
from app.screens.surroundings import Voice, use_voice
from app.state.rounds.walk import Walk
from domain.checklists.answers import NA, deviates, limits, within
from domain.checklists.checklist import Point
from domain.language import number_words
from domain.rounds.walk import Step

CROWNS = "SEK"
COUNTED = ("", "st", "personer", "prov")
"""Units of what is counted rather than measured."""
TIMES = ("s", "min", "h")
MANY = 10_000


@part
def Number(step: Step, walk: Walk, given: Any, start: float | None, give: Give) -> ft.Control:
    """`start` is the number to begin with: what was answered, or what the app has counted itself."""
    t = use_voice()
    typed, set_typed = ft.use_state(as_typed(start))
    drawn, set_drawn = ft.use_state(0)
    problem, set_problem = ft.use_state("")
    save, refusal = use_checked(step, walk, give)
    point, number = step.point, number_in(typed)

    def save_it(_: ft.Event) -> None:
        set_problem("" if number is not None else t("answer.not_a_number"))
        if number is not None:
            save(number)

    def put(text: str) -> None:
        """Write into the field, which is a new field then: one that is typed in is left alone."""
        set_typed(text)
        set_drawn(drawn + 1)

    field = EntryField(
        label_of(point, t),
        typed,
        set_typed,
        identifier="answer-number",
        kind="number",
        suffix=unit_of(point) or None,
        autofocus=drawn > 0 and not is_counted(point),
        key=f"number-{drawn}",
    )
    keys = _keys(point, typed, put, t)
    outside = number is not None and deviates(point, number, step.limited_by)
    said = within(*limits(point, step.limited_by), unit_of(point))
    return column(
        [
            *([quiet(f"{t.say(said)}.", 16)] if said else []),
            ft.Row([ft.Container(field, expand=True), *keys], spacing=8) if keys else field,
            *_one_by_one(point, typed, put, t),
            *_read_out(point, number, t),
            *([named("answer-outside", quiet(t("answer.outside"), 16), live_region=True)] if outside else []),
            *([named("answer-problem", ft.Text(problem, color=ft.Colors.ERROR), live_region=True)] if problem else []),
            *refusal,
            save_button(step, number, save_it, t, ready=bool(typed.strip())),
            *not_here(point, given, give, t),
        ]
    )


def _one_by_one(point: Point, typed: str, put: Callable[[str], None], t: Voice) -> list[ft.Control]:
    """One less and one more, for what is counted."""
    if not is_counted(point):
        return []
    value = number_in(typed) or 0
    can_less = point.hard_min is None or value > point.hard_min
    less = key(ft.Icons.REMOVE, t("answer.one_less"), lambda _: put(as_typed(value - 1)), "answer-less", can_less)
    return [ft.Row([less, key(ft.Icons.ADD, t("answer.one_more"), lambda _: put(as_typed(value + 1)), "answer-more")])]


def _keys(point: Point, typed: str, put: Callable[[str], None], t: Voice) -> list[ft.Control]:
    """The keys that a phone's own keypad may lack, beside the field of what is measured.

    Flet asks for a keypad of digits alone (1.0.5: neither decimals nor signs), and iOS shows just that.
    """
    keys: list[ft.Control] = []
    if is_counted(point):
        return keys
    if point.decimals != 0:
        able = "," not in typed and "." not in typed
        keys.append(_sign_key(",", t("answer.comma"), lambda _: put(f"{typed or 0},"), "answer-comma", able))
    if point.type == "number" and (point.hard_min is None or point.hard_min < 0):
        keys.append(_sign_key("−", t("answer.minus"), lambda _: put(turned(typed)), "answer-minus"))
    return keys


def _sign_key(sign: str, words: str, on_click: Any, identifier: str, able: bool = True) -> ft.Control:
    """One sign, as on a keypad; its name is read out and shown by a long press."""
    ink = ft.Colors.ON_SECONDARY_CONTAINER if able else ft.Colors.OUTLINE
    shown = ft.Container(
        ft.Text(sign, size=24, weight=ft.FontWeight.W_700, color=ink, semantics_label=words),
        width=TOUCH,
        height=TOUCH + 8,
        border_radius=16,
        alignment=ft.Alignment.CENTER,
        bgcolor=ft.Colors.SECONDARY_CONTAINER if able else ft.Colors.SURFACE_CONTAINER_HIGHEST,
        ink=able,
        tooltip=words,
        on_click=on_click if able else None,
    )
    return named(identifier, shown, button=True)


def turned(typed: str) -> str:
    """With a minus, or without the one that is there."""
    return typed.lstrip("-−") if typed.startswith(("-", "−")) else f"-{typed}"


def key(icon: ft.IconData, words: str, on_click: Any, identifier: str, able: bool = True) -> ft.Control:
    return ft.Container(secondary(words, icon, on_click, identifier, disabled=not able), expand=True)


def is_counted(point: Point) -> bool:
    return point.type == "number" and point.unit in COUNTED and not point.decimals


def label_of(point: Point, t: Voice) -> str:
    """A sum of money, a count, a share, a time or a measured value."""
    if point.type == "money":
        return t("answer.money")
    if is_counted(point):
        return t("answer.count")
    if point.unit == "%":
        return t("answer.share")
    return t("answer.time") if point.unit in TIMES else t("answer.number")


def unit_of(point: Point) -> str:
    return "kr" if point.unit == CROWNS or (point.type == "money" and not point.unit) else point.unit


def number_in(typed: str) -> int | float | None:
    """What somebody meant with "12,5", "1 200" or "12.5"; None for no number. A whole number is an int."""
    cleaned = re.sub(r"[\s\u00a0\u202f]|kr$", "", typed.strip()).replace(",", ".").replace("−", "-")
    if not re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", cleaned):
        return None
    number = float(cleaned)
    return int(number) if number.is_integer() else number


def as_typed(value: Any) -> str:
    """The number as somebody would type it."""
    if not isinstance(value, (int, float)) or value == NA:
        return ""
    return f"{value:.10g}".replace(".", ",")


def _read_out(point: Point, number: float | None, t: Voice) -> list[ft.Control]:
    """So many figures are easier to read in groups: 25 000 kr."""
    if number is None or abs(number) < MANY:
        return []
    return [named("answer-read-out", quiet(t.say(number_words(number, unit_of(point))), 18), live_region=True)]
