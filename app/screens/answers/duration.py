"""Answering with a length of time: the usual ones in one tap, then hours and minutes up and down."""

from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here, save_button
from app.screens.guard import part
from app.screens.parts import column, named, outlined
from app.screens.surroundings import Voice, use_voice
from domain.checklists.answers import NA
from domain.durations import parse_duration
from domain.language import Words
from domain.rounds.walk import Step
from domain.time_words import HOURS, MINUTES, count

USUAL = (15, 30, 60, 120)  # minutes
DAY = 24 * 60
STEP = 5  # minutes at a time


@part
def Lasted(step: Step, given: Any, start: Any, give: Give) -> ft.Control:
    t = use_voice()
    minutes, set_minutes = ft.use_state(minutes_in(start))

    def usual(length: int) -> ft.Control:
        icon = ft.Icons.CHECK if minutes == length else ft.Icons.TIMER_OUTLINED
        return outlined(t.say(length_words(length)), icon, lambda _: set_minutes(length), f"answer-{length}-min")

    shown = ft.Text(t.say(length_words(minutes)), size=24, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)
    return column(
        [
            ft.Row([usual(length) for length in USUAL], wrap=True, spacing=10, run_spacing=10),
            named("answer-length", shown, live_region=True),
            _wheel(t("answer.hours"), "hours", 60, minutes, set_minutes, t),
            _wheel(t("answer.minutes"), "minutes", STEP, minutes, set_minutes, t),
            save_button(step, minutes, lambda _: give(iso_of(minutes)), t, ready=minutes > 0),
            *not_here(step.point, given, give, t),
        ]
    )


def _wheel(words: str, name: str, by: int, minutes: int, put: Any, t: Voice) -> ft.Control:
    """Less and more, with what they change between them."""
    label = ft.Text(words, size=17, expand=True, text_align=ft.TextAlign.CENTER)
    less = _round(ft.Icons.REMOVE, t("answer.less_of", what=words), lambda _: put(max(0, minutes - by)), minutes > 0)
    more = _round(ft.Icons.ADD, t("answer.more_of", what=words), lambda _: put(minutes + by), minutes + by <= 99 * DAY)
    return ft.Row([named(f"answer-{name}-less", less), label, named(f"answer-{name}-more", more)])


def _round(icon: ft.IconData, words: str, on_click: Any, able: bool) -> ft.Control:
    return ft.IconButton(
        icon=icon,
        icon_size=28,
        width=64,
        height=64,
        tooltip=words,
        on_click=on_click,
        disabled=not able,
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
    )


def minutes_in(value: Any) -> int:
    """The whole minutes of "PT1H30M"; 0 for what is no such length."""
    if not isinstance(value, str) or value == NA:
        return 0
    try:
        return int(parse_duration(value).as_timedelta().total_seconds() // 60)
    except ValueError:
        return 0


def iso_of(minutes: int) -> str:
    """ "PT1H30M", "PT45M", "PT2H"; ISO 8601."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def length_words(minutes: int) -> Words:
    """ "1 timme 30 minuter"."""
    hours, rest = divmod(minutes, 60)
    said = [count(hours, HOURS)] if hours else []
    said += [count(rest, MINUTES)] if rest or not hours else []
    return Words(" ".join(words.sv for words in said), " ".join(words.en for words in said))
