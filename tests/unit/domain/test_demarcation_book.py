"""A slow second opinion on the demarcation rules: the algorithm of `policy.yaml` as it is told, without any index."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.demarcation.decisions import Place
from domain.demarcation.listing import ANY, EVERY_COMPONENT, INPUTS, DemarcationList, Row, segments
from domain.demarcation.routing import ASPECTS, Case, route
from domain.places import Building, Override, Space

DAY = "2026-10-01"


def by_the_book(listing: DemarcationList, building: Building, space: Space | None, case: Case, aspect: str) -> str:
    """The id of the rule that decides, "" for none."""

    def matches(rule: Row | Override, code: str) -> bool:
        covered = code in (EVERY_COMPONENT, case.component) or case.component.startswith(code + ".")
        demands = [(name, getattr(rule, f"cond_{name}")) for name in INPUTS]
        met = all(value == ANY or (getattr(case, name) == value and value != "unknown") for name, value in demands)
        return covered and met and getattr(rule, f"{aspect}_responsible") != ""

    def row_order(row: Row) -> tuple[Any, ...]:
        tier = 2 if row.rule_kind == "exception" else 3 if row.cond_cause != ANY else 1
        conditions = sum(getattr(row, f"cond_{name}") != ANY for name in INPUTS)
        return (-tier, -segments(row.component_code), -conditions, -row.priority, row.row_id)

    def override_order(entry: tuple[int, Override]) -> tuple[Any, ...]:
        number, rule = entry
        conditions = sum(getattr(rule, f"cond_{name}") != ANY for name in INPUTS)
        return (rule.cond_cause == ANY, rule.space == "", -segments(rule.component), -conditions, number)

    rows = sorted((row for row in listing.rows if matches(row, row.component_code)), key=row_order)
    here = [rule for rule in building.overrides if rule.space == "" or (space and rule.space == space.id)]
    overrides = sorted(enumerate(rule for rule in here if matches(rule, rule.component)), key=override_order)
    base, override = rows[0] if rows else None, overrides[0][1] if overrides else None
    base_is_special = base is not None and (base.cond_cause != ANY or base.rule_kind == "exception")
    if override and base and base_is_special and override.cond_cause == ANY and override.keep_exceptions:
        return base.row_id
    return override.id if override else base.row_id if base else ""


codes = st.sampled_from(["A.B.C", "A.B", "A", "A.B.C.D", EVERY_COMPONENT])
roles = st.sampled_from(["owner", "user", ""])
conditions = st.fixed_dictionaries(
    {},
    optional={
        "cond_placement": st.sampled_from(["indoor", "outdoor", "common"]),
        "cond_cause": st.sampled_from(["fire", "wear"]),
        "cond_attachment": st.sampled_from(["fixed", "loose"]),
    },
)
aspects = st.fixed_dictionaries({f"{aspect}_responsible": roles for aspect in ASPECTS})
rows = st.lists(
    st.builds(
        lambda code, kind, priority, conditions, aspects: {
            **{"component_code": code, "rule_kind": kind, "priority": priority},
            **conditions,
            **aspects,
        },
        codes,
        st.sampled_from(["standard", "exception"]),
        st.integers(0, 1),
        conditions,
        aspects,
    ),
    max_size=12,
)
overrides = st.lists(
    st.builds(
        lambda code, space, keep, conditions, aspects: {
            **{"component": code, "space": space, "keep_exceptions": keep},
            **conditions,
            **aspects,
        },
        codes,
        st.sampled_from(["", "S1", "S2"]),
        st.booleans(),
        conditions,
        aspects,
    ),
    max_size=5,
)
cases = st.builds(
    Case,
    st.sampled_from(["A.B.C", "A.B", "A.B.C.D", "A.X", "Z"]),
    placement=st.sampled_from(["", "indoor", "outdoor", "common"]),
    cause=st.sampled_from(["", "unknown", "fire", "wear", "theft"]),
    attachment=st.sampled_from(["", "fixed", "loose"]),
)


@given(rows, overrides, cases, st.sampled_from([None, Space("S1", "Rum", "office", "")]))
def test_the_index_answers_as_the_book_does(
    some_rows: list[dict[str, Any]], some_overrides: list[dict[str, Any]], case: Case, space: Space | None
):
    listing = DemarcationList(
        "1",
        "",
        "",
        tuple(Row(f"R-{n:03}", "fire", component_sv="", component_en="", **r) for n, r in enumerate(some_rows)),
    )
    rules = tuple(Override(f"O-{n}", "H", **rule) for n, rule in enumerate(some_overrides))
    building = Building("H", "Huset", owner_org="OWNER", user_org="USER", overrides=rules)
    decisions = Place(listing, building, space, case.component, DAY).decide(case)
    expected = [by_the_book(listing, building, space, case, aspect) for aspect in ASPECTS]
    assert [decision.rule if decision else "" for decision in decisions] == expected


@given(rows, overrides, cases)
def test_a_question_is_only_ever_about_what_is_not_known_and_its_answer_is_not_asked_for_again(
    some_rows: list[dict[str, Any]], some_overrides: list[dict[str, Any]], case: Case
):
    listing = DemarcationList(
        "1",
        "",
        "",
        tuple(Row(f"R-{n:03}", "fire", component_sv="", component_en="", **r) for n, r in enumerate(some_rows)),
    )
    rules = tuple(Override(f"O-{n}", "H", **rule) for n, rule in enumerate(some_overrides))
    building = Building("H", "Huset", owner_org="OWNER", user_org="USER", overrides=rules)
    for _ in range(len(INPUTS) + 1):
        routing = route(listing, building, case, on=DAY)
        if routing.ask is None:
            break
        assert getattr(case, routing.ask.input) == ""
        case = Case(**{**vars_of(case), routing.ask.input: routing.ask.options[-1]})
    else:
        pytest.fail("the questions never end")


def vars_of(case: Case) -> dict[str, str]:
    return {name: getattr(case, name) for name in ("component", *INPUTS)}
