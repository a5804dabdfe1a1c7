"""Whether every point can ever be asked: what its condition waits for comes first, and some answers fulfil it."""

from collections import Counter
from dataclasses import replace

from domain.checklists.checklist import Checklist, Point, Section
from sync_server.content.answerable import NEVER_ANSWERED
from sync_server.content.check_show_if import check_show_if
from sync_server.content.conditions import Condition, alternatives, said, simple_parts, together, with_paths
from sync_server.content.known import Known
from sync_server.content.reachable import AXES, MOST_STEPS, NEVER, NOT_ANALYSED, Walk, can_hold, verdicts
from sync_server.content.validate import Path, Source

Points = list[tuple[Path, Point]]


def check_reach(source: Source, checklist: Checklist, points: Points, known: Known) -> None:
    """`checklist` holds the included points, too; `points` are those of the source, each with its path."""
    misread = {point.id for at, point in points if _is_misread(source, at, point, checklist, known)}
    everywhere = Counter(point.id for section in checklist.sections for point in section.points)
    if max(everywhere.values(), default=1) > 1:
        return
    walk = Walk(_readable(checklist, misread | _misread_included(checklist, points, known)))
    in_any, worlds = verdicts(walk), worlds_of(checklist, known)
    in_these = verdicts(walk, worlds) if worlds else in_any
    for at, point in points:
        here = (*at, "show_if")
        if not point.show_if or point.id in misread or _waits_in_vain(source, here, point, walk):
            continue
        if in_any[point.id] == NEVER:
            _tell_never(source, here, point, walk, in_any)
        elif NOT_ANALYSED in (in_any[point.id], in_these[point.id]):
            what = f"was not analysed: more than {MOST_STEPS} combinations of answers matter"
            source.warning(here, what, "a condition on fewer points")
        elif in_these[point.id] == NEVER:
            _tell_not_here(source, here, point, worlds, in_these)
        else:
            _check_alternatives(source, here, point, walk)


def worlds_of(checklist: Checklist, known: Known) -> tuple[frozenset[str], ...]:
    """The tags of each building that the checklist applies to; none when not all buildings could be read."""
    return tuple(frozenset(building.tags) for building in known.buildings_for(checklist))


def _is_misread(source: Source, at: Path, point: Point, checklist: Checklist, known: Known) -> bool:
    before = len(source.problems)
    check_show_if(source, (*at, "show_if"), point.show_if, checklist, known)
    return len(source.problems) > before


def _misread_included(checklist: Checklist, points: Points, known: Known) -> set[str]:
    """Those of other files, where they are told."""
    own = {point.id for _, point in points}
    others = [point for section in checklist.sections for point in section.points if point.id not in own]
    return {point.id for point in others if _is_misread(Source("", {}), (), point, checklist, known)}


def _readable(checklist: Checklist, misread: set[str]) -> Checklist:
    """As if those who cannot be understood were always asked, so that one mistake is told once."""

    def plain(point: Point) -> Point:
        return replace(point, show_if={}) if point.id in misread else point

    sections = (replace(section, points=tuple(map(plain, section.points))) for section in checklist.sections)
    return replace(checklist, sections=tuple(sections))


def _waits_in_vain(source: Source, at: Path, point: Point, walk: Walk) -> bool:
    before = len(source.problems)
    number = walk.places[point.id]
    for here, part in with_paths(at, point.show_if):
        if "point" in part:
            _check_is_known(source, (*here, "point"), walk, number, walk.places[part["point"]])
        elif "computed" in part and (missing := [axis for axis in AXES if axis not in walk.axes(number)]):
            what = f"risk_score has no point with risk_axis {' or '.join(missing)} before it in its section"
            source.problem((*here, "computed"), what, f"a point with 'risk_axis: {missing[0]}' first")
    return len(source.problems) > before


def _check_is_known(source: Source, at: Path, walk: Walk, asking: int, asked: int) -> None:
    """Whether the answer to a point is there when another is reached."""
    (here, waiting), (section, point) = walk.points[asking], walk.points[asked]
    if asked == asking:
        source.problem(at, "waits for its own answer", "a condition on an earlier point", name="show_if")
    elif point.type in NEVER_ANSWERED:
        what = f"waits for {point.id}, which is of type {point.type} and has no answer"
        source.problem(at, what, "a condition on another point", name="show_if")
    elif asked > asking:
        part = f" in the part of {section.part}" if section.part != here.part else ""
        back = " and itself waits for this one" if waiting.id in _asked_by(point) else ""
        what = f"waits for {point.id}, which comes later{part}{back}"
        source.problem(at, what, f"put {point.id} first, or ask about an earlier point", name="show_if")
    elif not walk.can_see(asking, asked):
        what = f"waits for {point.id}, which is answered once for each {_each(section, point)}, while this point is not"
        source.warning(at, what, f"give it the scope and types of {point.id}", name="show_if")


def _asked_by(point: Point) -> set[str]:
    return {str(part.get("point")) for part in simple_parts(point.show_if)}


def _each(section: Section, point: Point) -> str:
    return " or ".join(point.object_types or point.space_types) or f"repeat of section {section.id}"


def _tell_never(source: Source, at: Path, point: Point, walk: Walk, found: dict[str, str]) -> None:
    number, never = walk.places[point.id], [name for name in sorted(_asked_by(point)) if found.get(name) == NEVER]
    required = ", although the point is required" if point.required else ""
    if can_hold(walk, number, point.show_if, all_asked=True) != NEVER:
        if never:
            what = f"can never hold: {', '.join(never)} {'is' if len(never) == 1 else 'are'} never asked"
        else:
            what = f"can never hold: what it waits for is not asked when {said(point.show_if)}"
        source.problem(at, what + required, "a condition that some answers fulfil")
        return
    parts = _conflict(walk, number, point.show_if)
    what = f"can never hold: {said({'all': parts})}"
    source.problem(at, what + required, "a condition that some answers fulfil")


def _conflict(walk: Walk, number: int, condition: Condition) -> list[Condition]:
    """As few as possible of the conditions that must hold together, and that still cannot."""
    parts = list(together(condition))
    for part in list(parts):
        fewer = [other for other in parts if other is not part]
        if fewer and can_hold(walk, number, {"all": fewer}, all_asked=True) == NEVER:
            parts = fewer
    return parts


def _tell_not_here(
    source: Source, at: Path, point: Point, worlds: tuple[frozenset[str], ...], found: dict[str, str]
) -> None:
    asked = {part["building_tag"] for part in simple_parts(point.show_if) if "building_tag" in part}
    absent = sorted(asked - frozenset().union(*worlds))
    waits = [name for name in sorted(_asked_by(point)) if found.get(name) == NEVER]
    if absent:
        why = f"none has the tag {' or '.join(map(repr, absent))}"
    elif waits and not asked:
        why = f"{', '.join(waits)} is not asked there"
    else:
        why = f"none fits {said(point.show_if)}"
    what = f"never holds in any building that the checklist applies to: {why}"
    source.warning(at, what, "right if such a building is to come")


def _check_alternatives(source: Source, at: Path, point: Point, walk: Walk) -> None:
    for here, alternative, whole in alternatives(at, point.show_if):
        if can_hold(walk, walk.places[point.id], whole) == NEVER:
            what = f"this alternative can never hold: {said(alternative)}"
            source.warning(here, what, "take it away, or change it", name="show_if")
