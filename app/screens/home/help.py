"""Help before anything else: one bar with the number for life and the way to all the other numbers."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import calling, card, column, outlined
from app.screens.surroundings import go, use_phone

EMERGENCY = "112"


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
