"""Whether the rules for a point's answer fit its type, and each other."""

from domain.checklists.checklist import Point
from domain.durations import parse_duration
from sync_server.content.check_show_if import no_such_answer
from sync_server.content.known import expect, expect_all, is_duration
from sync_server.content.validate import Path, Source

TEXTS = ("text", "long_text", "police_number")
MOMENTS = ("date", "datetime")
LIMITS = ("hard_min", "min", "max", "hard_max")
EFFECTIVE = {
    "min": ("number",),
    "max": ("number",),
    "hard_min": ("number", "money"),
    "hard_max": ("number", "money"),
    "decimals": ("number", "money"),
    "limits_from": ("number",),
    "max_length": TEXTS,
    "pattern": TEXTS,
    "min_count": ("photo", "multi_choice"),
    "max_count": ("photo", "multi_choice"),
    "max_age": ("date",),
    "not_future": MOMENTS,
    "after": MOMENTS,
    "before": MOMENTS,
    "deviation_when": ("yes_no",),
    "on_no": ("yes_no",),
    "sets_attribute": ("yes_no",),
    "suggest_from_flag": ("choice", "multi_choice"),
    "risk_axis": ("choice", "number"),
    "signers": ("signature",),
    "allow": ("location",),
}
"""The types of points for which a field means something."""

ON_NO = ("emergency_screen",)
LOCATIONS = ("building_space", "home_visit", "phone", "email", "social_media", "commute", "other")


def check_form(source: Source, at: Path, point: Point) -> None:
    for name, types in EFFECTIVE.items():
        given = getattr(point, name)
        if given not in ("", None, (), False) and point.type not in types:
            source.warning((*at, name), f"has no effect with type {point.type!r}", f"type: {' or '.join(types)}")
    expect(source, (*at, "on_no"), point.on_no, ON_NO, "screen")
    expect_all(source, (*at, "allow"), point.allow, LOCATIONS, "kind of place")
    if point.type == "photo" and point.photo_forbidden:
        source.problem((*at, "photo"), "is forbidden for a point that asks for a photo", "another type, or no 'photo:'")
    if point.default is not None and (right := no_such_answer(point, point.default)):
        source.problem((*at, "default"), f"{point.default!r} is not an answer to this point", right)
    for name in ("max_age", "interval"):
        _check_takes_time(source, (*at, name), getattr(point, name))
    _check_decimals(source, at, point)
    _check_counts(source, at, point)


def _check_takes_time(source: Source, at: Path, text: str) -> None:
    if text and is_duration(text) and minutes_in(text) == 0:
        source.problem(at, f"{text!r} is no time at all", "a duration such as P1M, or leave it out")


def minutes_in(text: str) -> float:
    """About how long a duration is; a month counts as a twelfth of a year."""
    duration = parse_duration(text)
    return (duration.months * 365.25 / 12 + duration.days) * 1440 + duration.minutes


def _check_decimals(source: Source, at: Path, point: Point) -> None:
    if point.decimals is None:
        return
    if point.decimals < 0:
        source.problem((*at, "decimals"), f"{point.decimals} is less than 0", "0 for whole numbers, 1, 2, ...")
        return
    for name in LIMITS:
        limit = getattr(point, name)
        if limit is not None and round(limit, point.decimals) != limit:
            what = f"{limit:g} has more decimals than the {point.decimals} that may be typed"
            source.problem((*at, name), what, "more 'decimals:', or a rounder limit")


def _check_counts(source: Source, at: Path, point: Point) -> None:
    for name in ("max_length", "max_count"):
        most = getattr(point, name)
        if most is not None and most < 1:
            source.problem((*at, name), f"{most} leaves no answer", "1 or more, or leave it out")
    least, most = point.min_count, point.max_count
    if least is not None and least < 0:
        source.problem((*at, "min_count"), f"{least} is less than 0", "0 or more")
    if least is not None and most is not None and 0 < most < least:
        source.problem((*at, "max_count"), f"{most} is less than min_count {least}", "no less than min_count")
    if least and point.choices and least > len(point.choices):
        source.problem((*at, "min_count"), f"{least} is more than the {len(point.choices)} choices", "fewer")
