"""What never belongs in the app: a calm word under a field that seems to hold it, and the guidance behind that word."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.parts import card, column, disc, named, outlined, plain, quiet, section
from app.screens.surroundings import Voice, go, use_phone
from app.state.phone import Phone
from domain.secrecy.suspicion import EMAIL, IDENTITY, PHONE, PLATE, SUSPECT

NEVER = (
    (ft.Icons.SHIELD_OUTLINED, "care.security", "care.security_what", "care.security_do"),
    (ft.Icons.BADGE_OUTLINED, "care.identity", "care.identity_what", "care.identity_do"),
    (ft.Icons.MEDICAL_INFORMATION_OUTLINED, "care.health", "care.health_what", "care.health_do"),
    (ft.Icons.PERSON_OFF_OUTLINED, "care.suspects", "care.suspects_what", "care.suspects_do"),
    (ft.Icons.NO_PHOTOGRAPHY_OUTLINED, "care.pictures", "care.pictures_what", "care.pictures_do"),
)
ALREADY = ("care.already_draft", "care.already_sent", "care.already_security")
WARNING = {
    IDENTITY: "care.identity_number",
    PHONE: "care.phone_number",
    EMAIL: "care.email",
    PLATE: "care.number_plate",
    SUSPECT: "care.suspect",
}
EMERGENCY, POLICE = "112", "114 14"


@part
def Warnings(found: tuple[str, ...]) -> ft.Control:
    """Of each of `found` (names of `domain.secrecy.suspicion`), what to write instead. It holds nobody up."""
    phone, t = use_phone()
    reading, set_reading = ft.use_state(False)
    ft.use_dialog(_dialog(phone, t, lambda: set_reading(False)) if found and reading else None)
    if not found:
        return ft.Container(height=0)
    said = "\n".join(t(WARNING[name]) for name in found)
    icon = ft.Icon(ft.Icons.PRIVACY_TIP_OUTLINED, color=ft.Colors.TERTIARY, size=22)
    start = ft.CrossAxisAlignment.START
    row = ft.Row([icon, ft.Container(quiet(said, 16), expand=True)], spacing=10, vertical_alignment=start)
    more = plain(t("care.what_not"), ft.Icons.HELP_OUTLINE, lambda _: set_reading(True), "care-what-not")
    return column([named("care-warning", row, live_region=True), more], 2)


@screen
def CarePage() -> ft.View:
    phone, t = use_phone()
    return frame.page(t("care.title"), guidance(phone, t))


def care_link(t: Voice) -> ft.Control:
    """The way to that page, for those that somebody begins to write from."""
    return plain(t("care.link"), ft.Icons.PRIVACY_TIP_OUTLINED, lambda _: go("/report/care"), "care-link")


def guidance(phone: Phone, t: Voice) -> list[ft.Control]:
    """What never belongs here, where it goes instead, and what to do when it is here already."""
    about = phone.names.about()
    police = about.police_other if about and about.police_other else POLICE
    numbers = {"police": police, "emergency": about.emergency if about else EMERGENCY}
    calls = [("care.call_police", police), ("care.call_duty", about.duty_phone if about else "")]
    already = [quiet(t(words), 16) for words in ALREADY]
    return [
        quiet(t("care.lead"), 16),
        section(t("care.never")),
        *(_never(*never, t, numbers) for never in NEVER),
        section(t("care.already")),
        card(column(already)),
        *(_call(t(words, phone=number), number, words) for words, number in calls if number),
    ]


def _never(icon: ft.IconData, name: str, what: str, do: str, t: Voice, numbers: dict[str, str]) -> ft.Control:
    mark = disc(icon, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
    words: list[ft.Control] = [
        ft.Text(t(name), size=17, weight=ft.FontWeight.W_600),
        ft.Text(t(what), size=16),
        quiet(f"{t('care.instead')}: {t(do, **numbers)}", 16),
    ]
    body = ft.Column(words, spacing=6, tight=True, expand=True)
    row = ft.Row([mark, body], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START)
    return named(name.replace(".", "-"), card(row))


def _call(words: str, number: str, name: str) -> ft.Control:
    url = f"tel:{number.replace(' ', '')}"
    return outlined(words, ft.Icons.CALL, lambda _: None, name.replace("care.", "care-").replace("_", "-"), url=url)


def _dialog(phone: Phone, t: Voice, close: Callable[[], Any]) -> ft.AlertDialog:
    """The same beside what is being written, which stays where it is."""
    inside = ft.Column(guidance(phone, t), spacing=12, scroll=ft.ScrollMode.AUTO, tight=True, width=560)
    inside.horizontal_alignment = ft.CrossAxisAlignment.STRETCH
    return ft.AlertDialog(
        title=ft.Text(t("care.title")),
        content=inside,
        content_padding=16,
        inset_padding=12,
        scrollable=False,
        actions=[plain(t("care.close"), ft.Icons.CLOSE, lambda _: close(), "care-close")],
        on_dismiss=lambda _: close(),
    )
