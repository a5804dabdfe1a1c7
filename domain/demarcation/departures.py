"""A building's own departure from the demarcation list: the property manager proposes it, the other party approves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from domain.demarcation.listing import ANY, INPUTS
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
    """The override that is proposed, or why it cannot be one.

    One that begins no later than what it replaces keeps its id; else it has its own, with the building and the day.
    """
    if not may_propose(person, building):
        said = Words(
            f"Undantag för {building.name} föreslås av förvaltaren.",
            f"Overrides for {building.name} are proposed by its property manager.",
        )
        return Refusal("not_yours_to_propose", said)
    if refusal := _wrong(act, building):
        return refusal
    old = next((held for held in building.overrides if held.id == act.replaces), None)
    its_own = f"OV-{building.id}-{event.at[:10]}-{act.proposal[-4:]}"
    return Override(
        id=old.id if old and act.valid_from <= old.valid_from else its_own,
        building=building.id,
        component=act.component,
        space=act.space,
        **{f"cond_{name}": (act.case or {}).get(name, ANY) for name in INPUTS},
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
    if not set(act.case or {}) <= set(INPUTS):
        return Refusal("unknown_condition", Words("Villkoret finns inte.", "There is no such condition."))
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


def with_overrides(building: Building, approved: Iterable[tuple[Override, str]]) -> Building:
    """The building with what has been approved, in the order of approval, each with the id of what it replaces.

    Of two that fit equally well the first one stands (`decisions.precedence`): so the newest goes first.
    """
    overrides = building.overrides
    for override, replaced in approved:
        left = (_until(held, override) if held.id in (override.id, replaced) else held for held in overrides)
        overrides = (override, *(held for held in left if held))
    return replace(building, overrides=overrides)


def _until(old: Override, new: Override) -> Override | None:
    """What is left of the old one: it applies to the day before the new one begins."""
    if old.id == new.id or not new.valid_from or old.valid_from >= new.valid_from:
        return None
    last_day = (date.fromisoformat(new.valid_from) - timedelta(days=1)).isoformat()
    return replace(old, valid_to=min(old.valid_to or last_day, last_day))
