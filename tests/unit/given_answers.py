"""Answers as people give them: for every kind of point, valid ones of every kind, and whether each is a deviation.

What is a deviation is decided here by how the answer was made, not by asking the domain.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.checklists.checklist import Choice, Point
from domain.photos import PhotoRef
from domain.places import Building, Object

SEVERITIES = ("critical", "high", "medium", "low", "observation")
PHOTO = PhotoRef(hashlib.sha256(b"a picture").hexdigest(), 64, 48, "2026-11-23T09:00:00.000+00:00")
WORDS = st.text("abcåäö ", min_size=1, max_size=12).filter(str.strip)


@dataclass(frozen=True)
class Given:
    """`severity` is what the data says of the answer; "" where it is none."""

    value: Any
    deviates: bool = False
    severity: str = ""
    photos: tuple[PhotoRef, ...] = ()


def answers_to(point: Point, item: Object | None, building: Building, now: datetime) -> st.SearchStrategy[Given]:
    """Any valid answer to the point, asked of `item` in `building` at the time `now`."""
    fine, deviating = _kinds(point, item, building, now)
    if point.allow_na or point.type == "ok_dev_na":
        fine = fine | st.just(Given("na"))
    return fine if deviating is None else fine | deviating


def _kinds(
    point: Point, item: Object | None, building: Building, now: datetime
) -> tuple[st.SearchStrategy[Given], st.SearchStrategy[Given] | None]:
    usual = point.severity or "medium"
    match point.type:
        case "ok_dev_na":
            return st.just(Given("ok")), st.just(Given("deviation", True, usual))
        case "yes_no":
            own = point.deviation_when if not point.sets_attribute else ""
            return _yes_or_no(own, usual)
        case "number" | "money":
            return _numbers(point, item, usual)
        case "choice":
            return st.sampled_from(point.choices).map(lambda choice: _chosen([choice], usual, one=True)), None
        case "multi_choice":
            some = st.lists(st.sampled_from(point.choices), min_size=1, max_size=4, unique_by=lambda choice: choice.id)
            return some.map(lambda choices: _chosen(choices, usual, one=False)), None
        case "date" if point.max_age:
            return _dates(point, now, usual)
        case "date" | "datetime":
            return _moments(point, now), None
        case "photo":
            photos = tuple(
                PhotoRef(hashlib.sha256(bytes([number])).hexdigest()) for number in range(point.min_count or 1)
            )
            return st.just(Given([photo.sha256 for photo in photos], photos=photos)), None
    return _words(point, building).map(Given), None


def _yes_or_no(own: str, usual: str) -> tuple[st.SearchStrategy[Given], st.SearchStrategy[Given] | None]:
    fine = st.sampled_from([answer for answer in ("yes", "no") if answer != own]).map(Given)
    return fine, st.just(Given(own, True, usual)) if own else None


def _words(point: Point, building: Building) -> st.SearchStrategy[Any]:
    match point.type:
        case "police_number":
            return st.from_regex(point.pattern, fullmatch=True)
        case "object_ref":
            return st.sampled_from([*(item.tag for item in building.objects), *(s.id for s in building.spaces)])
        case "location":
            return st.sampled_from(point.allow)
        case "role_ref":
            return st.sampled_from(["unit_manager", "property_manager"])
    return WORDS.map(lambda words: words[: point.max_length])


def _numbers(
    point: Point, item: Object | None, usual: str
) -> tuple[st.SearchStrategy[Given], st.SearchStrategy[Given] | None]:
    own = item.limits.get(point.id, {}) if item and point.limits_from == "object" else {}
    low, high = own.get("min", point.min), own.get("max", point.max)
    least = point.hard_min if point.hard_min is not None else 0
    most = point.hard_max if point.hard_max is not None else 1_000_000
    inside = st.integers(int(low if low is not None else least), int(high if high is not None else most))
    outside = [
        st.integers(int(start), int(end))
        for start, end in ((least, (low or 0) - 1), ((high or 0) + 1, most))
        if (end < (low or 0) and low is not None and start <= end) or (start > (high or 0) and high is not None)
    ]
    deviating = st.one_of(outside).map(lambda number: Given(number, True, usual)) if outside else None
    return inside.map(Given), deviating


def _chosen(choices: list[Choice], usual: str, *, one: bool) -> Given:
    value = choices[0].id if one else [choice.id for choice in choices]
    if not any(choice.deviation for choice in choices):
        return Given(value)
    said = [choice.severity for choice in choices if choice.severity]
    return Given(value, True, min(said, key=SEVERITIES.index) if said else usual)


def _dates(point: Point, now: datetime, usual: str) -> tuple[st.SearchStrategy[Given], st.SearchStrategy[Given]]:
    months = int(point.max_age.strip("PM"))
    young = st.integers(0, 28 * months).map(lambda days: Given((now.date() - timedelta(days)).isoformat()))
    old = st.dates(date(2000, 1, 1), now.date() - timedelta(days=31 * months + 1))
    said = old.map(lambda day: Given(day.isoformat(), True, usual)) | st.just(Given("missing", True, usual))
    return young, said


def _moments(point: Point, now: datetime) -> st.SearchStrategy[Given]:
    """What is to be after another moment is now, what is to be before another was days ago, and the rest in between."""
    days = st.just(0) if point.after else st.integers(3, 30) if point.before else st.integers(0, 2)
    moments = days.map(lambda passed: now - timedelta(days=passed))
    if point.type == "date":
        return moments.map(lambda moment: Given(moment.date().isoformat()))
    return moments.map(lambda moment: Given(moment.isoformat(timespec="minutes")))
