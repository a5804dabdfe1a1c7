"""Whether the condition under which a point is shown can be understood, and speaks of what there is."""

from typing import Any

from domain.checklists import Checklist, Point
from sync_server.content.known import Known, expect
from sync_server.content.problems import instead_of
from sync_server.content.validate import Path, Source

OPERATORS = ("eq", "ne", "in", "gt", "gte", "lt", "lte", "answered")
FORMS = ("all", "any", "not", "building_tag", "month_in", "point", "computed")
FIXED_ANSWERS = {"ok_dev_na": ("ok", "deviation", "na"), "yes_no": ("yes", "no")}


def check_show_if(source: Source, at: Path, condition: Any, checklist: Checklist, known: Known) -> None:
    if not condition:
        return
    match condition:
        case {"all": list(parts)} | {"any": list(parts)} if len(condition) == 1:
            within = next(iter(condition))
            for number, part in enumerate(parts):
                check_show_if(source, (*at, within, number), part, checklist, known)
        case {"not": part} if len(condition) == 1:
            check_show_if(source, (*at, "not"), part, checklist, known)
        case {"building_tag": str(tag)} if len(condition) == 1:
            expect(source, (*at, "building_tag"), tag, known.tags, "building tag")
        case {"month_in": list(months)} if len(condition) == 1:
            if not all(isinstance(month, int) and 1 <= month <= 12 for month in months):
                source.problem((*at, "month_in"), f"{months} are not all months", "numbers from 1 to 12")
        case {"point": str(name), **rest}:
            _check_comparison(source, at, rest)
            _check_point(source, at, name, rest, checklist)
        case {"computed": str(name), **rest}:
            _check_comparison(source, at, rest)
            expect(source, (*at, "computed"), name, ("risk_score",), "computed value")
        case _:
            unknown = [key for key in condition if key not in FORMS] if isinstance(condition, dict) else []
            right = instead_of(unknown[0], FORMS) if unknown else "such as {all: [{building_tag: fire_alarm}]}"
            source.problem(at, f"{condition} is not a condition", right, name="show_if")


def _check_comparison(source: Source, at: Path, rest: dict[str, Any]) -> None:
    op = rest.get("op")
    if op not in OPERATORS:
        source.problem((*at, "op"), f"{op!r} is not a comparison", instead_of(op, OPERATORS))
    elif op != "answered" and "value" not in rest:
        source.problem(at, f"{op!r} has nothing to compare with", "add 'value:'", name="show_if")
    elif op == "in" and not isinstance(rest["value"], list):
        source.problem((*at, "value"), f"{rest['value']!r} is not a list", f"write [{rest['value']}]")
    for key in rest:
        expect(source, (*at, key), key, ("op", "value"), "part of a comparison")


def _check_point(source: Source, at: Path, name: str, rest: dict[str, Any], checklist: Checklist) -> None:
    ids = [point.id for section in checklist.sections for point in section.points]
    expect(source, (*at, "point"), name, ids, "point of this checklist")
    point = checklist.point(name)
    values = rest.get("value")
    if point is None or values is None or not (answers := _answers(point)):
        return
    for value in values if isinstance(values, list) else [values]:
        if value not in answers:
            source.problem((*at, "value"), f"{value!r} is not an answer to {name}", instead_of(value, answers))


def _answers(point: Point) -> tuple[str, ...]:
    """The answers a point can have, where they are few."""
    return FIXED_ANSWERS.get(point.type) or tuple(choice.id for choice in point.choices)
