"""What each building has agreed on instead of the list: in force, waiting for the other party, and decided."""

import flet as ft

from app.screens import frame
from app.screens.fields import OneOf
from app.screens.guard import part, screen
from app.screens.lists.override_card import OverrideCard
from app.screens.parts import column, plain, primary, quiet, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import moment
from domain.demarcation.departures import may_propose
from domain.places import Building
from domain.rounds.proposals import APPROVED, PROPOSED, Proposal


@screen
def OverridesPage() -> ft.View:
    t = use_voice()
    return frame.page(t("override.title"), [quiet(t("override.more")), Overrides(key="overrides")])


@part
def Overrides() -> ft.Control:
    phone = use_phone()[0]
    who = phone.signed_in
    mine = [building for building in phone.buildings() if who and may_propose(who, building)]
    chosen, choose = ft.use_state("")
    building = next((each for each in mine if each.id == chosen or len(mine) == 1), None)
    options = [(each.id, each.name) for each in mine]
    which = OneOf(options, chosen, choose, identifier="override-building") if len(mine) > 1 else ft.Container(height=0)
    return column([which, *([OfBuilding(building, key=building.id)] if building else [])])


@part
def OfBuilding(building: Building) -> ft.Control:
    phone, t = use_phone()
    held = [each for each in phone.documents.all(Proposal) if each.building == building.id and each.override]
    waiting = [each for each in held if each.status == PROPOSED]
    decided = sorted((each for each in held if each.status != PROPOSED), key=lambda each: each.decided_at, reverse=True)
    in_force: list[ft.Control] = []
    for override in building.overrides:
        path = f"/more/overrides/change/{building.id}/{override.id}"
        change = plain(
            t("override.change"), ft.Icons.EDIT, lambda _, path=path: go(path), f"change-override-{override.id}"
        )
        in_force.append(OverrideCard(override, ft.Row([change]), key=override.id))
    return column(
        [
            section(building.name),
            *(in_force or [quiet(t("override.none"))]),
            primary(
                t("override.new"), ft.Icons.ADD, lambda _: go(f"/more/overrides/new/{building.id}"), "new-override"
            ),
            *_proposals(t("override.waiting"), waiting, t),
            *_proposals(t("override.decided"), decided, t),
        ]
    )


def _proposals(title: str, held: list[Proposal], t: Voice) -> list[ft.Control]:
    cards = [
        OverrideCard(each.override, quiet(_state(each, t)), key=f"{each.id}-{each.status}")
        for each in held
        if each.override
    ]
    return [section(title), *cards] if cards else []


def _state(proposal: Proposal, t: Voice) -> str:
    """Who proposed it and when; then who decided, when and why."""
    by = t("proposal.by", title=proposal.proposed_title, when=moment(proposal.at, t))
    if proposal.status == PROPOSED:
        return by
    when = moment(proposal.decided_at, t)
    key = "override.approved" if proposal.status == APPROVED else "override.rejected"
    return ". ".join(part for part in (by, t(key, title=proposal.decided_by, when=when), proposal.reason) if part)
