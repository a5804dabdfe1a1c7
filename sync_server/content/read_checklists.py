"""The checklists as they stand in their files, one checklist a file."""

from typing import Any

from domain.checklists.checklist import Checklist, Choice, Point, Quick, Section, Tile, with_included
from domain.language import Words
from sync_server.content.lined import Lined
from sync_server.content.validate import Source, as_words, fit

KNOWN = {
    "": Checklist,
    "sections": Section,
    "points": Point,
    "choices": Choice,
    "quick": Quick,
    "tiles": Tile,
    "text": Words,
    "title": Words,
}


def read_checklist(source: Source) -> Checklist | None:
    content = source.content
    applies_to = content.pop("applies_to", None)
    if isinstance(applies_to, Lined):
        for key in applies_to:
            if key != "building_tag_any":
                content.put("applies_to", applies_to, applies_to.line)
                source.problem(("applies_to", key), "is an unknown field", "applies_to has only building_tag_any")
                content.pop("applies_to")
        content.put("building_tag_any", applies_to.get("building_tag_any", []), applies_to.line)
    for section in _mappings(content.get("sections")):
        if section.get("id") and section.get("id") == content.get("repeat_section"):
            section.setdefault("repeat", {"min": 1})
        for point in _mappings(section.get("points")):
            for choice in _mappings(point.get("choices")):
                as_words(choice, "words")
    quick = content.get("quick")
    for tile in _mappings(quick.get("tiles")) if isinstance(quick, Lined) else ():
        as_words(tile, "words")
    return fit(source, Checklist, content, (), KNOWN)


def with_all_included(checklists: dict[str, Checklist]) -> dict[str, Checklist]:
    """Every checklist with the points of those that it includes; one that is missing or includes itself adds none."""

    def whole(checklist: Checklist, on_the_way: tuple[str, ...]) -> Checklist:
        included = checklists.get(checklist.includes)
        if included is None or included.id in on_the_way:
            return checklist
        return with_included(checklist, whole(included, (*on_the_way, included.id)))

    return {name: whole(checklist, (name,)) for name, checklist in checklists.items()}


def _mappings(items: Any) -> list[Lined]:
    return [item for item in items if isinstance(item, Lined)] if isinstance(items, list) else []
