"""Proposed changes to the register: who decides, once, and what the register says then."""

from dataclasses import replace

import pytest

from domain.events import ObjectProposed, ProposalDecided, RoundStarted
from domain.places import Building, Object
from domain.rounds.proposals import APPROVED, PROPOSED, REJECTED, Proposal, registered
from tests.unit.world import CHECKLIST, INSPECTOR, MANAGER, SCHOOL, STRANGER, TEACHER, World

NEW = Object("EX-9", "extinguisher", "FIR.EXT.PRT", "COR", "Ny")
OLD = SCHOOL.objects[1]


def approved(item: Object, replaces: str = "", at: int = 1) -> Proposal:
    when = f"2026-11-2{at}T09:00:00+00:00"
    return Proposal(f"p{at}", SCHOOL.id, item, "x", "X", when, replaces=replaces, status=APPROVED, decided_at=when)


def by_hand(*objects: Object) -> Building:
    """The register's own file, brought up to date since."""
    return replace(SCHOOL, objects=objects)


MOVED = replace(OLD, space="GAR")
CASES = {
    "a new object": (SCHOOL, [approved(NEW)], {"EX-1": "COR", "EX-2": "TRP", "EX-9": "COR"}),
    "a moved one": (SCHOOL, [approved(MOVED, OLD.tag)], {"EX-1": "COR", "EX-2": "GAR"}),
    "a new tag": (SCHOOL, [approved(replace(OLD, tag="EX-3"), OLD.tag)], {"EX-1": "COR", "EX-3": "TRP"}),
    "one change on top of the other, in the order decided": (
        SCHOOL,
        [approved(replace(NEW, tag="EX-10"), "EX-9", at=2), approved(NEW, at=1)],
        {"EX-1": "COR", "EX-2": "TRP", "EX-10": "COR"},
    ),
    "taken into the file since": (by_hand(replace(NEW, space="TRP")), [approved(NEW)], {"EX-9": "TRP"}),
    "a tag that is gone from the file": (by_hand(OLD), [approved(NEW, "EX-1")], {"EX-2": "TRP"}),
    "a room that is gone": (SCHOOL, [approved(replace(NEW, space="RIVET"))], {"EX-1": "COR", "EX-2": "TRP"}),
}


@pytest.mark.parametrize(("building", "proposals", "stand"), CASES.values(), ids=CASES)
def test_the_register_after(building: Building, proposals: list[Proposal], stand: dict[str, str]) -> None:
    assert {item.tag: item.space for item in registered(building, proposals).objects} == stand


def test_what_the_register_knew_of_an_object_is_still_so_after_a_move() -> None:
    seen = Object(OLD.tag, OLD.type, "", "GAR", "")
    [item] = registered(by_hand(OLD), [approved(seen, OLD.tag)]).objects
    assert item == replace(OLD, space="GAR")


def proposed(tag: str = NEW.tag) -> World:
    world = World()
    acts = (
        RoundStarted("r", SCHOOL.id, CHECKLIST.id, CHECKLIST.version),
        ObjectProposed("r", "p", SCHOOL.id, "COR", tag, "extinguisher", "Ny", "FIR.EXT.PRT"),
    )
    for act in acts:
        assert world.does(INSPECTOR, act) is None
    return world


def status_of(world: World) -> str:
    proposal = world.proposal("p")
    assert proposal is not None
    return proposal.status


@pytest.mark.parametrize("person", [INSPECTOR, TEACHER, STRANGER], ids=lambda person: person.id)
def test_only_those_who_look_after_the_building_decide(person) -> None:
    world = proposed()
    refusal = world.does(person, ProposalDecided("p", approved=True))
    assert refusal
    assert (refusal.code, status_of(world)) == ("not_yours_to_decide", PROPOSED)


@pytest.mark.parametrize(("yes", "status"), [(True, APPROVED), (False, REJECTED)])
def test_a_proposal_is_decided_once(yes: bool, status: str) -> None:
    world = proposed()
    assert world.does(MANAGER, ProposalDecided("p", approved=yes, reason="Finns")) is None
    refusal = world.does(MANAGER, ProposalDecided("p", approved=not yes))
    assert refusal
    assert (refusal.code, status_of(world)) == ("decided_already", status)


def test_a_tag_that_the_register_has_elsewhere_is_an_object_that_has_moved() -> None:
    proposal = proposed(OLD.tag).proposal("p")
    assert proposal is not None
    assert proposal.replaces == OLD.tag
