"""What the controls for answers have in common: "does not apply", saving, and being told of a typing error."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.parts import outlined, primary, refused
from app.screens.surroundings import Voice, use_said, use_voice
from app.state.rounds.walk import Walk
from domain.checklists.answers import DEVIATION, NA, deviates
from domain.checklists.checklist import Point
from domain.rounds.walk import Step

Give = Callable[[Any], Any]
"""Told the answer; what comes of it, a record or a draft of a deviation, is the page's business."""


def use_checked(step: Step, walk: Walk, give: Give) -> tuple[Give, list[ft.Control]]:
    """`give` for what cannot be a typing error, and the words that say why something is one. Calls hooks."""
    t = use_voice()
    problem, set_problem = use_said()

    def save(value: Any) -> None:
        wrong = walk.typing_error(step, value)
        set_problem(wrong)
        if wrong is None:
            give(value)

    return save, refused(problem, t.say)


def not_here(point: Point, given: Any, give: Give, t: Voice) -> list[ft.Control]:
    """ "Does not apply here", where the checklist allows that answer."""
    if not point.allow_na:
        return []
    icon = ft.Icons.CHECK_CIRCLE if given == NA else ft.Icons.REMOVE_CIRCLE_OUTLINE
    words = t("answer.na_given") if given == NA else t("answer.na")
    return [outlined(words, icon, lambda _: give(NA), "answer-na")]


def save_button(step: Step, value: Any, on_click: Callable[[ft.Event], Any], t: Voice, *, ready: bool) -> ft.Control:
    """Says "Deviation" rather than "Save" where that is what the value amounts to. `ready`: there is one to save."""
    bad = ready and (value == DEVIATION or deviates(step.point, value, step.limited_by))
    words, icon = (t("answer.deviation"), ft.Icons.REPORT) if bad else (t("answer.save"), ft.Icons.CHECK)
    return primary(words, icon, on_click, "answer-save", disabled=not ready)
