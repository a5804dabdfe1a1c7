"""A proposed change to the register: an object that is new, has moved or has a new tag, or an override of the list."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from domain.demarcation.departures import may_approve, override_of, with_overrides
from domain.events import Event, ObjectProposed, OverrideProposed, ProposalDecided
from domain.language import Words
from domain.people import Person
from domain.places import Building, Object, Override
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents

PROPOSED, APPROVED, REJECTED = "proposed", "approved", "rejected"
MAY_DECIDE = ("property_manager", "site_operator", "safety_coordinator")


@dataclass(frozen=True)
class Proposal:
    """`object` as it stands there; `replaces` is the tag that it had, or that stood there before it.

    An `override` is a departure from the demarcation list instead: `object` then only says the component and the space.
    """

    kind: ClassVar[str] = "proposal"

    id: str
    building: str
    object: Object
    proposed_by: str
    proposed_title: str
    at: str
    round: str = ""
    replaces: str = ""
    status: str = PROPOSED
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    confidentiality: str = "open"
    override: Override | None = None
    proposed_org: str = ""


def propose(
    documents: "Documents", event: Event, act: ObjectProposed, building: Building, item: Object
) -> Proposal | Refusal:
    """A tag that the register has elsewhere is an object that has moved."""
    if documents.proposal(act.proposal) is not None:
        return _exists_already()
    if building.space(act.space) is None:
        return Refusal("unknown_space", Words("Välj var det står.", "Choose where it stands."))
    if not act.tag or not act.type:
        return Refusal("no_tag", Words("Skriv taggen och välj typ.", "Enter the tag and choose the type."))
    person = documents.person(event.person)
    known = building.object(act.tag)
    return Proposal(
        id=act.proposal,
        building=building.id,
        object=item,
        proposed_by=person.id,
        proposed_title=person.title,
        at=event.at,
        round=act.round,
        replaces=act.replaces or (known.tag if known else ""),
        confidentiality=building.confidentiality_default,
    )


def propose_override(documents: "Documents", event: Event, act: OverrideProposed) -> Proposal | Refusal:
    if documents.proposal(act.proposal) is not None:
        return _exists_already()
    person, building = documents.person(event.person), documents.building(act.building)
    if building is None:
        return Refusal("unknown_building", Words("Byggnaden finns inte.", "There is no such building."))
    override = override_of(person, event, act, building)
    if isinstance(override, Refusal):
        return override
    return Proposal(
        id=act.proposal,
        building=building.id,
        object=Object("", "", override.component, override.space, ""),
        proposed_by=person.id,
        proposed_title=person.title,
        at=event.at,
        replaces=act.replaces,
        confidentiality=building.confidentiality_default,
        override=override,
        proposed_org=person.org,
    )


def _exists_already() -> Refusal:
    return Refusal("proposal_exists", Words("Förslaget finns redan.", "The proposal exists already."))


def may_decide(person: Person, building: Building, proposal: Proposal) -> bool:
    """An override is for the other party of the place; everything else for whoever manages the building."""
    if proposal.override:
        return may_approve(person, building, proposal.override, proposal.proposed_org)
    return person.works_in(building.id) and person.has_one_of(MAY_DECIDE)


def decide(documents: "Documents", event: Event, act: ProposalDecided) -> Proposal | Refusal:
    """Once. Whoever manages the building says whether the register is changed."""
    proposal = documents.proposal(act.proposal)
    building = documents.building(proposal.building) if proposal else None
    if proposal is None or building is None:
        return Refusal("unknown_proposal", Words("Förslaget finns inte.", "The proposal does not exist."))
    person = documents.person(event.person)
    if not may_decide(person, building, proposal):
        return _not_yours(building, proposal)
    if proposal.status != PROPOSED:
        return Refusal("decided_already", Words("Förslaget är redan avgjort.", "It has already been decided."))
    status = APPROVED if act.approved else REJECTED
    return replace(proposal, status=status, decided_by=person.title, decided_at=event.at, reason=act.reason)


def _not_yours(building: Building, proposal: Proposal) -> Refusal:
    why = Words(f"Registret för {building.name} ändras av förvaltaren.", f"{building.name} is managed by others.")
    if proposal.override:
        why = Words("Undantaget godkänns av den andra parten.", "The override is approved by the other party.")
    return Refusal("not_yours_to_decide", why)


def registered(building: Building, approved: list[Proposal]) -> Building:
    """The building with what has been approved: new objects, moved ones, new tags in the place of old ones, overrides.

    Where the register has been brought up to date by hand since then, what it says of objects is newer and stands.
    """
    objects = {item.tag: item for item in building.objects}
    in_order = sorted(approved, key=lambda held: held.decided_at)
    building = with_overrides(building, [(held.override, held.replaces) for held in in_order if held.override])
    for proposal in in_order:
        if proposal.override:
            continue
        item = proposal.object
        if (proposal.replaces and proposal.replaces not in objects) or building.space(item.space) is None:
            continue
        known = objects.pop(proposal.replaces, None)
        if item.tag not in objects:
            # What the register knew of the object (its limits, its attachment) is still so after a move.
            moved = known and replace(known, tag=item.tag, space=item.space, label=item.label or known.label)
            objects[item.tag] = moved or item
    return replace(building, objects=tuple(objects.values()))
