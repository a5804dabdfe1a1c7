"""The way in: an account and a password, or a link that somebody with a phone in their hand has scanned."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField
from app.screens.guard import part, screen
from app.screens.parts import column, disc, notice, plain, primary, quiet, refused
from app.screens.surroundings import Voice, go, use_phone, use_said
from app.state.phone import Phone


def _badge() -> ft.Control:
    icon = disc(ft.Icons.CHECKLIST, ft.Colors.PRIMARY, ft.Colors.ON_PRIMARY, 96)
    return ft.Row([icon], alignment=ft.MainAxisAlignment.CENTER)


def _centred(words: str, size: int, weight: ft.FontWeight = ft.FontWeight.W_400) -> ft.Control:
    return ft.Text(words, size=size, weight=weight, text_align=ft.TextAlign.CENTER)


@screen
def SignIn() -> ft.View:
    use_phone()
    return frame.bare_page("/sign-in", [Password(key="password"), OtherLanguage(key="language")])


@part
def Password() -> ft.Control:
    phone, t = use_phone()
    account, set_account = ft.use_state("")
    password, set_password = ft.use_state("")
    busy, set_busy = ft.use_state(False)
    problem, set_problem = use_said()

    async def enter(_: ft.Event) -> None:
        set_busy(True)
        try:
            set_problem(await phone.sign_in(account.strip(), password))
        finally:
            set_busy(False)

    ready = bool(account.strip() and password and not busy)
    unsent = phone.unsent()
    waiting = (
        [notice(ft.Icons.SAVE_OUTLINED, t("sign_in.unsent", n=unsent), t("sign_in.unsent_more"))] if unsent else []
    )
    return column(
        [
            _badge(),
            _centred(t("sign_in.title"), 30, ft.FontWeight.W_700),
            _centred(t("sign_in.intro"), 17),
            *waiting,
            *_server(phone, t),
            EntryField(t("sign_in.account"), "", set_account, identifier="account", kind="account"),
            EntryField(t("sign_in.password"), "", set_password, identifier="password", kind="password"),
            *refused(problem, t.say),
            primary(
                t("sign_in.busy") if busy else t("sign_in.enter"), ft.Icons.LOGIN, enter, "sign-in", disabled=not ready
            ),
            ft.Row(
                [ft.Icon(ft.Icons.QR_CODE_SCANNER), ft.Container(quiet(t("sign_in.code")), expand=True)], spacing=12
            ),
        ],
        16,
    )


def _server(phone: Phone, t: Voice) -> list[ft.Control]:
    """A browser has its server already; a native app has to be told once."""
    if not phone.installation.asks_for_server:
        return []
    return [EntryField(t("sign_in.server"), phone.settings.server, phone.settings.choose_server, identifier="server")]


@part
def OtherLanguage() -> ft.Control:
    phone, t = use_phone()
    other, words = ("en", "In English") if t.language == "sv" else ("sv", "På svenska")
    return plain(words, ft.Icons.LANGUAGE, lambda _: phone.settings.choose_language(other), "other-language")


@screen
def Enrol() -> ft.View:
    """Opened by the link in a code that the municipality hands out: one code, one phone."""
    use_phone()
    code = ft.use_route_params().get("code", "")
    return frame.bare_page(f"/enrol/{code}", [Enrolling(code, key=code), OtherLanguage(key="language")])


@part
def Enrolling(code: str) -> ft.Control:
    phone, t = use_phone()
    problem, set_problem = use_said()
    busy, set_busy = ft.use_state(False)

    async def enter(_: Any = None) -> None:
        set_busy(True)
        said = await phone.enrol(code)
        set_busy(False)
        set_problem(said)
        if said is None:
            go("/")

    words = t("enrol.busy") if busy else t("enrol.enter")
    return column(
        [
            _badge(),
            _centred(t("enrol.title"), 28, ft.FontWeight.W_700),
            _centred(t("enrol.intro"), 17),
            *refused(problem, t.say),
            primary(words, ft.Icons.PHONELINK_SETUP, enter, "enrol", disabled=busy),
            plain(t("enrol.password"), ft.Icons.PASSWORD, lambda _: go("/"), "use-password"),
        ],
        16,
    )
