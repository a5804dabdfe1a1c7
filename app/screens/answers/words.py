"""Answering in words: a line, a text, or the police's reference number, whose dashes nobody needs to type."""

import re
from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here, save_button, use_checked
from app.screens.fields import EntryField, NoteField
from app.screens.guard import part
from app.screens.parts import column, named, quiet
from app.screens.surroundings import use_voice
from app.state.rounds.walk import Walk
from domain.checklists.answers import NA
from domain.rounds.walk import Step


@part
def Written(step: Step, walk: Walk, given: Any, start: str, give: Give) -> ft.Control:
    """Kept by the button; going on without it leaves the point as it was."""
    t = use_voice()
    typed, set_typed = ft.use_state(start)
    save, problem = use_checked(step, walk, give)
    point, value = step.point, typed.strip()
    field = NoteField(
        t("answer.text"),
        typed,
        set_typed,
        identifier="answer-text",
        lines=4 if point.type == "long_text" else 2,
        helper=t("answer.such_as", example=point.example) if point.example else "",
        longest=point.max_length,
    )
    button = save_button(step, value, lambda _: save(value), t, ready=bool(value))
    return column([field, *problem, button, *not_here(point, given, give, t)])


@part
def PoliceNumber(step: Step, walk: Walk, given: Any, start: str, give: Give) -> ft.Control:
    t = use_voice()
    typed, set_typed = ft.use_state(start)
    save, problem = use_checked(step, walk, give)
    number = police_number(typed)
    field = EntryField(
        t("answer.police_number"),
        typed,
        set_typed,
        identifier="answer-text",
        helper=t("answer.such_as", example=step.point.example) if step.point.example else None,
        autocorrect=False,
        capitalization=ft.TextCapitalization.CHARACTERS,
    )
    understood = [named("answer-understood", quiet(t("answer.understood", words=number), 16), live_region=True)]
    button = save_button(step, number, lambda _: save(number), t, ready=bool(number))
    shown = understood if number and number != typed else []
    return column([field, *shown, *problem, button, *not_here(step.point, given, give, t)])


def police_number(typed: str) -> str:
    """ "5000 k123456 26" as the police write it: "5000-K123456-26"; what is not one stays as typed, in capitals."""
    plain = re.sub(r"[\s\-–]", "", typed).upper()
    parts = re.fullmatch(r"(\d{4})K(\d{1,7})(\d{2})", plain)
    # Where the dashes were typed, they say where the number ends and the year begins.
    dashed = re.fullmatch(r"\s*(\d{4})[\s\-–]*[Kk]\s*(\d{1,7})[\s\-–]+(\d{2})\s*", typed)
    found = dashed or parts
    return "{}-K{}-{}".format(*found.groups()) if found else typed.strip().upper()


def written(value: Any) -> str:
    """What a field for words starts with."""
    return "" if value in (None, NA) else str(value)
