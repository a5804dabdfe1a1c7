"""How far the walk has come, the way one stop back or forth, and the scanner."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, progress, quiet
from app.screens.surroundings import use_voice
from app.screens.walking.repeats import instance_words
from app.state.rounds.walk import Walk
from domain.rounds.stops import Stop


@part
def Whereabouts(walk: Walk, stop: Stop, move: Callable[[str], Any], scan: Callable[[], Any]) -> ft.Control:
    """`move` is told the key of a step at the stop to go to."""
    t = use_voice()
    number = walk.stop_number(stop.key) or 0
    done, total = walk.progress
    step = stop.steps[0]
    title = instance_words(walk, stop, t) if step.instance else t.say(step.section.title)

    def arrow(icon: ft.IconData, to: int, words: str, identifier: str) -> ft.Control:
        inside = 0 <= to < len(walk.stops)
        return _button(icon, words, lambda _: move(walk.stops[to].key), identifier, disabled=not inside)

    before = arrow(ft.Icons.CHEVRON_LEFT, number - 1, t("point.before"), "point-before")
    after = arrow(ft.Icons.CHEVRON_RIGHT, number + 1, t("point.after"), "point-after")
    counted = quiet(t("stop.number", section=title, n=number + 1, of=len(walk.stops)))
    row: list[ft.Control] = [before, ft.Container(progress(done, total, t("round.progress")), expand=True)]
    if walk.has_labels:
        row.append(_button(ft.Icons.QR_CODE_SCANNER, t("walk.scan"), lambda _: scan(), "scan-tag"))
    return column([ft.Row([*row, after], spacing=4), counted], 0)


def _button(icon: ft.IconData, words: str, on_click: Any, identifier: str, *, disabled: bool = False) -> ft.Control:
    button = ft.IconButton(
        icon=icon, icon_size=28, width=56, height=56, tooltip=words, disabled=disabled, on_click=on_click
    )
    return named(identifier, button)
