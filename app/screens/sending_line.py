"""One honest line about sending, the same everywhere: what waits, when the server was last heard, what is wrong."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import named
from app.screens.surroundings import Voice, go, use_voice
from app.screens.times import clock_time
from app.state.sending.progress import Sending


@part
def SendingLine(sending: Sending) -> ft.Control:
    """Words only, beneath the title; the mark beside it opens the page about sending."""
    t = use_voice()
    line = ft.Text(
        line_of(sending, t),
        size=13,
        max_lines=1,
        overflow=ft.TextOverflow.ELLIPSIS,
        color=ft.Colors.ERROR if sending.trouble in ("signed_out", "disk") else ft.Colors.ON_SURFACE_VARIANT,
    )
    return named("sending-line", line, live_region=True)


@part
def SendingMark(sending: Sending) -> ft.Control:
    t = use_voice()
    button = ft.IconButton(
        icon=icon_of(sending),
        icon_size=26,
        width=56,
        height=56,
        tooltip=t("sending.open"),
        on_click=lambda _: go("/sending"),
    )
    return named("open-sending", button)


def line_of(sending: Sending, t: Voice) -> str:
    """ "3 waiting, last received 14:05", with what is in the way first."""
    waiting = t("sending.waiting", n=sending.waiting) if sending.waiting else ""
    photos = t("sending.photos", n=sending.photos_waiting) if sending.photos_waiting else ""
    trouble = {
        "offline": t("sending.offline"),
        "server": t("sending.server"),
        "signed_out": t("sending.signed_out"),
        "disk": t("sending.disk"),
    }.get(sending.trouble, "")
    nothing = t("sending.all_sent") if sending.all_sent and not sending.trouble else ""
    key = "sending.heard_last" if trouble else "sending.received"
    heard = t(key, time=clock_time(sending.last_received, t)) if sending.last_received else ""
    said = ", ".join(words for words in (trouble, waiting, photos, nothing, heard) if words)
    return said[:1].upper() + said[1:]


def icon_of(sending: Sending) -> ft.IconData:
    if sending.trouble == "signed_out":
        return ft.Icons.NO_ACCOUNTS_OUTLINED
    if sending.trouble:
        return ft.Icons.CLOUD_OFF_OUTLINED
    return ft.Icons.CLOUD_DONE_OUTLINED if sending.all_sent else ft.Icons.CLOUD_UPLOAD_OUTLINED
