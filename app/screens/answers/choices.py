"""Answering by choosing: one of some, or any number of them."""

from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here, save_button
from app.screens.fields import OneOf, SomeOf
from app.screens.guard import part
from app.screens.parts import column
from app.screens.surroundings import Voice, use_voice
from domain.checklists.answers import NA
from domain.checklists.checklist import Point
from domain.rounds.walk import Step


@part
def Choices(point: Point, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    one = OneOf(options_of(point, t), given if isinstance(given, str) else "", give, identifier="answer")
    return column([one, *not_here(point, given, give, t)])


@part
def ManyChoices(step: Step, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    chosen, set_chosen = ft.use_state(list(given) if isinstance(given, list) else [])
    # In the checklist's order, whichever order they were touched in.
    ordered = [choice.id for choice in step.point.choices if choice.id in chosen]
    some = SomeOf(options_of(step.point, t), chosen, set_chosen, identifier="answer")
    save = save_button(step, ordered, lambda _: give(ordered), t, ready=bool(chosen))
    return column([some, save, *not_here(step.point, NA if given == NA else None, give, t)])


def options_of(point: Point, t: Voice) -> list[tuple[str, str]]:
    return [(choice.id, t.say(choice.words)) for choice in point.choices]
