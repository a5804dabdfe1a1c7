"""Posters at the entrances: printed for the places that somebody picks, and switched off where a code is abused."""

from collections.abc import Awaitable, Callable
from typing import cast

import flet as ft

from app.screens import frame
from app.screens.fields import NoteField
from app.screens.guard import part, screen
from app.screens.parts import (
    card,
    chip,
    column,
    empty,
    named,
    notice,
    outlined,
    plain,
    primary,
    quiet,
    refused,
    row_card,
    secondary,
    section,
)
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.times import moment
from app.state.phone import Phone
from app.state.public_desk import ALL, WHOLE
from domain.places import Building
from domain.posters import Poster, may_put_up
from domain.refusals import Refusal
from domain.secrecy.protection import is_protected

Take = Callable[[tuple[Poster, ...]], None]
Again = Callable[[], Awaitable[None]]


def puts_up(phone: Phone) -> bool:
    """Whether the way to the posters is to be shown."""
    return bool(_buildings(phone)) and not phone.installation.preview


def _buildings(phone: Phone) -> list[Building]:
    who = phone.signed_in
    return [each for each in phone.buildings() if who and may_put_up(who, each)]


@screen
def PostersPage() -> ft.View:
    phone, t = use_phone()
    rows = [_building(each, t) for each in _buildings(phone)]
    none = empty(ft.Icons.QR_CODE_2, t("posters.not_yours"), t("posters.not_yours_more"))
    return frame.page(t("posters.title"), [quiet(t("posters.more")), *rows] if rows else [none])


def _building(building: Building, t: Voice) -> ft.Control:
    closed = is_protected(building)
    icon = ft.Icon(ft.Icons.LOCK_OUTLINE if closed else ft.Icons.APARTMENT, color=ft.Colors.PRIMARY)
    below = quiet(t("posters.protected_short") if closed else building.address, 14)
    return row_card(icon, building.name, below, lambda _: go(f"/more/posters/{building.id}"), f"posters-{building.id}")


@screen
def BuildingPostersPage() -> ft.View:
    phone, t = use_phone()
    wanted = ft.use_route_params().get("building", "")
    building = next((each for each in _buildings(phone) if each.id == wanted), None)
    if building is None:
        return frame.page(
            t("posters.title"), [empty(ft.Icons.QR_CODE_2, t("posters.not_yours"), t("posters.not_yours_more"))]
        )
    if is_protected(building):
        closed = notice(ft.Icons.LOCK_OUTLINE, t("posters.protected"), t("posters.protected_more"))
        return frame.page(building.name, [named("posters-protected", closed)])
    return frame.page(building.name, [Posters(building.id, key=building.id)])


@part
def Posters(building: str) -> ft.Control:
    phone, t = use_phone()
    known, take = ft.use_state(cast("tuple[Poster, ...] | Refusal | None", None))

    async def fetch(_: ft.Event | None = None) -> None:
        take(await phone.public_desk.posters(building))

    ft.use_effect(fetch, [])
    if known is None:
        return quiet(t("posters.asking"), 16)
    if isinstance(known, Refusal):
        again = outlined(t("letters.again"), ft.Icons.REFRESH, fetch, "posters-again")
        return column([*refused(known, t.say), again])
    return column(
        [
            quiet(t("posters.how")),
            PosterLink(building, ALL, fetch, key="all"),
            section(t("posters.places")),
            *(PosterCard(building, poster, take, fetch, key=poster.space or WHOLE) for poster in known),
        ]
    )


@part
def PosterLink(building: str, which: str, again: Again) -> ft.Control:
    """Two taps: a browser opens a window only for what a person has just touched, and setting a PDF takes a while.

    A first poster makes its place's code, so the places are asked for `again`.
    """
    phone, t = use_phone()
    link, set_link = ft.use_state("")
    asking, set_asking = ft.use_state(False)
    problem, set_problem = use_said()
    name = {ALL: "all", WHOLE: "whole"}.get(which, which)

    async def ask(_: ft.Event) -> None:
        set_problem(None)
        set_asking(True)
        made = await phone.public_desk.poster_link(building, which)
        set_asking(False)
        if isinstance(made, Refusal):
            set_problem(made)
        else:
            set_link(made)
            await again()

    if link:
        address = ft.Url(link, target=ft.UrlTarget.BLANK)
        return secondary(t("posters.open"), ft.Icons.OPEN_IN_NEW, None, f"open-poster-{name}", url=address)
    words = t("protocol.asking") if asking else t("posters.all" if which == ALL else "posters.single")
    button = outlined(words, ft.Icons.PICTURE_AS_PDF_OUTLINED, ask, f"poster-{name}", disabled=asking)
    return column([button, *refused(problem, t.say)], 6)


@part
def PosterCard(building: str, poster: Poster, take: Take, again: Again) -> ft.Control:
    """How the code of one place stands, its PDF, and the way to switch it off or on."""
    phone, t = use_phone()
    problem, set_problem = use_said()
    asking, set_asking = ft.use_state(False)
    place = poster.space or WHOLE

    async def switch_off(why: str) -> None:
        done(await phone.public_desk.switch_off(building, poster.space, why))

    async def make_new(_: ft.Event) -> None:
        done(await phone.public_desk.make_new(building, poster.space))

    def done(answer: tuple[Poster, ...] | Refusal) -> None:
        set_problem(answer if isinstance(answer, Refusal) else None)
        if not isinstance(answer, Refusal):
            set_asking(False)
            take(answer)

    lines: list[ft.Control] = [
        ft.Text(t.say(poster.name), size=17, weight=ft.FontWeight.W_600),
        ft.Row([_state(poster, t)]),
        *_why_off(poster, t),
        *refused(problem, t.say),
    ]
    if poster.is_off:
        lines.append(secondary(t("posters.make_new"), ft.Icons.QR_CODE_2, make_new, f"new-code-{place}"))
    else:
        lines.append(PosterLink(building, place, again, key="link"))
    if poster.code and asking:
        lines.append(SwitchingOff(place, switch_off, lambda: set_asking(False), key="off"))
    elif poster.code:
        off = plain(t("posters.off"), ft.Icons.BLOCK, lambda _: set_asking(True), f"off-{place}")
        lines.append(ft.Row([off]))
    return named(f"poster-card-{place}", card(column(lines, 8)))


def _state(poster: Poster, t: Voice) -> ft.Control:
    if poster.is_off:
        return chip(ft.Icons.BLOCK, t("posters.is_off"), ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    if poster.code:
        words = t("posters.is_on", code=poster.code)
        return chip(ft.Icons.QR_CODE_2, words, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    words = t("posters.none_yet")
    return chip(ft.Icons.REMOVE, words, ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT)


def _why_off(poster: Poster, t: Voice) -> list[ft.Control]:
    if not poster.is_off:
        return []
    return [quiet(f"{poster.off_by}, {moment(poster.off_at, t)}"), ft.Text(poster.why, size=16)]


@part
def SwitchingOff(place: str, switch_off: Callable, stay: Callable[[], None]) -> ft.Control:
    """What it means for the paper on the wall is said first."""
    t = use_voice()
    why, write = ft.use_state("")

    async def sure(_: ft.Event) -> None:
        await switch_off(why)

    return column(
        [
            notice(ft.Icons.BLOCK, t("posters.off_sure"), t("posters.off_sure_more")),
            NoteField(t("posters.off_why"), "", write, identifier=f"off-why-{place}", lines=1, longest=300),
            primary(t("posters.off"), ft.Icons.BLOCK, sure, f"off-sure-{place}", disabled=not why.strip()),
            plain(t("public.stay"), ft.Icons.UNDO, lambda _: stay(), f"keep-{place}"),
        ],
        8,
    )
