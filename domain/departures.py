"""A building's own departure from the demarcation list: the property manager proposes it, the other party approves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.demarcation_list import ANY
from domain.events import Event, OverrideProposed
from domain.language import Words
from domain.people import Person
from domain.places import Building, Override
from domain.refusals import Refusal

PROPOSES = "property_manager"
APPROVE = ("unit_manager", "property_manager", "site_operator")
SETTLES = "decide_dispute"
"""Where owner and user are one organisation there is no other party, and whoever decides disputes approves."""

PARTIES = ("", "owner", "user")


def may_propose(person: Person, building: Building) -> bool:
    return person.works_in(building.id) and person.has_one_of((PROPOSES,))


def may_approve(person: Person, building: Building, override: Override, proposed_org: str) -> bool:
    """Somebody who answers for the place in the other of its two organisations."""
    others = parties_of(building, override.space) - {proposed_org}
    if not others:
        return person.may(SETTLES)
    return person.works_in(building.id) and person.org in others and person.has_one_of(APPROVE)


def parties_of(building: Building, space_id: str) -> frozenset[str]:
    """The organisations that own and use a space, or with "" the building."""
    space = building.space(space_id)
    return frozenset({building.owner_of(space), building.user_of(space)}) - {""}


def override_of(person: Person, event: Event, act: OverrideProposed, building: Building) -> Override | Refusal:
    """The override that is proposed, or why it cannot be one. Its id tells the building and the day."""
    if not may_propose(person, building):
        said = Words(
            f"Undantag för {building.name} föreslås av förvaltaren.",
            f"Overrides for {building.name} are proposed by its property manager.",
        )
        return Refusal("not_yours_to_propose", said)
    if refusal := _wrong(act, building):
        return refusal
    return Override(
        id=act.replaces or f"OV-{building.id}-{event.at[:10]}-{act.proposal[-4:]}",
        building=building.id,
        component=act.component,
        space=act.space,
        cond_cause=act.cause or ANY,
        repair_responsible=act.repair,
        inspection_responsible=act.inspection,
        cost_responsible=act.cost,
        keep_exceptions=act.keep_exceptions,
        valid_from=act.valid_from,
        valid_to=act.valid_to,
        agreement=act.agreement,
        reason=Words(act.reason),
    )


def _wrong(act: OverrideProposed, building: Building) -> Refusal | None:
    answers = (act.repair, act.inspection, act.cost)
    if not act.component:
        return Refusal("no_component", Words("Välj vad det gäller.", "Choose what it is about."))
    if act.space and building.space(act.space) is None:
        return Refusal("unknown_space", Words("Rummet finns inte i byggnaden.", "There is no such room."))
    if not any(answers) or not set(answers) <= set(PARTIES):
        return Refusal(
            "changes_nothing",
            Words("Välj vem som ska åtgärda, kontrollera eller betala.", "Choose who is to repair, inspect or pay."),
        )
    if not act.reason.strip():
        return Refusal("reason_missing", Words("Skriv varför.", "Say why."))
    if not (_is_day(act.valid_from) and (not act.valid_to or _is_day(act.valid_to))):
        return Refusal("no_day", Words("Skriv dagar som 2027-01-01.", "Write days as 2027-01-01."))
    if act.valid_to and act.valid_to < act.valid_from:
        return Refusal("ends_before", Words("Slutdagen är före startdagen.", "It ends before it begins."))
    if act.replaces and not any(held.id == act.replaces for held in building.overrides):
        return Refusal("unknown_override", Words("Undantaget finns inte längre.", "The override is gone."))
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def with_overrides(building: Building, approved: Iterable[Override]) -> Building:
    """The building with what has been approved, in the order of approval.

    Of two that fit equally well the first one stands (`domain.decisions.precedence`): so the newest goes first.
    """
    overrides = building.overrides
    for override in approved:
        overrides = (override, *(held for held in overrides if held.id != override.id))
    return replace(building, overrides=overrides)
