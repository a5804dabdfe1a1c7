"""What others have done and this person has to look at: rounds to review, forms to handle, notices, proposals."""

from collections.abc import Sequence

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, column, disc, named, plain, quiet, row_card, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import day_words, moment
from app.state.phone import Phone
from app.state.rounds.reviewing import review_by
from app.state.rounds.to_do import RoundCard
from domain.checklists.checklist import Checklist
from domain.notices import Notice
from domain.places import Building
from domain.rounds.proposals import Proposal
from domain.rounds.round import COUNTERSIGNER, HANDED_ON, Round
from domain.secrecy.sealing import is_sealed

AT_FIRST = 3


def waiting(cards: Sequence[RoundCard], phone: Phone, t: Voice) -> list[ft.Control]:
    """One section each, the gravest first; nothing where nothing waits."""
    handled = [HandleRow(found, key=found.round.id) for found in cards if found.round.status == HANDED_ON]
    reviewed = [
        ReviewRow(round_, checklist, building, as_, key=round_.id)
        for round_, checklist, building, as_ in phone.book.awaiting_signature()
    ]
    told = [NoticeRow(notice, key=f"{notice.id}@{notice.at}") for notice in phone.notices()]
    proposed = [ProposalRow(proposal, key=proposal.id) for proposal in phone.book.proposals()]
    groups = (
        ("handle", t("waits.handle"), handled),
        ("review", t("waits.review"), reviewed),
        ("notices", t("waits.notices"), told),
        ("proposals", t("waits.proposals"), proposed),
    )
    return [Few(title, rows, name, key=f"waits-{name}") for name, title, rows in groups if rows]


@part
def Few(title: str, rows: Sequence[ft.Control], name: str) -> ft.Control:
    """A section with its first rows, and the others when somebody asks for them."""
    t = use_voice()
    every, set_every = ft.use_state(False)
    more = []
    if len(rows) > AT_FIRST:
        words = t("waits.fewer") if every else t("waits.all", n=len(rows))
        icon = ft.Icons.EXPAND_LESS if every else ft.Icons.EXPAND_MORE
        more.append(plain(words, icon, lambda _: set_every(not every), f"all-{name}"))
    shown = rows if every else rows[:AT_FIRST]
    return named(f"waits-{name}", column([section(title), *shown, *more], 8))


@part
def HandleRow(found: RoundCard) -> ft.Control:
    """Whoever looks over somebody's shoulder is not to learn from it what was reported, nor where."""
    phone, t = use_phone()
    since = found.round.signatures[-1].at if found.round.signatures else found.round.started_at
    title, below = t.say(found.checklist.title), f"{found.building.name} · {moment(since, t)}"
    if is_sealed(found.checklist, found.building):
        title, below = t("waits.restricted"), moment(since, t)
    icon = disc(ft.Icons.ASSIGNMENT_OUTLINED, ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    # What the report demands stands in its case; the report is one tap from there.
    path = f"/cases/{found.round.id}" if phone.cases.case(found.round.id) else f"/round/{found.round.id}"
    return row_card(icon, title, quiet(below), lambda _: go(path), f"handle-{found.round.id}")


@part
def ReviewRow(round_: Round, checklist: Checklist, building: Building, as_: str) -> ft.Control:
    phone, t = use_phone()
    day = review_by(phone.documents, round_) if as_ != COUNTERSIGNER else ""
    title, place = t.say(checklist.title), building.name
    if is_sealed(checklist, building):
        title, place = t("waits.restricted"), ""
    below = " · ".join(filter(None, (place, t("locked.review_by", day=day_words(day, t)) if day else "")))
    icon = disc(ft.Icons.FACT_CHECK_OUTLINED, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
    path = f"/round/{round_.id}"
    return row_card(icon, title, quiet(below) if below else None, lambda _: go(path), f"review-{round_.id}")


@part
def NoticeRow(notice: Notice) -> ft.Control:
    """A tap opens what it is about, where this phone has it. What has been read is put away by its own button."""
    phone, t = use_phone()
    words: list[ft.Control] = [
        ft.Text(t.say(notice.words), size=17, weight=ft.FontWeight.W_500),
        quiet(moment(notice.at, t)),
    ]
    if notice.deidentified:
        words.append(quiet(t("waits.deidentified")))
    path = _path_of(notice, phone)
    opens = ft.Container(
        ft.Column(words, spacing=4, tight=True),
        expand=True,
        ink=bool(path),
        padding=8,
        border_radius=12,
        on_click=(lambda _: go(path)) if path else None,
    )
    read = ft.IconButton(
        icon=ft.Icons.CHECK, width=56, height=56, tooltip=t("waits.read"), on_click=lambda _: phone.put_away(notice)
    )
    row = [named(f"notice-{notice.id}", opens, button=bool(path)), named(f"read-{notice.id}", read)]
    return card(ft.Row([ft.Container(row[0], expand=True), row[1]], spacing=8), padding=8)


def _path_of(notice: Notice, phone: Phone) -> str:
    """Where a notice leads; "" where the reader is only to know, or neither the case nor the round is here."""
    if notice.deidentified:
        return ""
    if phone.cases.case(notice.about):
        return f"/cases/{notice.about}"
    walk = phone.book.walk(notice.about)
    return f"/round/{walk.round.id}" if walk else ""


@part
def ProposalRow(proposal: Proposal) -> ft.Control:
    phone, t = use_phone()
    building = phone.documents.building(proposal.building)
    item = proposal.object
    about = t.say(phone.names.component(item.component)) if proposal.override else item.label or item.type
    below = " · ".join(filter(None, (about, building.name if building else "")))
    icon = disc(ft.Icons.INVENTORY_2_OUTLINED, ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
    title, path = proposal_words(proposal, t), f"/proposal/{proposal.id}"
    return row_card(icon, title, quiet(below), lambda _: go(path), f"proposal-{proposal.id}")


def proposal_words(proposal: Proposal, t: Voice) -> str:
    """What the register would change."""
    if proposal.override:
        return t("override.proposed")
    if not proposal.replaces:
        return t("proposal.new")
    if proposal.replaces == proposal.object.tag:
        return t("proposal.moved")
    return t("proposal.retagged", tag=proposal.replaces)
