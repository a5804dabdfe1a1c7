"""Everybody's phones, for who looks after the accounts: a lost one is found by whose it is, and revoked."""

from typing import Any, cast

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField, SomeOf
from app.screens.guard import part, screen
from app.screens.parts import column, empty, named, outlined, quiet, refused
from app.screens.phones.phone_card import PhoneCard
from app.screens.surroundings import use_phone
from domain.phones import PhonesFound, sees_all_phones
from domain.refusals import Refusal

REVOKED = "revoked"


@screen
def EveryPhonePage() -> ft.View:
    phone, t = use_phone()
    if not phone.signed_in or not sees_all_phones(phone.signed_in):
        return frame.page(t("phones.all"), [empty(ft.Icons.LOCK_OUTLINE, t("phones.closed"), t("phones.closed_more"))])
    return frame.page(t("phones.all"), [EveryPhone(key="every")])


@part
def EveryPhone() -> ft.Control:
    phone, t = use_phone()
    words, search = ft.use_state("")
    also, choose = ft.use_state(cast("list[str]", []))
    found, tell = ft.use_state(cast("PhonesFound | Refusal | None", None))
    latest: Any = ft.use_ref(None)

    async def ask(_: ft.Event | None = None) -> None:
        """What was asked for last is shown, in whatever order the answers come."""
        latest.current = wanted = (words, tuple(also))
        answer = await phone.register.everybodys(words, revoked=REVOKED in also)
        if latest.current == wanted:
            tell(answer)

    ft.use_effect(ask, [words, tuple(also)])
    return column(
        [
            quiet(t("phones.all_more")),
            EntryField(t("phones.search"), "", search, identifier="phones-search", kind="search"),
            SomeOf([(REVOKED, t("phones.also_revoked"))], also, choose, identifier="phones-also"),
            *_found(found, ask, t),
        ]
    )


def _found(found: PhonesFound | Refusal | None, ask: Any, t: Any) -> list[ft.Control]:
    if found is None:
        return [quiet(t("phones.asking"), 16)]
    if isinstance(found, Refusal):
        return [*refused(found, t.say), outlined(t("letters.again"), ft.Icons.REFRESH, ask, "phones-again")]
    if not found.phones:
        return [named("phones-none", quiet(t("phones.none"), 16), live_region=True)]
    cards = [PhoneCard(each, ask, with_person=True, key=each.device) for each in found.phones]
    return [*cards, *([quiet(t("phones.and_more", n=found.more))] if found.more else [])]
