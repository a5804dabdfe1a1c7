"""Whether a form that may be sent quickly asks for what it can: points of the first part, each of a type that fits."""

from domain.checklists.checklist import Checklist, Point, Quick
from sync_server.content.known import expect_unique, expect_words
from sync_server.content.problems import instead_of
from sync_server.content.validate import Path, Source

TYPES = {
    "what": ("choice", "multi_choice"),
    "where": ("location", "object_ref"),
    "when": ("datetime",),
    "words": ("text", "long_text"),
    "photo": ("photo",),
    "affected": ("choice",),
    "also": ("choice", "multi_choice", "yes_no"),
}
"""What the short form can ask for on one page."""


def check_quick(source: Source, checklist: Checklist) -> None:
    quick = checklist.quick
    if quick == Quick():
        return
    if checklist.kind != "incident_form" or len(checklist.parts) < 2:
        right = "a form in parts, so that somebody is asked for the rest"
        source.problem(("quick",), "leaves something to be asked in a part that there is not", right)
        return
    for name in ("tiles", "what"):
        if not getattr(quick, name):
            source.problem(("quick", name), "is missing", f"add '{name}:'")
    points = {point.id: point for section in checklist.sections[:1] for point in section.points}
    for name, types in TYPES.items():
        named = getattr(quick, name)
        for at, point in enumerate(named) if isinstance(named, tuple) else [(None, named)]:
            _check_point(source, ("quick", name) if at is None else ("quick", name, at), point, points, types)
    _check_tiles(source, quick, points.get(quick.what))


def _check_point(source: Source, at: Path, name: str, points: dict[str, Point], types: tuple[str, ...]) -> None:
    if not name:
        return
    if name not in points:
        fitting = [point.id for point in points.values() if point.type in types]
        source.problem(at, f"{name!r} is not a point of the first section", instead_of(name, fitting))
    elif points[name].type not in types:
        source.problem(at, f"{name} is of type {points[name].type!r}", f"type: {' or '.join(types)}")


def _check_tiles(source: Source, quick: Quick, what: Point | None) -> None:
    expect_unique(source, "id", ((("quick", "tiles", at), tile.id) for at, tile in enumerate(quick.tiles)), "tile")
    offered = [choice.id for choice in what.choices] if what else []
    for at, tile in enumerate(quick.tiles):
        expect_words(source, ("quick", "tiles", at, "words"), tile.words)
        for number, choice in enumerate(tile.choices):
            if offered and choice not in offered:
                where = ("quick", "tiles", at, "choices", number)
                source.problem(where, f"{choice!r} is not a choice of {quick.what}", instead_of(choice, offered))
