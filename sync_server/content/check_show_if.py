"""Whether the condition under which a point is shown can be understood, and speaks of what there is."""

from typing import Any

from domain.checklists.checklist import Checklist, Choice, Point
from domain.secrecy.visibility import ORDERING
from sync_server.content.answerable import FIXED_ANSWERS, NUMBERS
from sync_server.content.known import Known, expect, expect_tag, is_date
from sync_server.content.problems import instead_of
from sync_server.content.validate import Path, Source

OPERATORS = ("eq", "ne", "in", "gt", "gte", "lt", "lte", "answered")
FORMS = ("all", "any", "not", "building_tag", "month_in", "point", "computed")
MOMENTS = ("date", "datetime")
IN_ORDER = (*NUMBERS, *MOMENTS, "duration")
"""The types whose answers are more or less than others."""


def check_show_if(source: Source, at: Path, condition: Any, checklist: Checklist, known: Known) -> None:
    if not condition:
        return
    match condition:
        case {"all": list(parts)} | {"any": list(parts)} if len(condition) == 1:
            within = next(iter(condition))
            if not parts:
                source.problem((*at, within), "has no conditions", "at least one, or no 'show_if:'")
            for number, part in enumerate(parts):
                _check_inner(source, (*at, within, number), part, checklist, known)
        case {"not": part} if len(condition) == 1:
            _check_inner(source, (*at, "not"), part, checklist, known)
        case {"building_tag": str(tag)} if len(condition) == 1:
            expect_tag(source, (*at, "building_tag"), tag, known)
        case {"month_in": list(months)} if len(condition) == 1:
            if not all(isinstance(month, int) and 1 <= month <= 12 for month in months):
                source.problem((*at, "month_in"), f"{months} are not all months", "numbers from 1 to 12")
        case {"point": str(name), **rest}:
            if _is_comparison(source, at, rest):
                _check_point(source, at, name, rest, checklist)
        case {"computed": str(name), **rest}:
            _is_comparison(source, at, rest)
            expect(source, (*at, "computed"), name, ("risk_score",), "computed value")
        case _:
            _not_a_condition(source, at, condition, checklist)


def _check_inner(source: Source, at: Path, condition: Any, checklist: Checklist, known: Known) -> None:
    if condition:
        check_show_if(source, at, condition, checklist, known)
    else:
        source.problem(at, f"{condition} is not a condition", "take it away", name="show_if")


def _not_a_condition(source: Source, at: Path, condition: Any, checklist: Checklist) -> None:
    if isinstance(condition, dict) and "flag" in condition:
        ways = [
            f"{{point: {point.id}, op: in, value: [{', '.join(choice.id for choice in flagged)}]}}"
            for section in checklist.sections
            for point in section.points
            if (flagged := _flagged(point, condition["flag"]))
        ]
        right = f"such as {ways[0]}" if ways else "ask about the point whose choice carries the flag"
        source.problem((*at, "flag"), "cannot be asked for, only answers can", right)
        return
    unknown = [key for key in condition if key not in FORMS] if isinstance(condition, dict) else []
    right = instead_of(unknown[0], FORMS) if unknown else "such as {all: [{building_tag: fire_alarm}]}"
    source.problem(at, f"{condition} is not a condition", right, name="show_if")


def _flagged(point: Point, flag: Any) -> list[Choice]:
    return [choice for choice in point.choices if choice.flag and choice.flag == flag]


def _is_comparison(source: Source, at: Path, rest: dict[str, Any]) -> bool:
    before = len(source.problems)
    op, value = rest.get("op"), rest.get("value")
    if op not in OPERATORS:
        source.problem((*at, "op"), f"{op!r} is not a comparison", instead_of(op, OPERATORS))
    elif op != "answered" and "value" not in rest:
        source.problem(at, f"{op!r} has nothing to compare with", "add 'value:'", name="show_if")
    elif op == "in" and not isinstance(value, list):
        source.problem((*at, "value"), f"{value!r} is not a list", f"write [{value}]")
    elif op in ORDERING and isinstance(value, list):
        source.problem((*at, "value"), f"{value} is a list, which nothing is more or less than", "one value")
    elif any(isinstance(each, list | dict) for each in _listed(value)):
        source.problem((*at, "value"), f"{value} is not a value", "a text, a number or a list of them")
    for key in rest:
        expect(source, (*at, key), key, ("op", "value"), "part of a comparison")
    return len(source.problems) == before


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_point(source: Source, at: Path, name: str, rest: dict[str, Any], checklist: Checklist) -> None:
    ids = [point.id for section in checklist.sections for point in section.points]
    expect(source, (*at, "point"), name, ids, "point of this checklist")
    point, op = checklist.point(name), rest["op"]
    if point is None or op == "answered":
        return
    if op in ORDERING and point.type not in IN_ORDER:
        source.problem((*at, "op"), f"{op!r} cannot hold, {name} is of type {point.type}", "eq, ne or in")
        return
    if point.type == "multi_choice" and op in ("eq", "ne") and not isinstance(rest["value"], list):
        what = f"{op!r} compares all that was chosen in {name} with one choice"
        source.problem((*at, "op"), what, f"op: in, value: [{rest['value']}]")
        return
    for value in _listed(rest["value"]):
        if wrong := no_such_answer(point, value):
            source.problem((*at, "value"), f"{value!r} is not an answer to {name}", wrong)


def no_such_answer(point: Point, value: Any) -> str:
    """What would be right, "" when a point can be answered so."""
    answers = FIXED_ANSWERS.get(point.type) or tuple(choice.id for choice in point.choices)
    if answers:
        known = (*answers, "na") if point.allow_na else answers
        return "" if value in known else instead_of(value, known)
    if point.type in NUMBERS and not (point.allow_na and value == "na"):
        return "" if isinstance(value, int | float) and not isinstance(value, bool) else "a number, without quotes"
    if point.type in MOMENTS and not is_date(str(value)[:10]):
        return "a date such as 2026-01-31"
    return ""
