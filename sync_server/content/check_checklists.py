"""Whether a checklist holds together, and what it refers to exists."""

from collections import Counter

from domain.checklists.checklist import Checklist, Point, Section
from sync_server.content.check_forms import minutes_in
from sync_server.content.check_order import check_order
from sync_server.content.check_people import check_people
from sync_server.content.check_points import check_point
from sync_server.content.check_quick import check_quick
from sync_server.content.check_reach import check_reach
from sync_server.content.known import (
    Known,
    also,
    expect,
    expect_all,
    expect_duration,
    expect_tag,
    expect_unique,
    expect_words,
    is_duration,
)
from sync_server.content.read_checklists import with_all_included
from sync_server.content.validate import Path, Source

REPORTER = "reporter"
"""Whoever reports; not a role that somebody is given."""

KINDS = ("round", "test", "inspection", "incident_form", "assessment")
SCOPES = ("building", "building_outdoor", "building_and_spaces", "checkpoints", "unit")
ROLE_FIELDS = (
    "performed_by",
    "reviewed_by",
    "handled_by",
    "attended_by",
    "countersigned_by",
    "informed",
    "informed_deidentified",
)


def check_checklists(checklists: list[tuple[Source, Checklist]], known: Known) -> None:
    times = Counter(checklist.id for _, checklist in checklists)
    wholes = with_all_included(known.checklists)
    for source, checklist in checklists:
        if times[checklist.id] > 1:
            source.problem(("id",), f"{checklist.id!r} is the id of several checklists", "one of its own")
        _check_heading(source, checklist, known)
        whole = wholes.get(checklist.id, checklist)
        points = [
            (("sections", at, "points", number), point)
            for at, section in enumerate(checklist.sections)
            for number, point in enumerate(section.points)
        ]
        expect_unique(source, "id", ((at, point.id) for at, point in points), "point")
        if _includes_well(source, checklist, known):
            _check_ids_of_included(source, checklist, points, wholes)
        for at, section in enumerate(checklist.sections):
            _check_section(source, at, section, known)
        for at, point in points:
            check_point(source, at, point, whole, known)
        _check_places(source, checklist, points, known)
        check_people(source, checklist, known)
        check_quick(source, checklist)
        if len({point.id for _, point in points}) == len(points):
            check_order(source, whole, points)
            check_reach(source, whole, points, known)


def _check_heading(source: Source, checklist: Checklist, known: Known) -> None:
    expect(source, ("kind",), checklist.kind, KINDS, "kind")
    expect(source, ("scope",), checklist.scope, SCOPES, "scope")
    expect(source, ("confidentiality",), checklist.confidentiality, known.enums.get("confidentiality", ()), "class")
    expect(source, ("retention",), checklist.retention, known.retention, "retention class")
    expect_duration(source, ("interval",), checklist.interval, "event")
    expect_duration(source, ("grace",), checklist.grace)
    expect_words(source, ("title",), checklist.title)
    expect_words(source, ("intro",), checklist.intro, required=False)
    for tag in checklist.building_tag_any:
        expect_tag(source, ("building_tag_any",), tag, known)
    for name in ROLE_FIELDS:
        expect_all(source, (name,), getattr(checklist, name), known.roles, "role")
    expect(source, ("repeat_section",), checklist.repeat_section, [s.id for s in checklist.sections], "section")
    expect_unique(source, "id", ((("sections", at), s.id) for at, s in enumerate(checklist.sections)), "section")
    _check_words_for_all(source, checklist)
    if not checklist.sections:
        source.problem(("sections",), "is missing", "at least one section with points")


def _check_words_for_all(source: Source, checklist: Checklist) -> None:
    for key in checklist.ordering:
        expect(source, ("ordering", key), key, ("mode", "note"), "field of ordering")
    expect(source, ("ordering", "mode"), str(checklist.ordering.get("mode", "")), ("free",), "order")
    for key, value in checklist.drafts.items():
        expect(source, ("drafts", key), key, ("offline", "encrypted", "purge_after_sync"), "rule for drafts")
        if not isinstance(value, bool):
            source.problem(("drafts", key), f"{value!r} is not yes or no", "true or false")
    if is_duration(checklist.interval) and minutes_in(checklist.interval) == 0:
        source.problem(("interval",), f"{checklist.interval!r} is no time at all", "such as P1M, or 'event'")
    elif _is_as_long(checklist.grace, checklist.interval):
        what = f"{checklist.grace} is not shorter than the interval {checklist.interval}"
        source.warning(("grace",), what, "a grace that is over before the next round is due")


def _is_as_long(grace: str, interval: str) -> bool:
    return is_duration(interval) and is_duration(grace) and minutes_in(grace) >= minutes_in(interval)


def _check_places(source: Source, checklist: Checklist, points: list[tuple[Path, Point]], known: Known) -> None:
    """Whether what a point is repeated over stands in any of the buildings."""
    buildings = known.buildings_for(checklist)
    objects = {item.type for building in buildings for item in building.objects}
    spaces = {space.type for building in buildings for space in building.spaces}
    for at, point in points:
        for name, there in (("object_types", objects), ("space_types", spaces)):
            types = getattr(point, name)
            if buildings and types and not set(types) & there and set(types) <= set(_types(known, name)):
                what = f"no building that the checklist applies to has {' or '.join(types)}, so that nothing is asked"
                source.warning((*at, name), what, "right if one is to come")


def _types(known: Known, name: str) -> tuple[str, ...]:
    """Those that the other checks know: of what nobody knows, enough has been said."""
    return known.object_types if name == "object_types" else known.enums.get("space_type", ())


def _includes_well(source: Source, checklist: Checklist, known: Known) -> bool:
    expect(source, ("includes",), checklist.includes, known.checklist_ids, "checklist")
    on_the_way, following = {checklist.id}, checklist.includes
    while following in known.checklists:
        if following in on_the_way:
            source.problem(("includes",), "comes back to this checklist", "a checklist that does not include this one")
            return False
        on_the_way.add(following)
        following = known.checklists[following].includes
    return True


def _check_ids_of_included(
    source: Source, checklist: Checklist, points: list[tuple[Path, Point]], wholes: dict[str, Checklist]
) -> None:
    included = wholes.get(checklist.includes)
    for at, point in points:
        if included and included.point(point.id):
            what = f"{point.id!r} is already the id of a point in {included.id}, which is included"
            source.problem((*at, "id"), what, "one of its own")


def _check_section(source: Source, at: int, section: Section, known: Known) -> None:
    expect_words(source, ("sections", at, "title"), section.title)
    expect(source, ("sections", at, "part"), section.part, also(known.roles, REPORTER), "role")
    for key in section.repeat:
        expect(source, ("sections", at, "repeat", key), key, ("min", "max"), "limit")
    if section.repeat.get("min", 0) > section.repeat.get("max", section.repeat.get("min", 0)):
        source.problem(("sections", at, "repeat", "min"), "is more than max", "min no greater than max")
