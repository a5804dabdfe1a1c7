"""One phone: what it is, whose, when it was last seen, and signing it out from here once it is said what that does."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, chip, column, disc, named, outlined, plain, quiet, refused
from app.screens.surroundings import Voice, use_phone, use_said
from app.screens.times import moment
from domain.phones import KnownPhone

Again = Callable[[], Awaitable[None]]
"""Asks the server anew, once something has changed."""


@part
def PhoneCard(known: KnownPhone, again: Again, *, with_person: bool = False) -> ft.Control:
    """One's own, or among everybody's `with_person`."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state(False)
    problem, set_problem = use_said()
    mine = bool(phone.signed_in and known.person == phone.signed_in.id)

    async def revoke(_: ft.Event) -> None:
        set_asking(False)
        refusal = await phone.register.revoke(known.device)
        set_problem(refusal)
        if refusal is None:
            await again()

    ft.use_dialog(_sure(known, mine, t, revoke, lambda: set_asking(False)) if asking else None)
    here = known.device == phone.register.this
    lines: list[ft.Control] = [
        ft.Text(known.title if with_person else known.name, size=17, weight=ft.FontWeight.W_600),
        *([quiet(f"{known.name} · {known.person}")] if with_person else []),
        *_state(known, here, t),
        quiet(t("phones.number", number=known.device, when=moment(known.signed_in_at, t)), 13),
    ]
    head = ft.Row(
        [_icon(known), ft.Column(lines, spacing=4, expand=True)],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    ways: list[ft.Control] = refused(problem, t.say)
    if here:
        ways.append(quiet(t("phones.this_way"), 14))
    elif not known.revoked_at:
        words = t("phones.sign_out" if mine else "phones.revoke")
        ways.append(outlined(words, ft.Icons.PHONELINK_ERASE, lambda _: set_asking(True), f"revoke-{known.device}"))
    return named(f"phone-{known.device}", card(column([head, *ways], 10)))


def _icon(known: KnownPhone) -> ft.Control:
    if known.revoked_at:
        return disc(ft.Icons.PHONELINK_ERASE, ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT)
    return disc(ft.Icons.SMARTPHONE, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)


def _state(known: KnownPhone, here: bool, t: Voice) -> list[ft.Control]:
    if known.revoked_at:
        heard = [quiet(t("phones.forgot", when=moment(known.forgot_at, t)))] if known.forgot_at else []
        return [quiet(t("phones.revoked", when=moment(known.revoked_at, t))), *heard]
    seen = quiet(t("phones.seen", when=moment(known.last_seen_at, t)))
    if not here:
        return [seen]
    look = (ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    return [ft.Row([chip(ft.Icons.CHECK, t("phones.this"), *look)]), seen]


def _sure(
    known: KnownPhone, mine: bool, t: Voice, revoke: Callable[..., Any], close: Callable[[], Any]
) -> ft.AlertDialog:
    """What happens, before it does: what may be lost, who is told, and what protects the phone until then."""
    points = [t("phones.forgets"), t("phones.until_then"), t("phones.may_be_lost"), t("phones.manager_told")]
    title = t("phones.sign_out_sure", name=known.name) if mine else t("phones.revoke_sure", who=known.title)
    return ft.AlertDialog(
        modal=True,
        scrollable=True,
        title=ft.Text(title),
        content=named("revoke-what", column([ft.Text(words, size=16) for words in points], 10)),
        actions=[
            plain(t("public.stay"), ft.Icons.UNDO, lambda _: close(), "revoke-stay"),
            plain(t("phones.sign_out" if mine else "phones.revoke"), ft.Icons.PHONELINK_ERASE, revoke, "revoke-sure"),
        ],
        on_dismiss=lambda _: close(),
    )
