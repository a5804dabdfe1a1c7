"""The guard round every component: an exception while drawing becomes a message and a log line, not a frozen app.

Flet stops redrawing, without a word, when a component raises (`flet/messaging/session.py`, 1.0.5).
"""

import functools
import logging
from collections.abc import Callable
from typing import Any

import flet as ft

log = logging.getLogger("rond.screens")

DrawnBy: Any = ft.create_context("")
"""What draws a component again when documents change: its page, or (a lasting part) only itself."""
PAGE, ITSELF = "page", "itself"

APOLOGY = (
    "Den här sidan kunde inte visas. Det du har sparat finns kvar på telefonen.",
    "This page could not be shown. What you have saved is still on this phone.",
)
HOME = "Till början / To the start"


def screen(draw: Callable[..., ft.View]) -> Callable[..., Any]:
    """A component that draws a whole page, with all of its parts."""

    @functools.wraps(draw)
    def page(*args: Any, **kwargs: Any) -> Any:
        inside = PAGE if ft.use_view_path() else ""  # the app around all pages has no path
        return DrawnBy(inside, lambda: draw(*args, **kwargs))

    return ft.component(_guarded(page, _broken_page))


def part(draw: Callable[..., ft.Control]) -> Callable[..., Any]:
    """A component inside a page: if it breaks, the rest of the page stands."""
    return ft.component(_guarded(draw, _broken_part))


def lasting(draw: Callable[..., ft.Control]) -> Callable[..., Any]:
    """A part that is drawn again only when its arguments change: rows of lists, and fields that somebody types in."""
    drawn = ft.memo(part(draw))
    return lambda *args, **kwargs: DrawnBy(ITSELF, lambda: drawn(*args, **kwargs))


def _guarded(draw: Callable[..., Any], broken: Callable[[str, Exception], Any]) -> Callable[..., Any]:
    @functools.wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Any:
        try:
            return draw(*args, **kwargs)
        except Exception as error:
            log.exception("%s could not be drawn", draw.__name__)
            return broken(draw.__name__, error)

    return drawn


# No hooks below: a component that broke half-way has called some of its own, and hooks go by position.


def _broken_page(name: str, error: Exception) -> ft.View:
    return ft.View(route=f"/broken/{name}", appbar=ft.AppBar(title="Rond"), controls=[_broken_part(name, error)])


def _broken_part(name: str, error: Exception) -> ft.Control:
    def home(_: ft.Event) -> None:
        ft.context.page.navigate("/")

    return ft.Container(
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border_radius=20,
        padding=20,
        content=ft.Column(
            tight=True,
            spacing=12,
            controls=[
                ft.Icon(ft.Icons.BUILD_CIRCLE, color=ft.Colors.ON_ERROR_CONTAINER, size=32),
                *(ft.Text(words, color=ft.Colors.ON_ERROR_CONTAINER) for words in APOLOGY),
                ft.Text(f"{name}: {type(error).__name__}", color=ft.Colors.ON_ERROR_CONTAINER, size=13),
                ft.FilledButton(content=HOME, icon=ft.Icons.HOME, on_click=home, height=56),
            ],
        ),
    )


def listens_on(page: ft.Page) -> None:
    """Drop what a control answers after it has gone: Flet raises then, and hears nothing more (`receive_loop`, 1.0.5).

    A camera that is left while it opens or takes a picture is such a control.
    """
    session: Any = page.session
    take_in = session.handle_invoke_method_results

    def take_in_if_there(*answer: Any, **more: Any) -> None:
        try:
            take_in(*answer, **more)
        except RuntimeError as gone:
            log.info("an answer came too late: %s", gone)

    session.handle_invoke_method_results = take_in_if_there
