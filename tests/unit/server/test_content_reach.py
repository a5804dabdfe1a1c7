"""Points that can never be asked: the solver says so exactly when no answers, building and month show them."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checklists.answers import risk_score
from domain.checklists.checklist import Checklist, Choice, Point, Section
from domain.language import Words
from domain.secrecy.visibility import shown
from sync_server.content.conditions import said
from sync_server.content.reachable import ASKED, NEVER, NOT_ANALYSED, Walk, can_hold, verdicts

WORDS = Words("Text", "Text")
MONTHS = (1, 2, 4)
"""Conditions ask for January, or for February and March: one month of each kind."""

TAG_SETS = tuple(frozenset(tags) for tags in ((), ("t1",), ("t2",), ("t1", "t2")))
ANSWERS: dict[str, list[Any]] = {
    "yes_no": ["yes", "no"],
    "choice": ["a", "b", "c"],
    "multi_choice": [[], ["a"], ["b"], ["a", "b"]],
    "number": [0, 1, 2, 3],
    "text": ["", "A", "a", "ab", "b", "c"],
    "probability": ["1", "2", "5"],
    "consequence": ["1", "2", "5"],
    "info": [],
}
"""All answers that can be given to the points below, or one of each kind that the conditions below tell apart."""


def a_point(name: str, kind: str, show_if: dict[str, Any], object_types: tuple[str, ...] = ()) -> Point:
    axis = kind if kind in ("probability", "consequence") else ""
    ids = {"choice": "abc", "multi_choice": "ab"}.get(kind, "125" if axis else "")
    return Point(
        name,
        "choice" if axis else kind,
        WORDS,
        choices=tuple(Choice(each, WORDS) for each in ids),
        risk_axis=axis,
        hard_min=0 if kind == "number" else None,
        hard_max=3 if kind == "number" else None,
        decimals=0 if kind == "number" else None,
        show_if=show_if,
        scope="object" if object_types else "",
        object_types=object_types,
    )


def a_checklist(*points: Point, tags: tuple[str, ...] = (), parts: tuple[str, ...] = ()) -> Checklist:
    """All points in one section, or one for each part."""
    sections = [Section("s", WORDS, points)]
    if parts:
        sections = [
            Section(f"s{at}", WORDS, (point,), part)
            for at, (point, part) in enumerate(zip(points, parts, strict=False))
        ]
    return Checklist("c", "1", WORDS, "fire", "round", "P1M", building_tag_any=tags, sections=tuple(sections))


def a_comparison(kinds: dict[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    def about(name: str) -> st.SearchStrategy[dict[str, Any]]:
        values = {"number": (-1, 0, 1, 2, 5), "text": ("a", "b"), "multi_choice": ("a", "b"), "info": ("x",)}
        one = st.sampled_from(values.get(kinds[name], ANSWERS[kinds[name]]))
        wanted = st.one_of(
            st.tuples(st.sampled_from(("eq", "ne", "gt", "gte", "lt", "lte")), one),
            st.tuples(st.just("in"), st.lists(one, max_size=2)),
            st.tuples(st.just("answered"), st.none()),
        )
        return wanted.map(lambda pair: {"point": name, "op": pair[0], "value": pair[1]})

    return st.sampled_from(sorted(kinds)).flatmap(about)


def a_condition(kinds: dict[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    simple = st.one_of(
        a_comparison(kinds),
        a_comparison(kinds),
        st.sampled_from(("t1", "t2")).map(lambda tag: {"building_tag": tag}),
        st.sampled_from(([], [1], [2, 3])).map(lambda months: {"month_in": months}),
        st.sampled_from((1, 4, 7, 25)).map(lambda score: {"computed": "risk_score", "op": "gte", "value": score}),
    )
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=4,
    )


@st.composite
def small_checklists(draw: st.DrawFn) -> tuple[Checklist, dict[str, str]]:
    kinds = {
        f"p{at}": kind
        for at, kind in enumerate(draw(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=1, max_size=3)))
    }
    conditions = st.one_of(st.just({}), a_condition(kinds), a_condition(kinds))
    types = st.sampled_from(((), (), ("door",), ("door", "hatch"), ("hatch",)))
    points = [a_point(name, kind, draw(conditions), draw(types)) for name, kind in kinds.items()]
    parts = draw(st.sampled_from(((), (), ("x",) * 3, ("x", "y", "x"))))
    return a_checklist(*points, tags=draw(st.sampled_from(((), ("t1",), ("t1", "t2")))), parts=parts), kinds


def asked_in_walks(checklist: Checklist, kinds: dict[str, str]) -> set[str]:
    """The points that are asked in any walk from first to last point, found by walking them all."""
    parts = [section.part for section in checklist.sections]
    sections = sorted(checklist.sections, key=lambda section: parts.index(section.part))
    order = [(section, point) for section in sections for point in section.points]
    asked: set[str] = set()
    for tags, month in product(TAG_SETS, MONTHS):
        if checklist.applies_to(tuple(tags)):
            for _ in walks(order, kinds, tags, month, {}, asked):
                pass
    return asked


def walks(
    order: list[tuple[Section, Point]],
    kinds: dict[str, str],
    tags: frozenset[str],
    month: int,
    given: dict[str, Any],
    asked: set[str],
) -> Iterator[None]:
    if not order:
        yield
        return
    (section, point), *rest = order
    known = {name: value for name, value in given.items() if is_known_at(point, name, section, order, given)}
    axes = {kinds[name]: value for name, value in known.items() if name in {each.id for each in section.points}}
    score = risk_score(axes.get("probability"), axes.get("consequence"))
    answers: list[Any] = [None]
    if shown(point.show_if, tuple(tags), month, known.get, score):
        asked.add(point.id)
        answers += ANSWERS[kinds[point.id]]
    for value in answers:
        yield from walks(
            rest, kinds, tags, month, given | {point.id: value, f"{point.id} at": point.object_types}, asked
        )


def is_known_at(
    point: Point, name: str, section: Section, order: list[tuple[Section, Point]], given: dict[str, Any]
) -> bool:
    """Answers at objects are known at the same objects only."""
    there = given.get(f"{name} at", ())
    return not name.endswith(" at") and (not there or bool(set(there) & set(point.object_types)))


@settings(max_examples=150, deadline=None)
@given(small_checklists())
def test_a_point_is_called_unreachable_exactly_when_no_walk_ever_shows_it(drawn: tuple[Checklist, dict[str, str]]):
    checklist, kinds = drawn
    found = verdicts(Walk(checklist))
    assert {name for name, verdict in found.items() if verdict == ASKED} == asked_in_walks(checklist, kinds)
    assert NOT_ANALYSED not in found.values()


YES = {"point": "p0", "op": "eq", "value": "yes"}


def test_a_point_that_waits_for_one_that_is_never_asked_is_never_asked_either():
    first, never = a_point("p0", "yes_no", {}), a_point("p1", "yes_no", {"month_in": []})
    waits = a_point("p2", "yes_no", {"point": "p1", "op": "eq", "value": "yes"})
    otherwise = a_point("p3", "yes_no", {"not": {"point": "p1", "op": "eq", "value": "yes"}})
    found = verdicts(Walk(a_checklist(first, never, waits, otherwise)))
    assert found == {"p0": ASKED, "p1": NEVER, "p2": NEVER, "p3": ASKED}


def test_a_point_is_never_asked_when_what_it_waits_for_is_asked_under_the_opposite_condition():
    follow_up = a_point("p1", "yes_no", YES)
    both = a_point("p2", "yes_no", {"all": [{"not": YES}, {"point": "p1", "op": "answered"}]})
    walk = Walk(a_checklist(a_point("p0", "yes_no", {}), follow_up, both))
    assert verdicts(walk)["p2"] == NEVER
    assert can_hold(walk, 2, both.show_if, all_asked=True) == ASKED


def test_two_points_that_wait_for_each_other_are_never_asked():
    one, other = ({"point": name, "op": "answered"} for name in ("p1", "p0"))
    assert set(verdicts(Walk(a_checklist(a_point("p0", "text", one), a_point("p1", "text", other)))).values()) == {
        NEVER
    }


@pytest.mark.parametrize(
    ("score", "parts", "verdict"),
    [
        ({"op": "eq", "value": 10}, (), ASKED),
        ({"op": "eq", "value": 7}, (), NEVER),
        ({"op": "gt", "value": 25}, (), NEVER),
        ({"op": "answered"}, ("x", "x", "x"), NEVER),
    ],
)
def test_a_risk_score_is_the_product_of_both_axes_in_the_same_section(
    score: dict[str, Any], parts: tuple[str, ...], verdict: str
):
    axes = (a_point("p0", "probability", {}), a_point("p1", "consequence", {}))
    checklist = a_checklist(*axes, a_point("p2", "text", {"computed": "risk_score", **score}), parts=parts)
    assert verdicts(Walk(checklist))["p2"] == verdict


def test_only_the_tags_of_the_buildings_there_are_count_when_they_are_given():
    checklist = a_checklist(a_point("p0", "yes_no", {"all": [{"building_tag": "t1"}, {"building_tag": "t2"}]}))
    assert verdicts(Walk(checklist)) == {"p0": ASKED}
    assert verdicts(Walk(checklist), (frozenset({"t1"}), frozenset({"t2"}))) == {"p0": NEVER}


def test_a_condition_on_more_answers_than_can_be_tried_is_said_to_be_not_analysed():
    first = [a_point(f"p{at}", "choice", {}) for at in range(12)]
    ordered = [{"point": point.id, "op": "eq", "value": letter} for point in first for letter in "ab"]
    impossible = {"all": [*({"any": ordered[at : at + 2]} for at in range(0, 24, 2)), {"month_in": []}]}
    walk = Walk(a_checklist(*first, a_point("last", "yes_no", impossible)))
    assert verdicts(walk)["last"] == NOT_ANALYSED


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (YES, "p0 eq yes"),
        ({"all": [YES, {"month_in": [11, 12]}]}, "p0 eq yes and month in 11, 12"),
        (
            {"any": [{"not": {"all": [YES, {"building_tag": "t1"}]}}, YES]},
            "not (p0 eq yes and building tag t1) or p0 eq yes",
        ),
        ({"all": [{"any": [YES]}]}, "p0 eq yes"),
        ({"computed": "risk_score", "op": "in", "value": []}, "risk_score in nothing"),
    ],
)
def test_a_condition_is_said_in_words(condition: dict[str, Any], words: str):
    assert said(condition) == words
