"""Claims about what a risk demands by its score, and about the matrix that policy draws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist
from domain.records import from_plain, to_plain
from domain.risk.demands import Demands, demands, level_of
from domain.risk.matrix import LEVELS, STEPS, matrix_of
from domain.risk.risks import risk_form
from sync_server.content import load_municipality

TOWN = load_municipality()
FORM: Checklist = TOWN.checklists["risk-assessment-unit"]
PLAIN = TOWN.policy.rest["risk_matrix"]
MATRIX = matrix_of(PLAIN)
NOTHING, MEASURE = Demands(), Demands(measure=True)
DECIDED, AT_ONCE = Demands(measure=True, decision=True), Demands(measure=True, decision=True, at_once=True)


@pytest.mark.parametrize(
    ("probability", "consequence", "wanted"),
    [
        (1, 1, NOTHING),
        (4, 1, NOTHING),
        (2, 2, NOTHING),
        (5, 1, MEASURE),
        (3, 3, MEASURE),
        (2, 4, MEASURE),
        (5, 2, DECIDED),
        (3, 4, DECIDED),
        (1, 5, DECIDED),
        (2, 5, DECIDED),
        (5, 3, AT_ONCE),
        (4, 4, AT_ONCE),
        (3, 5, AT_ONCE),
        (5, 5, AT_ONCE),
    ],
)
def test_a_score_demands_a_measure_from_5_a_decision_from_10_and_acting_at_once_from_15(
    probability: int, consequence: int, wanted: Demands
) -> None:
    assert demands(probability, consequence) == wanted


@pytest.mark.parametrize(("probability", "consequence"), [(1, 1), (2, 1), (2, 2), (4, 1)])
def test_a_unit_that_would_cope_badly_takes_a_measure_even_at_a_low_score(probability: int, consequence: int) -> None:
    assert demands(probability, consequence, weak=True) == MEASURE


@given(st.sampled_from(STEPS), st.sampled_from(STEPS), st.booleans())
def test_a_graver_risk_never_demands_less(probability: int, consequence: int, weak: bool) -> None:
    def strictness(wanted: Demands) -> tuple[bool, bool, bool]:
        return wanted.measure, wanted.decision, wanted.at_once

    here = strictness(demands(probability, consequence, weak=weak))
    for step in STEPS:
        if step >= probability:
            assert all(a <= b for a, b in zip(here, strictness(demands(step, consequence, weak=weak)), strict=True))
        if step >= consequence:
            assert all(a <= b for a, b in zip(here, strictness(demands(probability, step, weak=weak)), strict=True))


@given(st.sampled_from(STEPS), st.sampled_from(STEPS))
def test_the_shipped_matrix_and_the_demands_agree_about_every_cell(probability: int, consequence: int) -> None:
    band = MATRIX.band(probability, consequence)
    assert band
    assert band.level == level_of(probability, consequence)


@given(st.sampled_from(STEPS))
def test_the_worst_consequence_is_never_below_high(probability: int) -> None:
    band = MATRIX.band(probability, 5)
    assert band
    assert LEVELS.index(band.level) >= LEVELS.index("high")


def test_every_step_and_band_of_the_shipped_matrix_is_told_in_both_languages() -> None:
    said = [anchor.name for anchor in (*MATRIX.probability, *MATRIX.consequence)]
    said += [guide for anchor in (*MATRIX.probability, *MATRIX.consequence) for guide in anchor.guides]
    said += [band.act for band in MATRIX.bands]
    assert [len(MATRIX.probability), len(MATRIX.consequence), len(MATRIX.bands)] == [5, 5, 4]
    assert all(words.sv and words.en for words in said)
    assert len(said) == 10 + 5 + 15 + 4


def test_a_matrix_is_the_same_on_a_phone_where_its_steps_have_become_texts() -> None:
    on_phone = from_plain(type(TOWN.policy), to_plain(TOWN.policy)).rest["risk_matrix"]
    as_numbers = {**PLAIN, "probability": {int(step): said for step, said in PLAIN["probability"].items()}}
    assert matrix_of(on_phone).consequence == MATRIX.consequence
    assert matrix_of(as_numbers).probability == matrix_of(on_phone).probability == MATRIX.probability


def test_anchors_in_one_language_are_read_in_both() -> None:
    old = {"probability": {1: {"sv": "Mycket osannolik", "en": "Very unlikely", "guide": "less than once"}}}
    [anchor] = matrix_of(old).probability
    assert anchor.guides[0].in_language("sv") == anchor.guides[0].in_language("en") == "less than once"


def test_the_questions_of_a_risk_are_known_by_their_kind() -> None:
    form = risk_form(FORM)
    assert form
    found = (form.area, form.event, form.vulnerability, form.measure, form.due, form.responsible, *form.decisions)
    assert [point.id for point in found if point] == [
        "risk-03", "risk-04", "risk-07", "risk-09", "risk-10", "risk-11", "risk-12", "risk-15",
    ]  # fmt: skip
    assert form.probability_after
    assert form.consequence_after


def test_a_round_assesses_no_risks() -> None:
    assert risk_form(TOWN.checklists["sba-monthly"]) is None
