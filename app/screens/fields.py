"""Fields to type in that never lose a letter.

A text field that is drawn again while somebody types loses what arrived in between (seen in a browser, Flet 1.0.5). So
each field is a component of its own, drawn once: it starts with a text, reports every change, and is left alone.
"""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.screens.care import Warnings
from app.screens.guard import lasting, part
from app.screens.parts import column, named
from app.screens.surroundings import use_latest, use_phone
from app.state.naming import Names
from domain.secrecy.suspicion import suspicious

Report = Callable[[str], Any]


@part
def NoteField(
    label: str,
    initial: str,
    report: Report,
    *,
    identifier: str,
    lines: int = 3,
    helper: str = "",
    longest: int | None = None,
) -> ft.Control:
    """Words, with a calm warning where they seem to hold what must not be written. A new `key` is a new field."""
    phone, _ = use_phone()
    start = ft.use_memo(lambda: initial, [])
    found, set_found = ft.use_state(lambda: _found(start, phone.names))

    def changed(text: str) -> Any:
        now = _found(text, phone.names)
        if now != found:
            set_found(now)
        return report(text)

    field = _Text(label, start, use_latest(changed), identifier, lines, helper, longest)
    return column([field, Warnings(found, key="warnings")], 4)


def _found(text: str, names: Names) -> tuple[str, ...]:
    about = names.about()
    return suspicious(text, (about.duty_phone, about.police_other, about.emergency) if about else ())


@lasting
def _Text(
    label: str, start: str, report: Report, identifier: str, lines: int, helper: str, longest: int | None
) -> ft.Control:
    return named(
        identifier,
        ft.TextField(
            label=label,
            value=start,
            multiline=lines > 1,
            min_lines=lines,
            max_lines=max(lines, 8) if lines > 1 else 1,
            helper=helper or None,
            max_length=longest,
            capitalization=ft.TextCapitalization.SENTENCES,
            on_change=lambda e: report(e.control.value or ""),
            **_LOOK,
        ),
    )


@part
def EntryField(label: str, initial: str, report: Report, *, identifier: str, kind: str = "text", **look: Any) -> Any:
    """One line: `kind` is "text", "number", "account" or "password"."""
    start = ft.use_memo(lambda: initial, [])
    return _Entry(label, start, use_latest(report), identifier, kind, tuple(look.items()))


@lasting
def _Entry(
    label: str, start: str, report: Report, identifier: str, kind: str, look: tuple[tuple[str, Any], ...]
) -> ft.Control:
    kinds: dict[str, dict[str, Any]] = {
        "number": {"keyboard_type": ft.KeyboardType.NUMBER, "text_size": 28},
        "account": {
            "autocorrect": False,
            "autofill_hints": [ft.AutofillHint.USERNAME],
            "prefix_icon": ft.Icons.PERSON_OUTLINE,
        },
        "password": {
            "password": True,
            "can_reveal_password": True,
            "autofill_hints": [ft.AutofillHint.PASSWORD],
            "prefix_icon": ft.Icons.LOCK_OUTLINE,
        },
        "search": {"prefix_icon": ft.Icons.SEARCH},
    }
    return named(
        identifier,
        ft.TextField(
            label=label,
            value=start,
            on_change=lambda e: report(e.control.value or ""),
            **{**_LOOK, **kinds.get(kind, {}), **dict(look)},
        ),
    )


_LOOK: dict[str, Any] = {
    "text_size": 18,
    "filled": True,
    "fill_color": ft.Colors.SURFACE_CONTAINER_LOWEST,
    "border": ft.OutlineInputBorder(border_radius=16, side=ft.BorderSide(width=1, color=ft.Colors.OUTLINE_VARIANT)),
    "content_padding": ft.Padding.symmetric(vertical=18, horizontal=16),
}


@part
def OneOf(
    options: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], Any], *, identifier: str
) -> ft.Control:
    """One of a few, each a row that a glove can hit."""
    rows = [
        option_row(words, value == chosen, lambda _, value=value: choose(value), f"{identifier}-{value}", ROUND_MARK)
        for value, words in options
    ]
    return column(rows, 8)


@part
def SomeOf(
    options: Sequence[tuple[str, str]],
    chosen: Sequence[str],
    choose: Callable[[list[str]], Any],
    *,
    identifier: str,
) -> ft.Control:
    """Any number of a few."""

    def toggled(value: str) -> list[str]:
        return [held for held in chosen if held != value] if value in chosen else [*chosen, value]

    rows = [
        option_row(words, value in chosen, lambda _, v=value: choose(toggled(v)), f"{identifier}-{value}", SQUARE_MARK)
        for value, words in options
    ]
    return column(rows, 8)


ROUND_MARK = (ft.Icons.RADIO_BUTTON_CHECKED, ft.Icons.RADIO_BUTTON_UNCHECKED)
SQUARE_MARK = (ft.Icons.CHECK_BOX, ft.Icons.CHECK_BOX_OUTLINE_BLANK)


def option_row(
    words: str, chosen: bool, on_click: Callable[[Any], Any], identifier: str, mark: tuple[ft.IconData, ft.IconData]
) -> ft.Control:
    ink = ft.Colors.ON_SECONDARY_CONTAINER if chosen else ft.Colors.ON_SURFACE
    icon = ft.Icon(mark[0] if chosen else mark[1], color=ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE)
    row = ft.Container(
        padding=ft.Padding.symmetric(vertical=15, horizontal=16),
        border_radius=16,
        bgcolor=ft.Colors.SECONDARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER,
        ink=True,
        on_click=on_click,
        content=ft.Row([icon, ft.Text(words, size=17, color=ink, expand=True)], spacing=14),
    )
    return named(identifier, row, button=True, checked=chosen)
