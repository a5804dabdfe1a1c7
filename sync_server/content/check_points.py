"""Whether one point of a checklist can be asked and answered as it is written."""

import re
from itertools import pairwise

from domain.checklists.checklist import Checklist, Point
from domain.demarcation.listing import INPUTS
from domain.risk.risks import AXES as RISK_AXES
from sync_server.content.check_effects import check_effects
from sync_server.content.check_forms import check_form
from sync_server.content.known import (
    Known,
    expect,
    expect_all,
    expect_case,
    expect_component,
    expect_duration,
    expect_enum,
    expect_object_type,
    expect_unique,
    expect_words,
)
from sync_server.content.validate import Path, Source

SCOPES = {"object": "object_types", "checkpoint": "object_types", "space": "space_types"}
CHOOSING = ("choice", "multi_choice")
REPAIR_START = "repair_start"
PREFILLS = (
    "now",
    "round_completion_12m",
    "overdue_tasks_fire",
    "keeper_tests_12m",
    "threat_count_6m_own_unit",
    "incident_count_12m_own_unit",
)


def check_point(source: Source, at: Path, point: Point, checklist: Checklist, known: Known) -> None:
    """`checklist` holds all points that can be referred to, those of an included checklist among them."""
    expect_words(source, (*at, "text"), point.text)
    expect_words(source, (*at, "guidance"), point.guidance, required=False)
    _check_words_of_policy(source, at, point, known)
    _check_routing(source, at, point, known)
    _check_places(source, at, point, known)
    _check_numbers(source, at, point)
    _check_choices(source, at, point, known)
    _check_references(source, at, point, checklist, known)
    _check_pattern(source, at, point)
    check_form(source, at, point)
    check_effects(source, at, point, checklist, known)


def _check_words_of_policy(source: Source, at: Path, point: Point, known: Known) -> None:
    expect_enum(source, (*at, "type"), point.type, "answer_type", known)
    expect_enum(source, (*at, "photo"), point.photo, "photo_rule", known)
    expect_enum(source, (*at, "severity"), point.severity, "severity", known)
    for name in ("max_age", "interval", "deadline"):
        expect_duration(source, (*at, name), getattr(point, name))
    for reminder in point.reminders:
        expect_duration(source, (*at, "reminders"), reminder)
    expect(source, (*at, "prefill"), point.prefill, PREFILLS, "computed value")
    expect(source, (*at, "risk_axis"), point.risk_axis, RISK_AXES, "axis")
    expect(source, (*at, "deviation_when"), point.deviation_when, ("yes", "no"), "answer")
    expect(source, (*at, "limits_from"), point.limits_from, ("object",), "source of limits")


def _check_routing(source: Source, at: Path, point: Point, known: Known) -> None:
    expect_component(source, (*at, "component"), point.component, known)
    expect_component(source, (*at, "component_hint"), point.component_hint, known)
    expect_case(source, (*at, "case"), point.case, known)
    expect_case(source, (*at, "routing_case"), point.routing_case, known)
    expect_all(source, (*at, "ask"), point.ask, INPUTS, "routing input")
    expect(source, (*at, "routing_input"), point.routing_input, INPUTS, "routing input")
    if point.routing_input in INPUTS:
        for number, choice in enumerate(point.choices):
            value = choice.routing_value or choice.id
            expect_enum(source, (*at, "choices", number, "id"), value, point.routing_input, known)


def _check_places(source: Source, at: Path, point: Point, known: Known) -> None:
    expect(source, (*at, "scope"), point.scope, SCOPES, "scope")
    for object_type in point.object_types:
        expect_object_type(source, (*at, "object_types"), object_type, known)
    for space_type in point.space_types:
        expect_enum(source, (*at, "space_types"), space_type, "space_type", known)
    types = SCOPES.get(point.scope, "")
    if types and not getattr(point, types):
        source.problem((*at, "scope"), f"{point.scope!r} does not say of which types", f"add '{types}:'")
    for other in ("object_types", "space_types"):
        if getattr(point, other) and other != types:
            wanted = "scope: space" if other == "space_types" else "scope: object"
            source.problem((*at, other), "has no effect without its scope", f"add '{wanted}'")


def _check_numbers(source: Source, at: Path, point: Point) -> None:
    ascending = ("hard_min", "min", "max", "hard_max")
    given = [(name, value) for name in ascending if (value := getattr(point, name)) is not None]
    for (low_name, low), (high_name, high) in pairwise(given):
        if low > high:
            what = f"{high:g} is less than {low_name} {low:g}"
            source.problem((*at, high_name), what, "hard_min <= min <= max <= hard_max")


def _check_choices(source: Source, at: Path, point: Point, known: Known) -> None:
    if point.type in CHOOSING and not point.choices:
        source.problem((*at, "type"), f"{point.type!r} has nothing to choose from", "add 'choices:'")
    if point.choices and point.type not in CHOOSING:
        source.problem((*at, "choices"), f"has no effect with type {point.type!r}", "type: choice or multi_choice")
    expect_unique(source, "id", (((*at, "choices", number), c.id) for number, c in enumerate(point.choices)), "choice")
    for number, choice in enumerate(point.choices):
        here = (*at, "choices", number)
        expect_words(source, (*here, "words"), choice.words)
        expect_enum(source, (*here, "severity"), choice.severity, "severity", known)
        expect_case(source, (*here, "creates_task"), choice.creates_task, known)
        expect(source, (*here, "creates_form"), choice.creates_form, known.forms, "incident form")


def _check_references(source: Source, at: Path, point: Point, checklist: Checklist, known: Known) -> None:
    ids = [other.id for section in checklist.sections for other in section.points]
    expect(source, (*at, "after"), point.after, ids, "point of this checklist")
    expect(source, (*at, "before"), point.before, ids, "point of this checklist")
    expect(source, (*at, "must_precede"), point.must_precede, (*ids, REPAIR_START), "point of this checklist")
    expect_all(source, (*at, "blocks"), point.blocks, ids, "point of this checklist")
    expect_all(source, (*at, "signers"), point.signers, known.roles, "role")
    expect(source, (*at, "creates_form"), point.creates_form, known.forms, "incident form")
    points = (other for section in checklist.sections for other in section.points)
    flags = {choice.flag for other in points for choice in other.choices} - {""}
    if point.suggest_from_flag and point.suggest_from_flag not in flags:
        what = f"{point.suggest_from_flag!r} is the flag of no choice here"
        source.problem(
            (*at, "suggest_from_flag"), what, f"one of {', '.join(sorted(flags))}" if flags else "a choice with 'flag:'"
        )


def _check_pattern(source: Source, at: Path, point: Point) -> None:
    if not point.pattern:
        return
    try:
        fits = re.fullmatch(point.pattern, point.example) is not None
    except re.error as error:
        source.problem((*at, "pattern"), f"is not a regular expression ({error})", r"for example ^[0-9]{4}$")
        return
    if point.example and not fits:
        source.problem((*at, "example"), f"{point.example!r} does not fit the pattern", "an example that fits")
