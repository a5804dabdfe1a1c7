"""A reminder over whatever page is open: a sign of life is due soon or missed, one's own or somebody else's."""

from collections.abc import Callable

import flet as ft

from app.screens.guard import part
from app.screens.lone.ticking import use_each_second
from app.screens.parts import named
from app.screens.surroundings import go, use_phone
from app.state.phone import Phone
from domain.lone_work.standing import DUE_SOON, LATE

QUIET_ON = ("/lone", "/")
"""Pages that say it themselves."""


@part
def LoneBand() -> ft.Control:
    phone, _ = use_phone()
    path = ft.use_view_path()
    said = path in QUIET_ON or path.startswith("/lone/")
    if said or not (phone.lone.mine() or phone.lone.looked_after()):
        return ft.Container(visible=False)
    return Ticking(key="ticking")


@part
def Ticking() -> ft.Control:
    """Only where there is somebody to wait for: else nothing ticks."""
    phone, t = use_phone()
    mine, missed = use_each_second(lambda: (_stands(phone), len(phone.lone.missed())))
    own = phone.lone.mine()
    if own and (mine == DUE_SOON or mine in LATE):
        words = t("lone.due_soon" if mine == DUE_SOON else "lone.missed")
        return _band(words, t("lone.okay"), lambda: phone.lone.okay(own), late=mine in LATE)
    if missed:
        return _band(t("lone.is_missed"), t("lone.open"), lambda: go("/lone"), late=True)
    return ft.Container(visible=False)


def _stands(phone: Phone) -> str:
    own = phone.lone.mine()
    return phone.lone.standing(own) if own else ""


def _band(words: str, button: str, act: Callable[[], object], *, late: bool) -> ft.Control:
    back, ink = (
        (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
        if late
        else (ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
    )
    row = ft.Row(
        [
            ft.Icon(ft.Icons.ALARM, color=ink),
            ft.Text(words, size=16, weight=ft.FontWeight.W_600, color=ink, expand=True),
            named("lone-band-act", ft.FilledButton(content=button, height=48, on_click=lambda _: act())),
        ],
        spacing=12,
    )
    band = ft.Container(row, bgcolor=back, padding=ft.Padding.symmetric(vertical=8, horizontal=16))
    return named("lone-band", band, live_region=True)
