"""Help before anything else: one bar with the number for life and the way to all the other numbers."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import calling, card, column, named, outlined
from app.screens.surroundings import go, use_phone

EMERGENCY = "112"


@part
def HelpLine() -> ft.Control:
    """On the way through a report: still within reach, and not in the way."""
    phone, t = use_phone()
    about = phone.names.about()
    number = about.emergency if about else EMERGENCY
    ink = ft.Colors.ON_ERROR_CONTAINER
    words = ft.Text(t("help.safe"), size=16, weight=ft.FontWeight.W_600, color=ink)
    asked = ft.Container(
        ft.Row([ft.Icon(ft.Icons.SOS, color=ink, size=24), words], spacing=10),
        padding=ft.Padding.symmetric(vertical=14, horizontal=14),
        ink=True,
        on_click=lambda _: go("/report/help"),
    )
    more = named("more-help", asked, button=True)
    call = calling(t("report.call", phone=number), number, "call-emergency")
    return card(ft.Row([ft.Container(more, expand=True), call], spacing=0), tone=ft.Colors.ERROR_CONTAINER, padding=0)


@part
def HelpBar() -> ft.Control:
    phone, t = use_phone()
    about = phone.names.about()
    number = about.emergency if about else EMERGENCY
    ink = ft.Colors.ON_ERROR_CONTAINER
    words: list[ft.Control] = [
        ft.Text(t("help.safe"), size=18, weight=ft.FontWeight.W_700, color=ink),
        ft.Text(t("help.first", phone=number), size=15, color=ink),
    ]
    mark = ft.Icon(ft.Icons.SOS, color=ink, size=28)
    said = ft.Row(controls=[mark, ft.Column(words, spacing=0, tight=True, expand=True)])
    more = outlined(
        t("help.more"),
        ft.Icons.SUPPORT,
        lambda _: go("/report/help"),
        "more-help",
    )
    call = calling(t("report.call", phone=number), number, "call-emergency")
    buttons = ft.Row([ft.Container(call, expand=True), ft.Container(more, expand=True)], spacing=10)
    return card(column([said, buttons], 10), tone=ft.Colors.ERROR_CONTAINER, padding=14)
