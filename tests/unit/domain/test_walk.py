"""Which points are asked, where, and what an answer means."""

import pytest

from domain.checklists.answers import deviates, limits, measured, severity_of, typing_error, within
from domain.checklists.checklist import Choice
from domain.language import Words
from domain.rounds.round import IN_PROGRESS, Answer, Round
from domain.rounds.walk import missing_answers, steps
from domain.secrecy.visibility import compares, shown
from tests.unit.world import CHECKLIST, SCHOOL, point

NOON = "2026-11-23T12:00:00.000+00:00"


def under_way(answers: dict[str, Answer] | None = None) -> Round:
    return Round("r1", SCHOOL.id, CHECKLIST.id, CHECKLIST.version, IN_PROGRESS, answers=answers or {})


def answered(**values):
    return lambda point_id: values.get(point_id)


CONDITIONS = [
    ({}, True),
    ({"building_tag": "sba"}, True),
    ({"building_tag": "sprinkler"}, False),
    ({"month_in": [11, 12, 1]}, True),
    ({"month_in": [6, 7]}, False),
    ({"not": {"building_tag": "sprinkler"}}, True),
    ({"all": [{"building_tag": "sba"}, {"month_in": [11]}]}, True),
    ({"all": [{"building_tag": "sba"}, {"month_in": [6]}]}, False),
    ({"any": [{"building_tag": "sprinkler"}, {"month_in": [11]}]}, True),
    ({"any": []}, False),
    ({"all": []}, True),
    ({"point": "p", "op": "eq", "value": "yes"}, True),
    ({"point": "p", "op": "ne", "value": "yes"}, False),
    ({"point": "p", "op": "answered"}, True),
    ({"point": "unanswered", "op": "answered"}, False),
    ({"point": "unanswered", "op": "ne", "value": "yes"}, False),
    ({"point": "many", "op": "in", "value": ["b", "c"]}, True),
    ({"point": "many", "op": "in", "value": ["c"]}, False),
    ({"not": {"any": [{"point": "p", "op": "eq", "value": "no"}, {"building_tag": "sprinkler"}]}}, True),
    ({"computed": "risk_score", "op": "gte", "value": 5}, True),
    ({"computed": "risk_score", "op": "gt", "value": 6}, False),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS, ids=lambda value: str(value)[:60])
def test_a_condition_shows_or_hides_a_point(condition, expected) -> None:
    assert shown(condition, SCHOOL.tags, 11, answered(p="yes", many=["a", "b"]), risk_score=6) is expected


@pytest.mark.parametrize("condition", [{"weather": "rain"}, {"point": "p", "op": "like", "value": "x"}])
def test_a_condition_that_nobody_knows_is_an_error_and_not_a_guess(condition) -> None:
    with pytest.raises(ValueError, match="nobody knows"):
        shown(condition, (), 1, answered(p="yes"))


@pytest.mark.parametrize(
    ("op", "value", "wanted", "expected"),
    [("gt", 2, 1, True), ("gte", 1, 1, True), ("lt", 2, 1, False), ("lte", 1, 1, True), ("gt", None, 1, False)],
)
def test_numbers_are_compared(op, value, wanted, expected) -> None:
    assert compares(op, value, wanted) is expected


def test_a_point_with_scope_is_asked_once_per_object_and_the_others_once() -> None:
    keys = [step.key for step in steps(CHECKLIST, SCHOOL, under_way(), NOON)]
    assert keys == ["p-ext@EX-1", "p-ext@EX-2", "p-free", "p-note", "p-sign"]


def test_missing_are_the_required_ones_less_the_signature_which_signing_gives() -> None:
    given = {"p-ext@EX-1": Answer("ok", NOON, "x")}
    missing = [step.key for step in missing_answers(CHECKLIST, SCHOOL, under_way(given), NOON)]
    assert missing == ["p-ext@EX-2", "p-free"]


VOLT = point("p-volt", "number", unit="V", min=20.0, max=30.0, hard_min=0, hard_max=60, limits_from="object")
PANES = point(
    "p-panes",
    "choice",
    choices=(
        Choice("whole", Words("Hel", "Whole")),
        Choice("gone", Words("Borta", "Gone"), deviation=True, severity="critical"),
    ),
)
ASKED = point("p-asked", "yes_no", deviation_when="no")
ANSWERS = [
    (point("p"), "ok", False),
    (point("p"), "na", False),
    (point("p"), "deviation", True),
    (ASKED, "yes", False),
    (ASKED, "no", True),
    (point("p", "yes_no"), "no", False),
    (VOLT, 20.0, False),
    (VOLT, 19.9, True),
    (VOLT, 30.1, True),
    (VOLT, None, False),
    (PANES, "whole", False),
    (PANES, "gone", True),
    (point("p", "multi_choice", choices=PANES.choices), ["whole", "gone"], True),
    (point("p", "text"), "whatever", False),
]


@pytest.mark.parametrize(("asked", "value", "expected"), ANSWERS, ids=lambda value: str(getattr(value, "id", value)))
def test_an_answer_is_a_deviation_or_not(asked, value, expected) -> None:
    assert deviates(asked, value) is expected


def test_an_object_has_its_own_limits_where_the_point_says_so() -> None:
    panel = SCHOOL.object("EX-2")
    assert limits(VOLT, panel) == (24.0, 28.5)
    assert deviates(VOLT, 23.0, panel)
    assert not deviates(VOLT, 23.0, SCHOOL.object("EX-1"))


@pytest.mark.parametrize(
    ("asked", "value", "refused"),
    [(VOLT, 61, True), (VOLT, -1, True), (VOLT, 60, False), (point("p", "text", max_length=3), "fyra", True)],
)
def test_a_typing_error_is_told_in_both_languages(asked, value, refused) -> None:
    said = typing_error(asked, value)
    assert bool(said) is refused
    assert said is None or (said.sv and said.en)


def test_a_choice_brings_its_own_severity() -> None:
    assert severity_of(PANES, "gone") == "critical"
    assert severity_of(point("p", severity="high"), "deviation") == "high"


def test_what_was_measured_is_said_with_its_limits_as_each_language_writes_numbers() -> None:
    said = measured(VOLT, 12.5, SCHOOL.object("EX-2"))
    assert said.sv == "Uppmätt 12,5 V. Ska vara mellan 24 och 28,5 V."
    assert said.en == "Measured 12.5 V. Should be between 24 and 28.5 V."
    assert not measured(point("p"), "deviation", None)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, None, ""), (50, None, "Ska vara minst 50 cm"), (None, 0, "Ska vara högst 0 cm")],
)
def test_a_limit_is_said_from_the_side_it_is_on(low: float | None, high: float | None, said: str) -> None:
    assert within(low, high, "cm").sv == (said if said else "")
