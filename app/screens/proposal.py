"""A proposed change to the register, approved or rejected by those who look after the building."""

import flet as ft

from app.screens import frame
from app.screens.fields import NoteField
from app.screens.guard import part, screen
from app.screens.lists.override_card import OverrideCard
from app.screens.parts import card, column, empty, outlined, primary, quiet, refused
from app.screens.signing.waiting import proposal_words
from app.screens.surroundings import leave, use_phone, use_said, use_voice
from app.screens.times import moment
from domain.places import described
from domain.rounds.proposals import Proposal


@screen
def ProposalPage() -> ft.View:
    phone, t = use_phone()
    wanted = ft.use_route_params().get("proposal", "")
    proposal = next((held for held in phone.book.proposals() if held.id == wanted), None)
    if proposal is None:
        gone = empty(ft.Icons.TASK_ALT, t("proposal.gone"), t("proposal.gone_more"))
        return frame.page(t("proposal.title"), [gone])
    return frame.page(t("proposal.title"), [Deciding(proposal, key=proposal.id)])


@part
def Deciding(proposal: Proposal) -> ft.Control:
    phone, t = use_phone()
    reason, set_reason = ft.use_state("")
    refusal, set_refusal = use_said()

    def decide(approved: bool) -> None:
        said = phone.book.decide(proposal.id, approved, reason.strip())
        set_refusal(said)
        if said is None:
            leave()

    no = outlined(
        t("proposal.reject"),
        ft.Icons.CLOSE,
        lambda _: decide(False),
        "reject-proposal",
        disabled=not reason.strip(),
    )
    return column(
        [
            OverrideProposal(proposal) if proposal.override else Proposed(proposal),
            NoteField(t("proposal.reason"), "", set_reason, identifier="proposal-reason", lines=2),
            *refused(refusal, t.say),
            primary(t("proposal.approve"), ft.Icons.CHECK, lambda _: decide(True), "approve-proposal"),
            no,
        ]
    )


@part
def OverrideProposal(proposal: Proposal) -> ft.Control:
    """What the building would have instead of the list, and who says so."""
    t = use_voice()
    by = quiet(t("proposal.by", title=proposal.proposed_title, when=moment(proposal.at, t)))
    shown = [OverrideCard(proposal.override)] if proposal.override else []
    return column([quiet(t("override.decide")), *shown, by], 8)


@part
def Proposed(proposal: Proposal) -> ft.Control:
    """What it is, where it stands, and who says so."""
    phone, t = use_phone()
    building, item = phone.documents.building(proposal.building), proposal.object
    place = described(building, building.space(item.space), None) if building else proposal.building
    known = building.object(proposal.replaces) if building and proposal.replaces else None
    label = item.label or (known.label if known else item.type)
    component = item.component or (known.component if known else "")
    lines: list[ft.Control] = [
        quiet(proposal_words(proposal, t)),
        ft.Text(label, size=22, weight=ft.FontWeight.W_600),
        ft.Text(t("proposal.tag", tag=item.tag), size=16),
        ft.Text(place, size=16),
    ]
    if component:
        lines.append(ft.Text(t.say(phone.names.component(component)), size=16))
    lines.append(quiet(t("proposal.by", title=proposal.proposed_title, when=moment(proposal.at, t))))
    return card(column(lines, 6), tone=ft.Colors.SURFACE_CONTAINER, padding=20)
