"""What every component can reach: the phone, the language it speaks, and how wide the window is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from app.screens.guard import ITSELF, PAGE, DrawnBy
from app.state.phone import Phone
from app.words import t as text_of
from domain.language import Words
from domain.refusals import Refusal

WIDE_PX = 900


@ft.observable
@dataclass(eq=False)
class Window:
    """`wide` decides between a bar below and a rail beside; only a change of it redraws anything."""

    wide: bool = False

    def resize(self, width: float | None) -> None:
        wide = bool(width and width >= WIDE_PX)
        if wide != self.wide:
            self.wide = wide


class Voice:
    """Speaks one language: `t("home.title")` for our own texts, `t.say(words)` for those of the domain."""

    def __init__(self, language: str):
        self.language = language

    def __call__(self, key: str, **values: Any) -> str:
        return text_of(key, self.language, **values)

    def say(self, words: Words | None) -> str:
        return words.in_language(self.language) if words else ""


_Heard: Any = ft.create_context(None)
_Held: Any = ft.create_context((None,))
SettingsContext: Any = ft.create_context(None)
WindowContext: Any = ft.create_context(None)


def PhoneContext(phone: Phone, inside: Callable[[], Any]) -> Any:
    """The phone, for all that is drawn inside: to be listened to, or only held."""
    return _Heard(phone, lambda: _Held((phone,), inside))


def use_voice() -> Voice:
    """The language chosen in settings; the component is drawn again when it changes."""
    return Voice(ft.use_context(SettingsContext).language)


def use_phone() -> tuple[Phone, Voice]:
    """The phone, and the voice. A page is drawn again when documents change, and its parts with it: once.

    A page that lies under another is left alone, and drawn when somebody comes back to it.
    """
    drawn_by = ft.use_context(DrawnBy)
    listens = drawn_by == ITSELF or (drawn_by != PAGE and use_on_top())
    ft.use_context(_Heard if listens else _Held)
    return ft.use_context(_Held)[0], use_voice()


def use_on_top() -> bool:
    """Whether no other page lies over the component's own."""
    return ft.use_route_location() == ft.use_view_path()


Said = Words | Refusal | None
"""What came of something: None when it was done, else why not."""


def use_said() -> tuple[Said, Callable[[Said], None]]:
    """State for what came of the last attempt, to be shown with `parts.refused`."""
    return ft.use_state(cast(Said, None))


def use_wide() -> bool:
    return ft.use_context(WindowContext).wide


def use_latest(function: Callable[..., Any]) -> Callable[..., Any]:
    """One function for as long as the component lives, that always calls the latest: for what is drawn only once."""
    held: Any = ft.use_ref(None)
    held.current = function
    return ft.use_callback(lambda *said: held.current(*said), [])


def go(path: str) -> None:
    """Open a page. Only from handlers and effects: in a component body it would run at every redraw."""
    ft.context.page.navigate(path)


def leave() -> None:
    """Go back, as the phone's own back button does."""
    page = ft.context.page
    if page.on_view_pop:
        handler: Any = page.on_view_pop
        handler(ft.ViewPopEvent(name="view_pop", control=page, route=page.route))
