"""Answering with a number: its unit beside it, its limits below, and both a comma and a point understood."""

import re
from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.parts import column, outlined, primary, quiet
from app.screens.surroundings import use_voice
from domain.answers import NA, limits, within
from domain.walk import Step

Give = Callable[[Any], Any]


@part
def Number(step: Step, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    typed, set_typed = ft.use_state("" if given in (None, NA) else f"{given:g}".replace(".", ","))
    problem, set_problem = ft.use_state("")

    def save(_: ft.Event) -> None:
        number = number_in(typed)
        set_problem("" if number is not None else t("answer.not_a_number"))
        if number is not None:
            give(number)

    controls: list[ft.Control] = [
        EntryField(
            t("answer.number"),
            typed,
            set_typed,
            identifier="answer-number",
            kind="number",
            suffix=step.point.unit or None,
        ),
        quiet(t.say(within(*limits(step.point, step.object), step.point.unit))),
        *([ft.Text(problem, size=16, color=ft.Colors.ERROR)] if problem else []),
        primary(t("answer.save"), ft.Icons.CHECK, save, "answer-save"),
    ]
    if step.point.allow_na:
        controls.append(outlined(t("answer.na"), ft.Icons.REMOVE_CIRCLE_OUTLINE, lambda _: give(NA), "answer-na"))
    return column(controls)


def number_in(typed: str) -> float | None:
    """What somebody meant with "12,5", "1 200" or "12.5"; None for no number."""
    cleaned = re.sub(r"[\s ]", "", typed).replace(",", ".").replace("−", "-")
    return float(cleaned) if re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", cleaned) else None
