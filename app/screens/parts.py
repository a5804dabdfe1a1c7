"""The pieces that pages are built from: buttons for gloves, cards, chips with an icon and a word, and test ids."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from domain.language import Words
from domain.refusals import Refusal

TOUCH = 56
ROUND = 20
READABLE_PX = 720

Click = Callable[[ft.Event], Any]


def named(identifier: str, control: ft.Control, **semantics: Any) -> ft.Semantics:
    """A test id: on the web it becomes the attribute `flt-semantics-identifier`."""
    return ft.Semantics(identifier=identifier, content=control, **semantics)


def column(controls: Sequence[ft.Control], spacing: float = 12) -> ft.Column:
    """Controls under one another, each as wide as the page."""
    return ft.Column(list(controls), spacing=spacing, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


# --- text ------------------------------------------------------------------------------------------------------------


def heading(words: str) -> ft.Control:
    return ft.Text(words, size=22, weight=ft.FontWeight.W_600)


def section(words: str) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.only(top=8, left=4),
        content=ft.Semantics(
            header=True,
            content=ft.Text(words, size=15, weight=ft.FontWeight.W_600, color=ft.Colors.ON_SURFACE_VARIANT),
        ),
    )


def quiet(words: str, size: int = 15) -> ft.Text:
    """Words that help without shouting."""
    return ft.Text(words, size=size, color=ft.Colors.ON_SURFACE_VARIANT)


# --- buttons ---------------------------------------------------------------------------------------------------------


def primary(
    words: str, icon: ft.IconData, on_click: Click, identifier: str, *, disabled: bool = False, **more: Any
) -> ft.Control:
    """The one thing that the page is for."""
    return named(
        identifier,
        ft.FilledButton(
            content=words, icon=icon, on_click=on_click, disabled=disabled, style=_large(18, 60, muted=disabled), **more
        ),
    )


def secondary(words: str, icon: ft.IconData, on_click: Click | None, identifier: str, **more: Any) -> ft.Control:
    return named(
        identifier,
        ft.FilledTonalButton(
            content=words, icon=icon, on_click=on_click, style=_large(16, muted=bool(more.get("disabled"))), **more
        ),
    )


def outlined(words: str, icon: ft.IconData, on_click: Click, identifier: str, **more: Any) -> ft.Control:
    return named(
        identifier,
        ft.OutlinedButton(content=words, icon=icon, on_click=on_click, style=_large(16), **more),
    )


def plain(words: str, icon: ft.IconData, on_click: Click, identifier: str, **more: Any) -> ft.Control:
    return named(
        identifier,
        ft.TextButton(content=words, icon=icon, on_click=on_click, style=_large(16), **more),
    )


def calling(words: str, number: str, identifier: str) -> ft.Control:
    """One tap to a telephone number; the phone itself dials."""
    return named(
        identifier,
        ft.FilledButton(
            content=words,
            icon=ft.Icons.CALL,
            url=f"tel:{number.replace(' ', '')}",
            bgcolor=ft.Colors.ERROR,
            color=ft.Colors.ON_ERROR,
            style=_large(16),
        ),
    )


def _large(size: int, height: int = TOUCH, *, muted: bool = False) -> ft.ButtonStyle:
    """So high by its padding, and higher where large words wrap."""
    icon = size + 6
    style = ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=16),
        text_style=ft.TextStyle(size=size, weight=ft.FontWeight.W_600),
        icon_size=icon,
        padding=ft.Padding.symmetric(horizontal=18, vertical=(height - icon) / 2),
        visual_density=ft.VisualDensity.STANDARD,
    )
    if muted:
        style.bgcolor, style.color = ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT
    return style


# --- surfaces --------------------------------------------------------------------------------------------------------


def card(
    content: ft.Control,
    on_click: Click | None = None,
    *,
    tone: ft.ColorValue = ft.Colors.SURFACE_CONTAINER_LOW,
    padding: float = 16,
) -> ft.Container:
    return ft.Container(
        content=content,
        bgcolor=tone,
        border_radius=ROUND,
        padding=padding,
        ink=on_click is not None,
        on_click=on_click,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def row_card(
    icon: ft.Control,
    title: str,
    below: ft.Control | None,
    on_click: Click,
    identifier: str,
    *,
    tone: ft.ColorValue = ft.Colors.SURFACE_CONTAINER_LOW,
    ink: ft.ColorValue = ft.Colors.ON_SURFACE,
) -> ft.Control:
    """One row of a list: an icon, a title, something below it, and an arrow that says that it opens."""
    words = ft.Column(
        tight=True,
        spacing=6,
        expand=True,
        controls=[ft.Text(title, size=17, weight=ft.FontWeight.W_500, color=ink), *([below] if below else [])],
    )
    arrow = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)
    return named(identifier, card(ft.Row([icon, words, arrow], spacing=14), on_click, tone=tone), button=True)


def chip(icon: ft.IconData, words: str, back: ft.ColorValue, ink: ft.ColorValue) -> ft.Control:
    """A fact in one glance: always an icon and a word, never a colour alone. Stands in a row that wraps."""
    return ft.Container(
        bgcolor=back,
        border_radius=10,
        padding=ft.Padding.symmetric(vertical=4, horizontal=10),
        content=ft.Row(
            tight=True,
            spacing=6,
            controls=[
                ft.Icon(icon, size=17, color=ink),
                ft.Text(words, size=14, weight=ft.FontWeight.W_600, color=ink, expand=True, expand_loose=True),
            ],
        ),
    )


def disc(icon: ft.IconData, back: ft.ColorValue, ink: ft.ColorValue, size: int = 44) -> ft.Control:
    """An icon on a disc, at the start of a row."""
    return ft.Container(
        width=size,
        height=size,
        border_radius=size / 2,
        bgcolor=back,
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(icon, color=ink, size=size * 0.55),
    )


def notice(icon: ft.IconData, title: str, words: str = "", *, alarming: bool = False, more: Any = ()) -> ft.Control:
    """Something to be read before going on."""
    back = ft.Colors.ERROR_CONTAINER if alarming else ft.Colors.SECONDARY_CONTAINER
    ink = ft.Colors.ON_ERROR_CONTAINER if alarming else ft.Colors.ON_SECONDARY_CONTAINER
    texts = [ft.Text(title, size=16, weight=ft.FontWeight.W_600, color=ink)]
    if words:
        texts.append(ft.Text(words, size=15, color=ink))
    body = ft.Column(controls=[*texts, *more], tight=True, spacing=6, expand=True)
    start = ft.CrossAxisAlignment.START
    return card(ft.Row([ft.Icon(icon, color=ink, size=26), body], spacing=14, vertical_alignment=start), tone=back)


def empty(icon: ft.IconData, title: str, words: str) -> ft.Control:
    """Nothing here, said in a friendly way."""
    centre = ft.TextAlign.CENTER
    return ft.Container(
        padding=ft.Padding.symmetric(vertical=40, horizontal=24),
        alignment=ft.Alignment.CENTER,
        content=ft.Column(
            tight=True,
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[
                disc(icon, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER, 88),
                ft.Text(title, size=20, weight=ft.FontWeight.W_600, text_align=centre),
                ft.Text(words, size=16, color=ft.Colors.ON_SURFACE_VARIANT, text_align=centre),
            ],
        ),
    )


def progress(done: int, total: int, label: str) -> ft.Control:
    bar = ft.ProgressBar(
        value=done / total if total else 0,
        bar_height=10,
        border_radius=5,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
        semantics_label=label,
    )
    count = ft.Text(f"{done}/{total}", size=15, weight=ft.FontWeight.W_600)
    return ft.Row([ft.Container(bar, expand=True), count], spacing=12)


def refused(refusal: Words | Refusal | None, say: Callable[[Words | None], str]) -> list[ft.Control]:
    """Why something was not done and what to do next; nothing where nothing was refused."""
    if not refusal:
        return []
    why, do = (refusal.why, refusal.do) if isinstance(refusal, Refusal) else (refusal, None)
    shown = notice(ft.Icons.INFO, say(why), say(do), alarming=True)
    return [named("refusal", shown, live_region=True)]
