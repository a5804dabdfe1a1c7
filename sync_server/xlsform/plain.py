"""A checklist as the plain content of its YAML file: what is not said is left out, in the order of our files."""

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from domain.checklists.checklist import Checklist, Choice, Point, Section
from domain.language import Words

FIRST = ("id", "version", "title", "domain", "kind", "interval", "grace")
LAST = ("repeat_section", "intro", "sections")
POINT_LAST = ("choices", "case", "photo", "ref")


def content_of(checklist: Checklist) -> dict[str, Any]:
    content = plain(checklist)
    if tags := content.pop("building_tag_any", None):
        content["applies_to"] = {"building_tag_any": tags}
    return in_order(content)


def plain(value: Any) -> Any:
    match value:
        case Words():
            return {"sv": value.sv, "en": value.en}
        case Choice():
            said = {name: plain(each) for name, each in _said(value) if name != "words"}
            return {"id": said.pop("id"), "sv": value.words.sv, "en": value.words.en, **said}
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case float() if value.is_integer():
            return int(value)
    if is_dataclass(value):
        return {name: plain(each) for name, each in _said(value)}
    return value


def in_order(content: dict[str, Any]) -> dict[str, Any]:
    """The heading, its sections, their points and choices with their keys in the order of our files."""
    middle = [*_names(Checklist)]
    middle[middle.index("building_tag_any")] = "applies_to"
    in_point = [*(name for name in _names(Point) if name not in POINT_LAST), *POINT_LAST]
    ordered = _sorted(content, [*FIRST, *(name for name in middle if name not in (*FIRST, *LAST)), *LAST])
    ordered["sections"] = [
        _sorted(section, ["id", "title", "part", "repeat", *_names(Section)])
        | {"points": [_sorted(point, in_point) for point in section.get("points", [])]}
        for section in content.get("sections", [])
    ]
    return ordered


def _said(item: Any) -> list[tuple[str, Any]]:
    """The fields that differ from what holds when nothing is said."""
    return [(each.name, value) for each in fields(item) if (value := getattr(item, each.name)) != _unsaid(each)]


def _unsaid(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _sorted(content: dict[str, Any], order: list[str]) -> dict[str, Any]:
    known = {name: content[name] for name in order if name in content}
    return known | content
