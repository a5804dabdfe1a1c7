"""The keyboard at the desk: to go through the list, open, search and go back; and a help that says so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.screens.desk.list_address import LIST
from app.screens.guard import part
from app.screens.parts import plain
from app.screens.surroundings import go, leave, use_latest, use_voice

KEYS = {
    "Arrow Down": "next",
    "J": "next",
    "Arrow Up": "previous",
    "K": "previous",
    "Enter": "open",
    "Numpad Enter": "open",
    "Escape": "back",
    "/": "search",
    "X": "pick",
    "?": "help",
}
"""What a key asks for. Letters stand as on the key, whatever the shift says."""

HELP = (
    ("↓  J", "keys.next"),
    ("↑  K", "keys.previous"),
    ("Enter", "keys.open"),
    ("Esc", "keys.back"),
    ("/", "keys.search"),
    ("X", "keys.pick"),
    ("?", "keys.help"),
)


@dataclass
class Hands:
    """What the keys know of: the ref of the `search` field, whether somebody is `writing` (then letters are letters),
    the task that stands beside the list (`at`) also before that has been drawn, for keys come faster than pictures, and
    whether a key has `moved` on to another row, which is then to be seen.
    """

    search: Any
    at: str = ""
    writing: bool = False
    moved: bool = False


def next_of(ids: list[str], beside: str, asked: str) -> str:
    """The task above or below; from none the first, at an end it stays."""
    if beside not in ids:
        return ids[0] if ids else ""
    at = ids.index(beside) + (1 if asked == "next" else -1)
    return ids[min(max(at, 0), len(ids) - 1)]


def use_keys(press: Callable[[str], Any], *, listens: bool) -> None:
    """Calls `press` with what a key asks for, for as long as the component is there and `listens`."""
    page, latest = ft.context.page, use_latest(press)

    def pressed(e: ft.KeyboardEvent) -> None:
        if not (e.ctrl or e.alt or e.meta) and (asked := KEYS.get(e.key)):
            latest(asked)

    def mount() -> None:
        page.on_keyboard_event = pressed if listens else None
        page.update()

    def unmount() -> None:
        page.on_keyboard_event = None

    ft.use_effect(mount, [listens], cleanup=unmount)


@part
def Keys(
    hands: Hands,
    ids: list[str],
    show: Callable[[str], None],
    picked: frozenset[str] | None,
    pick: Callable[[Any], None],
    listens: bool,
) -> ft.Control:
    """Draws nothing but its help. `show` puts a task beside the list, "" none."""
    helped, set_helped = ft.use_state(False)
    page = ft.context.page

    def press(asked: str) -> None:
        path = (page.route or "").partition("?")[0]
        if asked == "back" and path != LIST and path.rpartition("/")[0] == LIST:
            leave()
        elif path != LIST:
            return
        elif asked == "back":
            back()
        elif not hands.writing:
            move(asked)

    def back() -> None:
        if hands.writing:
            return  # Escape leaves the field; the next one goes back
        if helped:
            set_helped(False)
        elif picked is not None:
            pick(None)
        else:
            show("")

    def move(asked: str) -> None:
        if asked == "search" and hands.search.current:
            page.run_task(hands.search.current.focus)
        elif asked == "help":
            set_helped(True)
        elif asked == "open" and hands.at:
            go(f"{LIST}/{hands.at}")
        elif asked == "pick" and hands.at:
            pick(lambda held, at=hands.at: (held or frozenset()) ^ {at})
        elif asked in ("next", "previous") and ids:
            hands.moved = True
            show(next_of(ids, hands.at, asked))

    use_keys(press, listens=listens)
    return KeyHelp(helped, set_helped, key="help")


@part
def KeyHelp(shown: bool, show: Callable[[bool], None]) -> ft.Control:
    t = use_voice()
    rows: list[ft.Control] = [
        ft.Row([ft.Container(ft.Text(keys, weight=ft.FontWeight.W_600, size=16), width=80), ft.Text(t(words), size=16)])
        for keys, words in HELP
    ]
    dialog = ft.AlertDialog(
        title=ft.Text(t("keys.title")),
        content=ft.Column(rows, tight=True, spacing=10),
        actions=[plain(t("keys.close"), ft.Icons.CHECK, lambda _: show(False), "keys-close")],
        on_dismiss=lambda _: show(False),
    )
    ft.use_dialog(dialog if shown else None)
    return plain(t("keys.title"), ft.Icons.KEYBOARD, lambda _: show(True), "keys-help")
