"""More: who is signed in, the language and the look, whether this phone keeps what it is given, and the way out."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import flet as ft

from app import VERSION
from app.screens import frame
from app.screens.cases.link import from_more
from app.screens.fields import OneOf
from app.screens.guard import part, screen
from app.screens.parts import card, column, disc, named, notice, outlined, plain, quiet, row_card, secondary, section
from app.screens.public.posters import puts_up
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.state.followup import follows_up
from app.state.installation import Installation
from app.state.phone import Phone
from app.state.risk import keeps_register
from app.state.settings import Settings
from domain.demarcation.departures import may_propose
from domain.demarcation.versions import may_look
from domain.statistics.answer import may_ask


@screen
def More() -> ft.View:
    phone, t = use_phone()
    return frame.page(
        t("more.title"),
        [
            _who(phone, t),
            _link(ft.Icons.HELP_CENTER_OUTLINED, t("lookup.title"), "/more/lookup", "more-lookup"),
            *from_more(phone, t),
            *_list(phone, t),
            *_overrides(phone, t),
            *_followup(phone, t),
            *_statistics(phone, t),
            *_risks(phone, t),
            _link(ft.Icons.SYNC, t("sending.title"), "/sending", "more-sending"),
            _link(ft.Icons.ERROR_OUTLINE, t("attention.title"), "/attention", "more-attention"),
            _link(ft.Icons.MAIL_OUTLINE, t("letters.title"), "/more/notifications", "more-notifications"),
            *(
                [_link(ft.Icons.QR_CODE_2, t("posters.title"), "/more/posters", "more-posters")]
                if puts_up(phone)
                else []
            ),
            _link(ft.Icons.PHONELINK_LOCK, t("phones.title"), "/more/phones", "more-phones"),
            section(t("more.language")),
            Language(phone.settings),
            section(t("more.theme")),
            Theme(phone.settings),
            section(t("more.this_phone")),
            Keeping(phone.installation, key="keeping"),
            *_preview(phone, t),
            SignOut(key="sign-out"),
        ],
        tab=frame.MORE,
    )


def _who(phone: Phone, t: Voice) -> ft.Control:
    person = phone.signed_in
    icon = disc(ft.Icons.PERSON, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER, 56)
    name = ft.Text(person.title if person else "", size=20, weight=ft.FontWeight.W_600)
    org = quiet(t.say(phone.names.organisation(person.org)) if person else "")
    words = ft.Column([name, org], spacing=2, expand=True)
    return card(ft.Row([icon, words], spacing=16), tone=ft.Colors.SURFACE_CONTAINER, padding=20)


def _link(icon: ft.IconData, words: str, path: str, identifier: str) -> ft.Control:
    return row_card(ft.Icon(icon, color=ft.Colors.PRIMARY), words, None, lambda _: go(path), identifier)


def _followup(phone: Phone, t: Voice) -> list[ft.Control]:
    if not phone.signed_in or not follows_up(phone.documents, phone.signed_in):
        return []
    return [_link(ft.Icons.INSIGHTS, t("followup.title"), "/more/followup", "more-followup")]


def _risks(phone: Phone, t: Voice) -> list[ft.Control]:
    if not phone.signed_in or not keeps_register(phone.documents, phone.signed_in):
        return []
    return [_link(ft.Icons.GRID_ON, t("risks.title"), "/more/risks", "more-risks")]


def _statistics(phone: Phone, t: Voice) -> list[ft.Control]:
    if not phone.signed_in or not may_ask(phone.signed_in) or phone.installation.preview:
        return []
    return [_link(ft.Icons.BAR_CHART, t("statistics.title"), "/more/statistics", "more-statistics")]


def _list(phone: Phone, t: Voice) -> list[ft.Control]:
    if not phone.signed_in or not may_look(phone.signed_in) or phone.installation.preview:
        return []
    return [_link(ft.Icons.RULE, t("list.title"), "/more/list", "more-list")]


def _overrides(phone: Phone, t: Voice) -> list[ft.Control]:
    who = phone.signed_in
    if not who or not any(may_propose(who, building) for building in phone.buildings()):
        return []
    return [_link(ft.Icons.HANDSHAKE_OUTLINED, t("override.title"), "/more/overrides", "more-overrides")]


def _preview(phone: Phone, t: Voice) -> list[ft.Control]:
    """For those who answer for checklists: the server's own page, beside the app."""
    if not phone.book.answers_for_checklists or phone.installation.preview:
        return []
    address = urljoin(phone.settings.server or ft.context.page.url or "", "/preview")
    beside = ft.Url(address, ft.UrlTarget.BLANK)
    return [secondary(t("more.preview"), ft.Icons.PREVIEW_OUTLINED, None, "more-preview", url=beside)]


@part
def Language(settings: Settings) -> ft.Control:
    options = (("sv", "Svenska"), ("en", "English"))
    return OneOf(options, settings.language, settings.choose_language, identifier="language")


@part
def Theme(settings: Settings) -> ft.Control:
    t = use_voice()
    options = (("system", t("more.system")), ("light", t("more.light")), ("dark", t("more.dark")))
    return OneOf(options, settings.theme, settings.choose_theme, identifier="theme")


@part
def Keeping(installation: Installation) -> ft.Control:
    """Whether the browser has promised to keep what is stored; on a device of its own there is nothing to promise."""
    t = use_voice()
    version = quiet(t("more.version", version=VERSION))
    if installation.storage_kept is False:
        words = notice(ft.Icons.SAVE_OUTLINED, t("more.not_kept"), t("more.not_kept_more"), alarming=True)
    else:
        icon = ft.Icon(ft.Icons.SAVE_OUTLINED, color=ft.Colors.PRIMARY)
        words = card(ft.Row([icon, ft.Text(t("more.kept"), size=16, expand=True)], spacing=14))
    return column([named("storage", words), version])


@part
def SignOut() -> ft.Control:
    """Never without saying what happens to the work that has not been sent."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state(False)

    async def sign_out(_: ft.Event) -> None:
        set_asking(False)
        await phone.sign_out()
        go("/")

    question = _question(_what_happens(phone, t), t, sign_out, lambda: set_asking(False)) if asking else None
    ft.use_dialog(question)
    return outlined(t("more.sign_out"), ft.Icons.LOGOUT, lambda _: set_asking(True), "sign-out")


def _what_happens(phone: Phone, t: Voice) -> str:
    """To what has not been sent. Restricted work is not named: that it is there is enough to stay for."""
    if phone.unsent_sealed():
        return t("more.unsent_sealed")
    unsent = phone.unsent()
    return t("more.unsent", n=unsent) if unsent else t("more.nothing_unsent")


def _question(words: str, t: Voice, sign_out: Callable[..., Any], close: Callable[[], Any]) -> ft.AlertDialog:
    return ft.AlertDialog(
        modal=True,
        title=ft.Text(t("more.sign_out_sure")),
        content=ft.Text(words, size=16),
        actions=[
            plain(t("more.stay"), ft.Icons.UNDO, lambda _: close(), "stay"),
            plain(t("more.sign_out"), ft.Icons.LOGOUT, sign_out, "sign-out-sure"),
        ],
        on_dismiss=lambda _: close(),
    )
