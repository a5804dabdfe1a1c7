"""Whether what a point does when it is answered can happen: deviations, severities, forms, suggestions."""

from domain.checklists.checklist import Checklist, Point
from sync_server.content.check_forms import minutes_in
from sync_server.content.known import Known, expect, is_duration
from sync_server.content.validate import Path, Source

AS_GOOD_AS = 1.1
"""An interval counts as shorter only beyond the difference between four weeks and a month."""

ABOUT_ANYTHING = ("assessment",)
"""Kinds whose points are about whatever is assessed, so that only people can say which component."""


def can_deviate(point: Point) -> bool:
    match point.type:
        case "ok_dev_na":
            return True
        case "yes_no":
            return bool(point.deviation_when)
        case "number":
            return bool(point.limits_from) or point.min is not None or point.max is not None
        case "date":
            return bool(point.max_age)
    return any(choice.deviation for choice in point.choices)


def check_effects(source: Source, at: Path, point: Point, checklist: Checklist, known: Known) -> None:
    if not can_deviate(point):
        _check_nothing_for_deviations(source, at, point)
    elif checklist.kind not in ABOUT_ANYTHING:
        _check_has_component(source, at, point)
    if checklist.kind != "incident_form":
        for number, choice in enumerate(point.choices):
            if choice.severity and not choice.deviation:
                here = (*at, "choices", number, "severity")
                source.warning(here, "has no effect on a choice that is no deviation", "add 'deviation: true'")
    expect(source, (*at, "sets_attribute"), point.sets_attribute, known.attributes, "attribute of a special deadline")
    _check_interval(source, at, point, checklist)


def _check_has_component(source: Source, at: Path, point: Point) -> None:
    fixed = (point.component, point.component_hint, point.case.get("component"), point.routing_case.get("component"))
    if not any(fixed) and not point.object_types:
        what = "can deviate but has none, so that whoever finds something must choose one"
        source.warning(at, what, "add 'component:'", name="component")


def _check_nothing_for_deviations(source: Source, at: Path, point: Point) -> None:
    why = "has no effect, no answer to this point is a deviation"
    right = {
        "yes_no": "add 'deviation_when:'",
        "number": "add 'min:' or 'max:'",
        "date": "add 'max_age:'",
        "choice": "add 'deviation: true' to a choice",
        "multi_choice": "add 'deviation: true' to a choice",
    }.get(point.type, "leave it out")
    for name in ("severity", "creates_form", "ask"):
        if getattr(point, name):
            source.warning((*at, name), why, right)
    if point.photo == "on_deviation":
        source.warning((*at, "photo"), why, right)
    if point.blocks:
        source.problem((*at, "blocks"), "never locks anything, no answer to this point is a deviation", right)


def _check_interval(source: Source, at: Path, point: Point, checklist: Checklist) -> None:
    own, whole = point.interval, checklist.interval
    if is_duration(own) and is_duration(whole) and 0 < minutes_in(own) * AS_GOOD_AS < minutes_in(whole):
        what = f"{own} is shorter than the checklist's {whole}, and nobody comes by that often"
        source.problem((*at, "interval"), what, f"{whole} or longer, or leave it out")
