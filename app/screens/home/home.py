"""Home answers one question: what do I do now?"""

from itertools import groupby

import flet as ft

from app.screens import frame
from app.screens.called import continue_words, open_words
from app.screens.cases.link import late_cases, steps_today
from app.screens.desk.list_tools import DECIDE, waiting_decisions
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
from domain.rounds.quick import may_be_quick
from domain.rounds.round import HANDED_ON, IN_PROGRESS
from domain.secrecy.sealing import is_sealed


@screen
def Home() -> ft.View:
    phone, t = use_phone()
    # An update may be found while the page is shown.
    ft.use_state(phone.installation)
    # Whoever looks over somebody's shoulder is not to learn that they report something restricted: see FormStart.
    cards = [card for card in phone.book.to_do() if not is_unlisted(card)]
    waits = [
        *_attention(len(phone.refused()), t),
        *lone.running(phone),
        *late_cases(phone, t),
        *steps_today(phone, t),
        *_decisions(phone, t),
        *_drafts([draft for draft in phone.drafts() if not draft.sealed], t),
        *waiting(cards, phone, t),
    ]
    return frame.page(
        t("home.title"),
        [
            *_update(phone.installation, t),
            *waits,
            *_rounds([card for card in cards if card.round.status != HANDED_ON], bool(waits or phone.tasks()), t),
            *_other_round(phone, t),
            *lone.way_in(phone, t),
        ],
        tab=frame.HOME,
    )


def is_unlisted(card: RoundCard) -> bool:
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


def _decisions(phone: Phone, t: Voice) -> list[ft.Control]:
    """As many as the page of the tasks says."""
    if not (count := waiting_decisions(phone)):
        return []
    icon = ft.Icon(ft.Icons.GAVEL, color=ft.Colors.PRIMARY, size=28)
    return [row_card(icon, t("decide.count", n=count), None, lambda _: go(DECIDE), "home-decide")]


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


def _rounds(cards: list[RoundCard], other: bool, t: Voice) -> list[ft.Control]:
    """The most urgent one large, with its button; the others below, by what they ask for.

    `other` says that something else waits: then nobody is told by a tick that all is done.
    """
    if not cards:
        return [empty(ft.Icons.ROUTE if other else ft.Icons.TASK_ALT, t("home.nothing"), t("home.nothing_more"))]
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
    path, quick = f"/round/{found.round.id}", is_quick(found)
    words = continue_words(found.checklist, t) if begun else open_words(found.checklist, t)
    icon, leads = ft.Icons.ARROW_FORWARD, path
    if quick:
        words, leads = t("quick.continue"), way_on(found)
    elif found.awaits_signature:
        words, icon, leads = t("round.to_sign"), ft.Icons.DRAW, f"{path}/sign"
    look = ft.Colors.ON_SURFACE_VARIANT
    minutes, whole = found.checklist.estimated_minutes, t("quick.more") if quick else open_words(found.checklist, t)
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
            *([] if quick else [progress(found.done, found.total, t("round.progress"))]),
            *([quiet(t("home.to_sign"))] if found.awaits_signature and not is_quick(found) else []),
            primary(words, icon, lambda _: go(leads), "next-round"),
            *([plain(whole, ft.Icons.LIST_ALT, lambda _: go(path), "open-round")] if leads != path else []),
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
            *([quiet(t("home.to_sign"))] if found.awaits_signature and not is_quick(found) else []),
            ft.Row([round_chip(found.state, found.round.due, t)], wrap=True),
        ],
    )
    return row_card(
        disc(look.icon, look.back, look.ink),
        found.building.name,
        below,
        lambda _: go(way_on(found)),
        f"round-{found.round.id}",
    )


def is_quick(found: RoundCard) -> bool:
    """Whether it is a report that may be sent with a sentence: nobody asks for the whole form before that."""
    return found.round.status == IN_PROGRESS and may_be_quick(found.checklist, found.round)


def way_on(found: RoundCard) -> str:
    return f"/report/send/{found.round.id}" if is_quick(found) else f"/round/{found.round.id}"


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
