"""What the app asks: the one question that settles a route, and the inputs that a finding sheet shows."""

from domain.demarcation.listing import INPUTS, DemarcationList, Row
from domain.demarcation.routing import ANSWERS, ORDER_OF_ASKING, Case, needed_inputs, route
from domain.places import Building, Object
from sync_server.content import load_municipality

DAY = "2026-10-01"
TOWN = load_municipality()
LIST = TOWN.demarcation[0]
HOUSE = Building("H", "Huset", owner_org="OWNER", user_org="USER", lead_user_org="LEAD")
CONTAINER = TOWN.buildings["B01"].object("LJH-B01-WC-001")


def test_the_answers_to_choose_from_come_with_the_question():
    ask = route(LIST, HOUSE, Case("FIR.SRC.CHG"), on=DAY).ask
    assert ask
    assert (ask.input, ask.options) == ("attachment", ("fixed", "loose"))


def test_when_every_rule_waits_for_a_cause_it_is_asked_for_and_nobody_knows_is_an_answer():
    row = Row("R", "fire", "A", "", "", cond_cause="fire", repair_responsible="owner", cost_responsible="owner")
    listing = DemarcationList("1", "", "", (row,))
    ask = route(listing, HOUSE, Case("A"), on=DAY).ask
    assert ask
    assert (ask.input, ask.options) == ("cause", ("unknown", "fire"))
    assert route(listing, HOUSE, Case("A", cause="unknown"), on=DAY).unresolved


def test_two_missing_inputs_are_asked_for_one_at_a_time():
    row = Row(
        *("R", "fire", "A", "", ""),
        cond_placement="indoor",
        cond_attachment="fixed",
        repair_responsible="owner",
        inspection_responsible="owner",
        cost_responsible="owner",
    )
    listing = DemarcationList("1", "", "", (row,))
    first = route(listing, HOUSE, Case("A"), on=DAY)
    second = route(listing, HOUSE, Case("A", placement="indoor"), on=DAY)
    third = route(listing, HOUSE, Case("A", placement="indoor", attachment="fixed"), on=DAY)
    assert [routing.ask.input if routing.ask else "" for routing in (first, second, third)] == [
        "placement",
        "attachment",
        "",
    ]
    assert [question.input for question in needed_inputs(listing, HOUSE, Case("A"), on=DAY)] == ["placement"]


def needed(building: str, space: str, case: Case, item: Object | None = None) -> list[str]:
    house = TOWN.buildings[building]
    return [q.input for q in needed_inputs(LIST, house, case, space=house.space(space), item=item, on=DAY)]


def test_only_inputs_that_change_the_answer_are_shown():
    assert needed("B07", "B07-REC", Case("FIR.EXT.PRT")) == ["installed_by", "cause"]
    assert needed("B11", "B11-REC", Case("ALM.BUR.DET")) == ["cause"]


def test_who_used_the_premises_is_asked_only_where_they_are_let_out():
    assert "occupancy" in needed("B01", "B01-KLS", Case("FIR.EXT.PRT"))
    assert "occupancy" not in needed("B07", "B07-REC", Case("FIR.EXT.PRT"))


def test_loose_or_fixed_matters_once_the_cause_is_fire():
    assert "attachment" not in needed("B01", "B01-KLS", Case("BLD.LSE"))
    assert "attachment" in needed("B01", "B01-KLS", Case("BLD.LSE", cause="fire"))


def test_an_answer_that_was_given_stays_to_be_corrected_and_the_register_is_not_asked_about():
    assert "attachment" in needed("B08", "B08-UPL", Case("FIR.SRC.CHG", attachment="loose"))
    assert "attachment" not in needed("B01", "B01-GAR", Case("FIR.SRC.WST"), CONTAINER)


def test_the_causes_to_choose_from_are_those_that_matter_and_not_knowing():
    house = TOWN.buildings["B07"]
    questions = needed_inputs(LIST, house, Case("FIR.EXT.PRT"), space=house.space("B07-REC"), on=DAY)
    causes = next(question.options for question in questions if question.input == "cause")
    assert causes[0] == "unknown"
    assert {"user_operation", "user_contractor", "authority_activity"} < set(causes)
    assert not {"wear", "fire", "vandalism"} & set(causes)


def test_every_input_has_its_turn_and_every_short_choice_is_the_policys():
    assert set(ORDER_OF_ASKING) == set(INPUTS)
    for name, answers in ANSWERS.items():
        assert {"any", *answers} == set(TOWN.policy.enums[name])
