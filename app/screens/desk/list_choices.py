"""Small buttons that choose what a list shows: one line of views, rows of filters, each either chosen or not."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.screens.parts import column, named, quiet

TALL = 44


def choice(words: str, chosen: bool, on_click: Callable[[Any], Any], identifier: str, icon: Any = None) -> ft.Control:
    """Chosen or not: a check mark says it, not only the colour."""
    ink = ft.Colors.ON_SECONDARY_CONTAINER if chosen else ft.Colors.ON_SURFACE_VARIANT
    mark = ft.Icons.CHECK if chosen else icon
    inside = [*([ft.Icon(mark, size=18, color=ink)] if mark else []), _label(words, chosen, ink)]
    surface = ft.Container(
        height=TALL,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=12),
        bgcolor=ft.Colors.SECONDARY_CONTAINER if chosen else None,
        border=ft.Border.all(1, ft.Colors.SECONDARY_CONTAINER if chosen else ft.Colors.OUTLINE_VARIANT),
        ink=True,
        on_click=on_click,
        content=ft.Row(inside, spacing=6, tight=True),
    )
    return named(identifier, surface, button=True, selected=chosen)


def _label(words: str, chosen: bool, ink: ft.ColorValue) -> ft.Control:
    weight = ft.FontWeight.W_600 if chosen else ft.FontWeight.W_500
    return ft.Text(words, size=15, weight=weight, color=ink, expand=True, expand_loose=True)


def some_of(
    label: str,
    options: Sequence[tuple[str, str]],
    chosen: Sequence[str],
    choose: Callable[[tuple[str, ...]], None],
    identifier: str,
) -> ft.Control:
    """Any number of a few, in lines that break."""

    def toggled(value: str) -> tuple[str, ...]:
        return tuple(held for held in chosen if held != value) if value in chosen else (*chosen, value)

    row = [
        choice(words, value in chosen, lambda _, value=value: choose(toggled(value)), f"{identifier}-{value}")
        for value, words in options
    ]
    return column([quiet(label, 14), ft.Row(row, wrap=True, spacing=8, run_spacing=8)], 6)
