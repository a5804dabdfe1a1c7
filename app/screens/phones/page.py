"""Phones: those on which one is signed in oneself, and for who looks after the accounts the way to everybody's."""

from typing import cast

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.parts import column, outlined, quiet, refused, row_card, section
from app.screens.phones.phone_card import PhoneCard
from app.screens.surroundings import go, use_phone
from domain.phones import KnownPhone, sees_all_phones
from domain.refusals import Refusal

Known = tuple[KnownPhone, ...]


@screen
def PhonesPage() -> ft.View:
    phone, t = use_phone()
    way: list[ft.Control] = []
    if phone.signed_in and sees_all_phones(phone.signed_in):
        icon = ft.Icon(ft.Icons.MANAGE_ACCOUNTS_OUTLINED, color=ft.Colors.PRIMARY)
        below = quiet(t("phones.all_more"), 14)
        way.append(row_card(icon, t("phones.all"), below, lambda _: go("/more/phones/all"), "phones-all"))
    return frame.page(t("phones.title"), [*way, Mine(key="mine")])


@part
def Mine() -> ft.Control:
    phone, t = use_phone()
    known, tell = ft.use_state(cast("Known | Refusal | None", None))

    async def ask(_: ft.Event | None = None) -> None:
        tell(await phone.register.mine())

    ft.use_effect(ask, [])
    if known is None:
        return quiet(t("phones.asking"), 16)
    if isinstance(known, Refusal):
        return column([*refused(known, t.say), outlined(t("letters.again"), ft.Icons.REFRESH, ask, "phones-again")])
    now = [each for each in known if not each.revoked_at]
    before = [each for each in known if each.revoked_at]
    parts: list[ft.Control] = [quiet(t("phones.mine_more")), section(t("phones.mine"))]
    parts += [PhoneCard(each, ask, key=each.device) for each in now]
    if before:
        parts.append(section(t("phones.before")))
        parts += [PhoneCard(each, ask, key=each.device) for each in before[:SHOWN]]
    return column(parts)


SHOWN = 5
"""Of the phones that are signed out only the latest are of interest."""
