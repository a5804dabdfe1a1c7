"""Whether points that hold each other back stand in an order in which they can be answered, with the signature last."""

from collections.abc import Iterator

from domain.checklists.checklist import Checklist, Point
from sync_server.content.reachable import Walk
from sync_server.content.validate import Path, Source

MOMENTS = ("date", "datetime")
SIGNED = ("test", "inspection", "assessment")
"""Kinds that somebody answers for by name. A round or a form may do without."""

Points = list[tuple[Path, Point]]


def check_order(source: Source, checklist: Checklist, points: Points) -> None:
    """`checklist` holds the included points, too; `points` are those of the source, each with its path."""
    walk = Walk(checklist)
    for at, point in points:
        _check_moments(source, at, point, checklist)
        _check_holding_back(source, at, point, walk)
        _check_flag(source, at, point, walk)
    _check_signatures(source, checklist, points)


def _check_moments(source: Source, at: Path, point: Point, checklist: Checklist) -> None:
    for name in ("after", "before"):
        other = checklist.point(getattr(point, name))
        if other and other.id == point.id:
            source.problem((*at, name), "names the point itself", "another date")
        elif other and other.type not in MOMENTS:
            source.problem(
                (*at, name), f"{other.id} is of type {other.type}, not a date", "a point of type date or datetime"
            )
        elif other and other.id in set(_earlier(checklist, point.id)) & set(_later(checklist, point.id)):
            what = f"{other.id} would have to be both before and after this point"
            source.problem((*at, name), what, "one order of the dates")
            return


def _earlier(checklist: Checklist, start: str) -> Iterator[str]:
    """All dates that must come before one, by what any of them says."""
    return _reached({(b.id, b.after) for b in _all(checklist)} | {(a.before, a.id) for a in _all(checklist)}, start)


def _later(checklist: Checklist, start: str) -> Iterator[str]:
    return _reached({(b.after, b.id) for b in _all(checklist)} | {(a.id, a.before) for a in _all(checklist)}, start)


def _all(checklist: Checklist) -> list[Point]:
    return [point for section in checklist.sections for point in section.points]


def _reached(pairs: set[tuple[str, str]], start: str) -> Iterator[str]:
    seen, waiting = {start, ""}, [start]
    while waiting:
        here = waiting.pop()
        for there in {there for one, there in pairs if one == here} - seen:
            seen.add(there)
            waiting.append(there)
            yield there


def _check_holding_back(source: Source, at: Path, point: Point, walk: Walk) -> None:
    places = walk.places
    held = [(("must_precede",), point.must_precede), *((("blocks",), name) for name in point.blocks)]
    for field, name in held:
        if name == point.id:
            source.problem((*at, *field), "names the point itself", "a later point")
        elif name in places and places[name] < places[point.id]:
            what = f"{name} comes earlier, and is answered when this point is reached"
            source.problem((*at, *field), what, f"a later point, or put this one before {name}")


def _check_flag(source: Source, at: Path, point: Point, walk: Walk) -> None:
    flag = point.suggest_from_flag
    carriers = [number for number, (_, other) in enumerate(walk.points) if any(c.flag == flag for c in other.choices)]
    if flag and carriers and min(carriers) >= walk.places[point.id]:
        source.problem((*at, "suggest_from_flag"), f"no earlier choice carries {flag!r}", "put this point after them")


def _check_signatures(source: Source, checklist: Checklist, points: Points) -> None:
    signed: dict[str, Point] = {}
    for at, point in points:
        part = _part(checklist, point)
        if part in signed and point.type == "signature":
            what = f"{signed[part].id} is already the signature"
            source.problem((*at, "type"), what, "one signature, with several 'signers:' where more than one signs")
        elif part in signed:
            what = f"comes after the signature {signed[part].id}, which is given last"
            source.warning((*at, "id"), what, f"put it before {signed[part].id}")
        elif point.type == "signature":
            signed[part] = point
    anywhere = any(point.type == "signature" for point in _all(checklist))
    if checklist.kind in SIGNED and not anywhere:
        source.warning(
            ("kind",), f"{checklist.kind!r} is signed, but no point is a signature", "a last point of that type"
        )


def _part(checklist: Checklist, point: Point) -> str:
    return next((section.part for section in checklist.sections if point in section.points), "")
