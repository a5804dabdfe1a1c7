"""What a point does, in words: when it is shown, what its answers lead to, and where a deviation goes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.checklists.answers import within
from domain.checklists.checklist import Checklist, Choice, Point
from domain.demarcation.listing import INPUTS
from domain.demarcation.routing import Case, list_on, route
from domain.demarcation.words import explained
from domain.language import Words
from domain.places import Building
from sync_server.content import Municipality
from sync_server.preview.example import OWNER, USER

OPERATORS = {
    "eq": Words("är", "is"),
    "ne": Words("är inte", "is not"),
    "in": Words("är någon av", "is any of"),
    "gt": Words("är mer än", "is more than"),
    "gte": Words("är minst", "is at least"),
    "lt": Words("är mindre än", "is less than"),
    "lte": Words("är högst", "is at most"),
    "answered": Words("är besvarad", "is answered"),
}
PHOTO = {
    "always": Words("foto krävs", "a photo is required"),
    "on_deviation": Words("foto krävs vid avvikelse", "a photo is required with a deviation"),
    "forbidden": Words("foto är förbjudet", "photos are forbidden"),
}
ALWAYS = Words("alltid", "always")


def condition_words(condition: dict[str, Any]) -> Words:
    """When a point is shown: "sba-m-05 är deviation och månaden är 11 eller 12"."""
    match condition:
        case {"all": list(parts)}:
            return _joined([_bracketed(part) for part in parts], Words(" och ", " and "))
        case {"any": list(parts)}:
            return _joined([_bracketed(part) for part in parts], Words(" eller ", " or "))
        case {"not": part}:
            inner = condition_words(part)
            return Words(f"inte ({inner.sv})", f"not ({inner.en})")
        case {"building_tag": tag}:
            return Words(f"byggnaden har {tag}", f"the building has {tag}")
        case {"month_in": months}:
            listed = ", ".join(map(str, months))
            return Words(f"månaden är någon av {listed}", f"the month is any of {listed}")
        case {"op": op, **rest}:
            score = Words("riskvärdet", "the risk score")
            subject = score if "computed" in rest else Words(str(rest.get("point")), str(rest.get("point")))
            value = rest.get("value", "")
            said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            word = OPERATORS[op]
            return Words(f"{subject.sv} {word.sv} {said}".rstrip(), f"{subject.en} {word.en} {said}".rstrip())
    return ALWAYS


def _bracketed(condition: dict[str, Any]) -> Words:
    words = condition_words(condition)
    several = len(condition.get("all", ())) > 1 or len(condition.get("any", ())) > 1
    return Words(f"({words.sv})", f"({words.en})") if several else words


def shown_when(point: Point) -> Words:
    """The condition, and its own interval where it has one."""
    words = condition_words(point.show_if)
    if not point.interval:
        return words
    own = Words(f"var {point.interval}", f"every {point.interval}")
    return own if not point.show_if else _joined([words, own], Words("; ", "; "))


def effects(point: Point, municipality: Municipality) -> list[Words]:
    """What answers lead to, a line each; none where an answer is only noted."""
    said = list(_of_answer(point, municipality))
    said += [words for choice in point.choices if (words := _of_choice(choice))]
    if point.sets_attribute:
        said.append(Words(f"ja märker fallet: {point.sets_attribute}", f"yes marks the case: {point.sets_attribute}"))
    if point.creates_form:
        said.append(Words(f"avvikelse öppnar {point.creates_form}", f"a deviation opens {point.creates_form}"))
    if point.blocks:
        listed = ", ".join(point.blocks)
        said.append(Words(f"avvikelse låser {listed}", f"a deviation locks {listed}"))
    if point.must_precede:
        said.append(Words(f"besvaras före {point.must_precede}", f"is answered before {point.must_precede}"))
    return said


def _of_answer(point: Point, municipality: Municipality) -> Iterator[Words]:
    if severity := municipality.policy.severity(point.severity):
        yield Words(f"en avvikelse är {severity.words.sv.lower()}", f"a deviation is {severity.words.en.lower()}")
    if limits := within(point.min, point.max, point.unit):
        yield limits
    if point.limits_from == "object":
        yield Words("gränser efter objektet", "limits by the object")
    if point.deviation_when:
        yield Words(f"{point.deviation_when} är avvikelse", f"{point.deviation_when} is a deviation")
    if point.max_age:
        yield Words(f"äldre än {point.max_age} är avvikelse", f"older than {point.max_age} is a deviation")
    if point.photo in PHOTO:
        yield PHOTO[point.photo]
    if point.routing_input:
        yield Words(f"avgör {point.routing_input}", f"decides {point.routing_input}")


def _of_choice(choice: Choice) -> Words:
    parts = [
        *([Words("avvikelse", "deviation")] if choice.deviation else []),
        *([Words(choice.severity, choice.severity)] if choice.severity else []),
        *([Words(f"flagga {choice.flag}", f"flag {choice.flag}")] if choice.flag else []),
        *([Words(f"meddelar {choice.notify}", f"tells {choice.notify}")] if choice.notify else []),
        *([Words(f"öppnar {choice.creates_form}", f"opens {choice.creates_form}")] if choice.creates_form else []),
        *([Words("skapar ett ärende", "makes a task")] if choice.creates_task else []),
    ]
    if not parts:
        return Words()
    told = _joined(parts, Words(", ", ", "))
    return Words(f"{choice.words.sv}: {told.sv}", f"{choice.words.en}: {told.en}")


def destination(point: Point, building: Building, municipality: Municipality, today: date) -> Words:
    """Who repairs, inspects and pays when this point deviates at the first place where it is asked."""
    listing = list_on(municipality.demarcation, today.isoformat())
    code = point.component or point.component_hint
    if not code or listing is None:
        return Words()
    item = next((item for item in building.objects if item.type in point.object_types), None)
    space = building.space(item.space) if item else None
    space = space or next((space for space in building.spaces if space.type in point.space_types), None)
    fixed = {name: value for name, value in point.case.items() if name in INPUTS}
    routing = route(listing, building, Case(code, **fixed), space=space, item=item, on=today.isoformat())
    names = {org.id: Words(org.name, org.name_en) for org in (OWNER, USER)}
    return explained(routing, listing, building, lambda org: names.get(org) or municipality.org_words(org))


def walked_by(checklist: Checklist, municipality: Municipality) -> Words:
    """Whose round it is."""
    names = [role.name for name in checklist.performed_by if (role := municipality.roles.get(name))]
    return _joined(names, Words(", ", ", "))


def _joined(parts: list[Words], between: Words) -> Words:
    return Words(between.sv.join(part.sv for part in parts), between.en.join(part.en for part in parts))
