"""Numbers as bars under one another: the name, the number in figures, and how long it is beside the others."""

from collections.abc import Sequence

import flet as ft

from app.screens.parts import column
from app.screens.surroundings import Voice
from app.state.statistics import Bar


def bars(those: Sequence[Bar], t: Voice) -> ft.Control:
    return column([_row(each, t) for each in those], 12)


def _row(each: Bar, t: Voice) -> ft.Control:
    """Read out as one: the bar only repeats the number."""
    words = ft.Row(
        [
            ft.Text(each.name, size=16, expand=True),
            ft.Text(each.number, size=16, weight=ft.FontWeight.W_600),
        ],
        spacing=12,
    )
    length = ft.ProgressBar(
        value=each.share,
        bar_height=10,
        border_radius=5,
        color=ft.Colors.PRIMARY,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
    )
    said = t("statistics.number", name=each.name, number=each.number)
    return ft.Semantics(label=said, exclude_semantics=True, content=column([words, length], 4))
