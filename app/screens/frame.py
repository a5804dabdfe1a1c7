"""The frame that every page stands in: title, the one honest line about sending, navigation, and room for a thumb."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.lone.band import LoneBand
from app.screens.parts import READABLE_PX, column
from app.screens.sending_line import SendingLine, SendingMark
from app.screens.surroundings import go, use_on_top, use_phone, use_voice, use_wide
from app.state.sending.progress import Sending

HOME, REPORT, TASKS, MORE = range(4)
TABS = (
    ("/", "nav.home", ft.Icons.HOME_OUTLINED, ft.Icons.HOME),
    ("/report", "nav.report", ft.Icons.ADD_ALERT_OUTLINED, ft.Icons.ADD_ALERT),
    ("/tasks", "nav.tasks", ft.Icons.TASK_OUTLINED, ft.Icons.TASK),
    ("/more", "nav.more", ft.Icons.MENU, ft.Icons.MENU),
)


def page(
    title: str,
    body: Sequence[ft.Control] = (),
    *,
    tab: int | None = None,
    below: Sequence[ft.Control] = (),
    whole: ft.Control | None = None,
    route: str = "",
    broad: bool = False,
) -> ft.View:
    """A page: `body` scrolls, `below` stays under it within reach of a thumb; or `whole`, which does both by itself.

    `tab` is set for the four main pages; a `broad` page takes the whole width of a wide window. Calls hooks, so it
    is to be called once, and always, by the page's component.
    """
    phone, wide, path = use_phone()[0], use_wide(), ft.use_view_path()
    column = ft.Container(whole or filled(body, below), width=None if broad else READABLE_PX)
    middle = ft.Container(column, expand=True, alignment=ft.Alignment.TOP_CENTER)
    return ft.View(
        # The four main pages share one route, so that changing between them does not slide.
        route=route or ("/" if tab is not None else path),
        padding=0,
        spacing=0,
        appbar=_top(title, phone.sending if use_on_top() else replace(phone.sending), inside=tab is None),
        navigation_bar=Bar(tab) if tab is not None and not wide else None,
        controls=[
            *_band(phone.installation.preview),
            LoneBand(key="lone-band"),
            ft.SafeArea(expand=True, content=ft.Row([*([Rail(tab_of(path))] if wide else []), middle], spacing=0)),
        ],
    )


def _band(preview: str) -> list[ft.Control]:
    """Over a preview of a checklist; a real phone never loads it."""
    if not preview:
        return []
    from app.screens.preview import Band

    return [Band(preview, key="preview-band")]


def tab_of(path: str) -> int:
    """Which of the four main pages a page belongs to; what lies under none of the others belongs to Home."""
    return next((tab for tab in (REPORT, TASKS, MORE) if path.startswith(TABS[tab][0])), HOME)


def filled(body: Sequence[ft.Control], below: Sequence[ft.Control] = (), *, key: Any = None) -> ft.Column:
    """What fills a page: `body` scrolls, `below` stays. A new `key` starts at the top again."""
    return ft.Column(spacing=0, controls=[_scrolling(body, key), *_below(below)])


def bare_page(route: str, body: Sequence[ft.Control]) -> ft.View:
    """A page without navigation, its content in the middle: for those who are not inside yet."""
    content = ft.Column(
        controls=list(body),
        spacing=16,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    middle = ft.Container(width=440, padding=24, content=content)
    return ft.View(
        route=route,
        padding=0,
        controls=[ft.SafeArea(expand=True, content=ft.Container(middle, alignment=ft.Alignment.CENTER, expand=True))],
    )


def _top(title: str, sending: Sending, *, inside: bool) -> ft.AppBar:
    words = ft.Column(
        tight=True,
        spacing=0,
        controls=[
            ft.Text(title, size=20, weight=ft.FontWeight.W_600, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS),
            SendingLine(sending),
        ],
    )
    # Beside the arrow back the words need every pixel; without it they keep the margin of the page.
    space = 4 if inside else 16
    return ft.AppBar(
        title=words, toolbar_height=68, title_spacing=space, center_title=False, actions=[SendingMark(sending)]
    )


def _scrolling(body: Sequence[ft.Control], key: Any) -> ft.Control:
    return ft.Container(
        expand=True,
        content=ft.Column(
            key=key,
            controls=[ft.Container(column(body), padding=_SIDES)],
            scroll=ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def _below(controls: Sequence[ft.Control]) -> list[ft.Control]:
    if not controls:
        return []
    return [ft.Container(column(controls, 10), padding=ft.Padding.only(left=16, right=16, top=10, bottom=14))]


_SIDES = ft.Padding.only(left=16, right=16, top=8, bottom=24)


@part
def Bar(tab: int) -> ft.Control:
    t = use_voice()
    return ft.NavigationBar(
        selected_index=tab,
        on_change=lambda e: go(TABS[e.control.selected_index or 0][0]),
        destinations=[
            ft.NavigationBarDestination(icon=icon, selected_icon=selected, label=t(words))
            for _, words, icon, selected in TABS
        ],
    )


@part
def Rail(tab: int) -> ft.Control:
    t = use_voice()
    return ft.NavigationRail(
        selected_index=tab,
        label_type=ft.NavigationRailLabelType.ALL,
        group_alignment=-0.95,
        min_width=96,
        on_change=lambda e: go(TABS[e.control.selected_index or 0][0]),
        destinations=[
            ft.NavigationRailDestination(icon=icon, selected_icon=selected, label=t(words))
            for _, words, icon, selected in TABS
        ],
    )
