"""What waits to be sent, what is in the way, and when it will be tried again."""

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.parts import card, column, disc, heading, primary, quiet
from app.screens.sending_line import icon_of, line_of
from app.screens.surroundings import use_phone, use_voice
from app.screens.times import clock_time
from app.state.sending.progress import Sending


@screen
def SendingPage() -> ft.View:
    phone, t = use_phone()
    return frame.page(t("sending.title"), [SendingState(phone.sending), SendNow(phone.sending)])


@part
def SendingState(sending: Sending) -> ft.Control:
    t = use_voice()
    facts = [
        (t("sending.events"), str(sending.waiting)),
        (t("sending.pictures"), str(sending.photos_waiting)),
        (t("sending.heard"), clock_time(sending.last_received, t) if sending.last_received else t("sending.never")),
    ]
    if sending.trouble and sending.next_try:
        facts.append((t("sending.next"), clock_time(sending.next_try, t)))
    figures = [
        ft.Row([ft.Container(quiet(words, 16), expand=True), ft.Text(fact, size=17, weight=ft.FontWeight.W_600)])
        for words, fact in facts
    ]
    icon = disc(icon_of(sending), ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER, 64)
    top = ft.Row([icon, ft.Container(heading(line_of(sending, t)), expand=True)], spacing=16)
    return column(
        [card(top, tone=ft.Colors.SURFACE_CONTAINER, padding=20), card(column(figures, 14)), quiet(t("sending.safe"))]
    )


@part
def SendNow(sending: Sending) -> ft.Control:
    phone, t = use_phone()

    async def send(_: ft.Event) -> None:
        await phone.send_now()

    words = t("sending.busy") if sending.busy else t("sending.now")
    return primary(words, ft.Icons.SYNC, send, "send-now", disabled=sending.busy)
