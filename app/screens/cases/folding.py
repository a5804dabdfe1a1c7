"""The first lines of something that may be long, and the others when somebody asks for them."""

from collections.abc import Sequence

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, plain
from app.screens.surroundings import use_voice

AT_FIRST = 4


@part
def Folding(lines: Sequence[ft.Control], name: str) -> ft.Control:
    t = use_voice()
    every, set_every = ft.use_state(False)
    if len(lines) <= AT_FIRST:
        return column(lines, 16)
    words = t("waits.fewer") if every else t("waits.all", n=len(lines))
    icon = ft.Icons.EXPAND_LESS if every else ft.Icons.EXPAND_MORE
    fold = plain(words, icon, lambda _: set_every(not every), f"all-{name}")
    return column([*(lines if every else lines[:AT_FIRST]), fold], 16)
