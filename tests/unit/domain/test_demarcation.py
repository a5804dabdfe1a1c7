"""The demarcation rules: the municipality's own cases, every row and every override, and who the roles are."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.demarcation.listing import DemarcationList, Row
from domain.demarcation.routing import ASPECTS, Case, Routing, list_on, route
from domain.places import Building, Object, Override, Space
from sync_server.content import load_municipality

DAY = "2026-10-01"
TOWN = load_municipality()
LIST = TOWN.demarcation[0]
CASES = yaml.safe_load((Path(__file__).parents[1] / "routing_cases.yaml").read_text("utf-8"))["cases"]
OVERRIDES = [(building, override) for building in TOWN.buildings.values() for override in building.overrides]


def asked(inputs: dict[str, str], day: str = DAY) -> Routing:
    inputs = dict(inputs)
    building = TOWN.buildings[inputs.pop("building")]
    space, item = building.space(inputs.pop("space", "")), building.object(inputs.pop("object", ""))
    return route(LIST, building, Case(**inputs), space=space, item=item, on=day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['why']}")
def test_the_municipality_gets_the_answer_that_it_expects(case: dict[str, Any]):
    routing = asked(case["in"], case.get("day", DAY))
    assert {aspect: decision.org for aspect, decision in routing.decisions.items()} == case.get("expect", {})
    assert (routing.ask.input if routing.ask else None) == case.get("ask")
    assert routing.unresolved == case.get("unresolved", False)
    assert routing.version == "2026:1"
    if "via" in case:
        assert case["via"] in {word for d in routing.decisions.values() for word in (d.rule, d.kind)}


@pytest.mark.parametrize("row", LIST.rows, ids=lambda row: row.row_id)
def test_every_row_decides_what_it_states_when_its_conditions_are_met(row: Row):
    component = "XYZ" if row.is_universal else row.component_code
    building = Building("H", "Huset", owner_org="OWNER", user_org="USER")
    routing = route(LIST, building, Case(component, **dict(row.conditions)), on=DAY)
    stated = {aspect: row.responsible(aspect) for aspect in ASPECTS if row.responsible(aspect)}
    assert {aspect: routing.decisions[aspect].rule for aspect in stated} == dict.fromkeys(stated, row.row_id)
    assert {aspect: routing.decisions[aspect].org.lower() for aspect in stated} == stated


@pytest.mark.parametrize(("building", "override"), OVERRIDES, ids=[override.id for _, override in OVERRIDES])
def test_every_override_decides_what_it_states_and_nothing_else(building: Building, override: Override):
    component = next(r.component_code for r in LIST.rows if override.covers(r.component_code) and not r.has_cause)
    space, case = building.space(override.space), Case(component, **dict(override.conditions))
    decisions = route(LIST, building, case, space=space, on=DAY).decisions
    by_it = {aspect: decision.responsible for aspect, decision in decisions.items() if decision.rule == override.id}
    assert by_it == {aspect: override.responsible(aspect) for aspect in ASPECTS if override.responsible(aspect)}


def test_the_demo_has_all_the_rows_and_overrides_that_these_tables_claim_to_cover():
    assert (len(LIST.rows), len(OVERRIDES)) == (175, 21)


# --- who the roles are, and where the inputs come from ---------------------------------------------------------------

HOUSE = Building("H", "Huset", owner_org="OWNER", user_org="USER", lead_user_org="LEAD")


@pytest.mark.parametrize(
    ("space", "owner", "user"),
    [
        (None, "OWNER", "USER"),
        (Space("S", "Rum", "office", "indoor"), "OWNER", "USER"),
        (Space("S", "Entré", "entrance", "common", shared=True), "OWNER", "LEAD"),
        (Space("S", "Kafé", "kitchen", "common", shared=True, user_org="CAFE"), "OWNER", "CAFE"),
        (Space("S", "Fläktrum", "technical_room", "indoor", owner_org="PLANT"), "PLANT", "USER"),
    ],
)
def test_the_space_says_who_owner_and_user_are_before_the_building_does(space: Space | None, owner: str, user: str):
    decisions = route(LIST, HOUSE, Case("FIR.EXT.PRT"), space=space, on=DAY).decisions
    assert (decisions["repair"].org, decisions["inspection"].org) == (owner, user)


def test_a_shared_space_without_a_lead_user_is_the_building_users():
    house = Building("H", "Huset", owner_org="OWNER", user_org="USER")
    space = Space("S", "Entré", "entrance", "common", shared=True)
    assert route(LIST, house, Case("FIR.EXT.BLK"), space=space, on=DAY).decisions["repair"].org == "USER"


def test_what_the_person_says_wins_over_the_object_and_the_object_over_the_space():
    space = Space("S", "Rum", "office", "indoor")
    item = Object("T", "bin", "FIR.SRC.WST", "S", "Kärl", attachment="loose", placement="outdoor", installed_by="user")
    used = route(LIST, HOUSE, Case("FIR.SRC.WST", attachment="fixed"), space=space, item=item, on=DAY).case
    assert used == Case(
        "FIR.SRC.WST", attachment="fixed", placement="outdoor", installed_by="user", space_type="office"
    )


@pytest.mark.parametrize(("day", "decides"), [("2026-02-28", "row"), ("2026-03-01", "override"), ("2026-04-01", "row")])
def test_an_override_counts_from_its_first_day_to_its_last(day: str, decides: str):
    rule = Override("O", "H", "FIR.EXT", repair_responsible="user", valid_from="2026-03-01", valid_to="2026-03-31")
    house = Building("H", "Huset", owner_org="OWNER", user_org="USER", overrides=(rule,))
    assert route(LIST, house, Case("FIR.EXT.PRT"), on=day).decisions["repair"].kind == decides


@pytest.mark.parametrize(
    ("day", "version"), [("2025-12-31", None), ("2026-01-01", "1"), ("2026-06-30", "1"), ("2026-07-01", "2")]
)
def test_the_list_that_came_into_force_last_applies(day: str, version: str | None):
    lists = [DemarcationList("2", "2026-07-01", "", ()), DemarcationList("1", "2026-01-01", "", ())]
    found = list_on(lists, day)
    assert (found.version if found else None) == version


def test_of_two_equal_rows_the_one_that_stands_first_decides():
    rows = tuple(
        Row(
            row_id, "fire", "A", "", "", repair_responsible=role, inspection_responsible="user", cost_responsible="user"
        )
        for row_id, role in (("DM-1000", "owner"), ("DM-999", "user"))
    )
    assert route(DemarcationList("1", "", "", rows), HOUSE, Case("A"), on=DAY).decisions["repair"].rule == "DM-999"
