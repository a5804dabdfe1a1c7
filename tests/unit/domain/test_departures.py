"""A building's departures from the list: who proposes, who approves, and what the routing says then."""

from dataclasses import replace
from typing import Any

import pytest

from domain.demarcation.routing import Case, route
from domain.events import OverrideProposed, ProposalDecided
from domain.people import Person
from domain.places import Building, Override
from domain.refusals import Refusal
from domain.rounds.proposals import APPROVED, PROPOSED, Proposal, registered
from tests.server_fixtures import demo_municipality
from tests.unit.demo_world import DemoWorld

TOWN = demo_municipality()
ASKED = OverrideProposed("p", "B01", "FIR.EXT.PRT", "Skolan sköter sina egna", "2026-12-01", repair="user", cost="user")
PROPOSER, APPROVER = TOWN.persons["property-manager-centre"], TOWN.persons["manager-b01"]


def world_with(act: OverrideProposed = ASKED, person: Person = PROPOSER) -> tuple[DemoWorld, Refusal | None]:
    world = DemoWorld()
    return world, world.does(person, act, world.stamp)


def proposal_in(world: DemoWorld) -> Proposal:
    held = world.proposal("p")
    assert held is not None
    return held


def repairs(building: Building, component: str = "FIR.EXT.PRT", on: str = "2026-12-24") -> str:
    routing = route(TOWN.demarcation[0], building, Case(component), space=building.space("B01-COR1"), on=on)
    assert routing.repair is not None
    return routing.repair.org


def test_an_approved_override_decides_from_its_first_day_and_not_before() -> None:
    world, refusal = world_with()
    assert refusal is None
    building = TOWN.buildings["B01"]
    assert repairs(registered(building, [])) == "ORG-TF"
    assert world.does(APPROVER, ProposalDecided("p", approved=True), world.stamp) is None
    after = registered(building, [proposal_in(world)])
    assert repairs(after) == "ORG-BUN"
    assert repairs(after, on="2026-11-30") == "ORG-TF"


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("manager-b01", True),
        ("property-manager-centre", False),
        ("property-manager-villages", False),
        ("caretaker-north", False),
        ("inspector-b01", False),
        ("manager-b03", False),
        ("safety-coordinator", False),
    ],
)
def test_only_who_answers_for_the_building_in_the_other_organisation_approves(person: str, may: bool) -> None:
    world, _ = world_with()
    refusal = world.does(TOWN.persons[person], ProposalDecided("p", approved=True), world.stamp)
    assert (refusal is None) == may
    assert proposal_in(world).status == (APPROVED if may else PROPOSED)
    assert may or (refusal and refusal.code == "not_yours_to_decide")


def test_in_a_building_of_one_organisation_the_coordinator_is_the_other_party() -> None:
    building = TOWN.buildings["B10"]
    assert building.owner_org == building.user_org
    act = replace(ASKED, building="B10", space="")
    for person, may in (("water-operator", False), ("safety-coordinator", True)):
        world, refused = world_with(act, TOWN.persons["water-operator"])
        assert refused is None
        assert (world.does(TOWN.persons[person], ProposalDecided("p", approved=True), world.stamp) is None) == may


WRONG: dict[str, dict[str, Any]] = {
    "changes_nothing": {"repair": "", "cost": ""},
    "no_component": {"component": ""},
    "unknown_space": {"space": "B99-X"},
    "reason_missing": {"reason": " "},
    "no_day": {"valid_from": "nästa år"},
    "ends_before": {"valid_to": "2026-01-01"},
    "unknown_override": {"replaces": "OV-99"},
    "unknown_condition": {"case": {"weather": "rain"}},
    "unknown_building": {"building": "B99"},
}


@pytest.mark.parametrize(("code", "changed"), WRONG.items(), ids=WRONG)
def test_an_override_that_says_nothing_is_refused_with_the_reason(code: str, changed: dict[str, Any]) -> None:
    _, refusal = world_with(replace(ASKED, **changed))
    assert refusal is not None
    assert refusal.code == code
    assert refusal.why.sv
    assert refusal.why.en


@pytest.mark.parametrize("person", ["caretaker-north", "manager-b01", "property-manager-villages"])
def test_only_the_buildings_property_manager_proposes(person: str) -> None:
    _, refusal = world_with(person=TOWN.persons[person])
    assert refusal is not None
    assert refusal.code == "not_yours_to_propose"


def approved(override: Override, at: int) -> Proposal:
    world, _ = world_with()
    when = f"2026-11-2{at}T09:00:00+00:00"
    return replace(proposal_in(world), id=f"p{at}", override=override, status=APPROVED, decided_at=when)


def test_a_changed_override_stands_in_for_the_old_one_whether_from_the_file_or_approved() -> None:
    building = TOWN.buildings["B01"]
    old = building.overrides[0]
    ended = replace(old, valid_to="2026-12-31")
    ended_again = replace(old, valid_to="2027-06-30")
    after = registered(building, [approved(ended_again, at=5), approved(ended, at=4)])
    assert [held for held in after.overrides if held.id == old.id] == [ended_again]
    assert len(after.overrides) == len(building.overrides)


def changed_from(day: str) -> tuple[Override, Building]:
    """OV-02, which demands a placement, proposed anew from a day; and the building when that has been approved."""
    old = next(held for held in TOWN.buildings["B01"].overrides if held.id == "OV-02")
    act = replace(
        ASKED, component=old.component, replaces=old.id, case=dict(old.conditions), valid_from=day, cost="owner"
    )
    world, refusal = world_with(act)
    assert refusal is None
    assert world.does(APPROVER, ProposalDecided("p", approved=True), world.stamp) is None
    return old, registered(TOWN.buildings["B01"], [proposal_in(world)])


def test_an_override_changed_from_a_later_day_leaves_the_old_one_in_force_until_then() -> None:
    old, building = changed_from("2027-03-01")
    new = building.overrides[0]
    assert (new.id.startswith("OV-B01-2026-11-23-"), new.valid_from) == (True, "2027-03-01")
    assert new.conditions == old.conditions
    assert next(held for held in building.overrides if held.id == old.id).valid_to == "2027-02-28"


def test_an_override_changed_from_its_first_day_keeps_its_name() -> None:
    old, building = changed_from("2026-01-01")
    assert [held.cost_responsible for held in building.overrides if held.id == old.id] == ["owner"]
    assert len(building.overrides) == len(TOWN.buildings["B01"].overrides)


def test_of_two_that_fit_equally_the_one_approved_last_decides() -> None:
    building = TOWN.buildings["B01"]
    first = Override("A", "B01", "FIR.EXT.PRT", repair_responsible="user")
    second = replace(first, id="B", repair_responsible="owner")
    assert repairs(registered(building, [approved(first, at=4), approved(second, at=5)])) == "ORG-TF"
    assert repairs(registered(building, [approved(second, at=4), approved(first, at=5)])) == "ORG-BUN"
