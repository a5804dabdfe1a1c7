"""Home answers one question: what do I do now?"""

from itertools import groupby

import flet as ft

from app.screens import frame
from app.screens.cases.link import late_cases
from app.screens.guard import lasting, part, screen
from app.screens.lone import on_home as lone
from app.screens.marks import ROUND, domain_disc, round_chip
from app.screens.parts import (
    card,
    column,
    disc,
    empty,
    named,
    notice,
    outlined,
    plain,
    primary,
    progress,
    quiet,
    refused,
    row_card,
    section,
)
from app.screens.signing.waiting import waiting
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.state.installation import Installation
from app.state.phone import Phone
from app.state.rounds.to_do import FORM, RoundCard
from app.state.writing.drafts import Draft
from domain.checklists.checklist import Checklist
from domain.places import Building
from domain.rounds.round import HANDED_ON, IN_PROGRESS
from domain.secrecy.sealing import is_sealed


@screen
def Home() -> ft.View:
    phone, t = use_phone()
    # An update may be found while the page is shown.
    ft.use_state(phone.installation)
    # Whoever looks over somebody's shoulder is not to learn that they report something restricted: see FormStart.
    cards = [card for card in phone.book.to_do() if not _is_unlisted(card)]
    return frame.page(
        t("home.title"),
        [
            *_update(phone.installation, t),
            *_attention(len(phone.refused()), t),
            *lone.running(phone),
            *late_cases(phone, t),
            *_drafts([draft for draft in phone.drafts() if not draft.sealed], t),
            *waiting(cards, phone, t),
            *_rounds([card for card in cards if card.round.status != HANDED_ON], t),
            *_other_round(phone, t),
            *lone.way_in(phone, t),
        ],
        tab=frame.HOME,
    )


def _is_unlisted(card: RoundCard) -> bool:
    return card.checklist.kind == FORM and card.round.status == IN_PROGRESS and is_sealed(card.checklist)


def _other_round(phone: Phone, t: Voice) -> list[ft.Control]:
    """Only for those whose role walks rounds."""
    if not phone.book.startable():
        return []
    return [outlined(t("home.start_other"), ft.Icons.ADD_ROAD, lambda _: go("/start"), "start-other")]


def _update(installation: Installation, t: Voice) -> list[ft.Control]:
    """A new version waits: it is taken over at the next start, or now."""
    if not installation.update_ready:
        return []
    take = outlined(t("home.update"), ft.Icons.SYSTEM_UPDATE_ALT, lambda _: installation.apply_update(), "apply-update")
    return [notice(ft.Icons.NEW_RELEASES_OUTLINED, t("home.update_ready"), more=[take])]


def _attention(count: int, t: Voice) -> list[ft.Control]:
    """Work that the server would not carry out: it comes before everything else."""
    if not count:
        return []
    icon = ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ON_ERROR_CONTAINER, size=30)
    tone, ink = ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER
    words, identifier = t("home.attention", n=count), "open-attention"
    return [row_card(icon, words, None, lambda _: go("/attention"), identifier, tone=tone, ink=ink)]


def _drafts(drafts: list[Draft], t: Voice) -> list[ft.Control]:
    if not drafts:
        return []
    return [section(t("home.drafts")), *(DraftRow(draft, key=draft.id) for draft in drafts)]


@part
def DraftRow(draft: Draft) -> ft.Control:
    phone, t = use_phone()
    what = draft.text or (t.say(phone.names.component(draft.component)) if draft.component else t("draft.unnamed"))
    return row_card(
        disc(ft.Icons.EDIT_NOTE, ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER),
        what,
        quiet(phone.names.place(draft)) if draft.building else None,
        lambda _: go(f"/draft/{draft.id}"),
        f"draft-{draft.id}",
    )


def _rounds(cards: list[RoundCard], t: Voice) -> list[ft.Control]:
    """The most urgent one large, with its button; the others below, by what they ask for."""
    if not cards:
        return [empty(ft.Icons.TASK_ALT, t("home.nothing"), t("home.nothing_more"))]
    first, *others = cards
    shown: list[ft.Control] = [NextRound(first, key=first.round.id)]
    groups = (
        ("home.now", [card for card in others if card.state != "planned"]),
        ("home.later", [card for card in others if card.state == "planned"]),
    )
    for title, group in groups:
        if group:
            shown += [section(t(title)), *(RoundRow(card, key=card.round.id) for card in group)]
    return shown


@lasting
def NextRound(found: RoundCard) -> ft.Control:
    t = use_voice()
    begun = found.round.status == "in_progress"
    path = f"/round/{found.round.id}"
    words, icon, leads = t("round.continue") if begun else t("round.open"), ft.Icons.ARROW_FORWARD, path
    if found.awaits_signature:
        words, icon, leads = t("round.to_sign"), ft.Icons.DRAW, f"{path}/sign"
    look = ft.Colors.ON_SURFACE_VARIANT
    minutes = found.checklist.estimated_minutes
    content = column(
        [
            ft.Row([round_chip(found.state, found.round.due, t)], wrap=True),
            ft.Column(
                spacing=2,
                controls=[
                    ft.Text(found.building.name, size=26, weight=ft.FontWeight.W_700),
                    ft.Text(t.say(found.checklist.title), size=18),
                    ft.Text(t("round.minutes", n=minutes), size=15, color=look, visible=bool(minutes and not begun)),
                ],
            ),
            progress(found.done, found.total, t("round.progress")),
            *([quiet(t("home.to_sign"))] if found.awaits_signature else []),
            primary(words, icon, lambda _: go(leads), "next-round"),
            *([plain(t("round.open"), ft.Icons.LIST_ALT, lambda _: go(path), "open-round")] if leads != path else []),
        ]
    )
    return named(f"round-{found.round.id}", card(content, tone=ft.Colors.SURFACE_CONTAINER, padding=20))


@lasting
def RoundRow(found: RoundCard) -> ft.Control:
    t = use_voice()
    look = ROUND[found.state]
    below = ft.Column(
        spacing=8,
        tight=True,
        controls=[
            quiet(t.say(found.checklist.title)),
            *([quiet(t("home.to_sign"))] if found.awaits_signature else []),
            ft.Row([round_chip(found.state, found.round.due, t)], wrap=True),
        ],
    )
    return row_card(
        disc(look.icon, look.back, look.ink),
        found.building.name,
        below,
        lambda _: go(f"/round/{found.round.id}"),
        f"round-{found.round.id}",
    )


@screen
def Start() -> ft.View:
    """Begin a round that nobody planned."""
    phone, t = use_phone()
    rows: list[ft.Control] = []
    for building, offered in groupby(phone.book.startable(), key=lambda choice: choice[0]):
        rows.append(section(building.name))
        rows += [StartRow(building, checklist, key=f"{building.id}-{checklist.id}") for _, checklist in offered]
    return frame.page(t("start.title"), rows or [empty(ft.Icons.ROUTE, t("start.none"), t("start.none_more"))])


@part
def StartRow(building: Building, checklist: Checklist) -> ft.Control:
    """Asks once more: a round that has been started cannot be unstarted."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state(False)
    refusal, set_refusal = use_said()

    def begin(_: ft.Event) -> None:
        set_asking(False)
        begun = phone.book.start_unplanned(building.id, checklist.id)
        if isinstance(begun, str):
            go(f"/round/{begun}")
        else:
            set_refusal(begun)

    title, name = t.say(checklist.title), f"{building.id}-{checklist.id}"
    sure = ft.AlertDialog(
        modal=True,
        title=ft.Text(title),
        content=ft.Text(building.name, size=17),
        actions=[
            plain(t("start.cancel"), ft.Icons.CLOSE, lambda _: set_asking(False), f"cancel-{name}"),
            plain(t("round.start"), ft.Icons.PLAY_ARROW, begin, f"begin-{name}"),
        ],
        on_dismiss=lambda _: set_asking(False),
    )
    ft.use_dialog(sure if asking else None)
    minutes = quiet(t("round.minutes", n=checklist.estimated_minutes)) if checklist.estimated_minutes else None
    row = row_card(domain_disc(checklist), title, minutes, lambda _: set_asking(True), f"start-{name}")
    return column([row, *refused(refusal, t.say)])
