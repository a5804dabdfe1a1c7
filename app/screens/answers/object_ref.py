"""Answering with an object or a room: its label is scanned, or it is found by a part of its name, or room by room."""

from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here
from app.screens.fields import ROUND_MARK, EntryField, option_row
from app.screens.guard import part
from app.screens.parts import column, quiet, row_card, secondary, section
from app.screens.scan import Scan
from app.screens.surroundings import Said, Voice, use_voice
from app.state.rounds.walk import Walk
from domain.checklists.checklist import Point
from domain.places import Building, Object, Space
from domain.refusals import Refusal
from domain.rounds.round import with_found
from domain.rounds.tags import name_of

MOST_SHOWN = 25


@part
def ObjectChoice(point: Point, walk: Walk, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    building = with_found(walk.building, walk.round)
    typed, set_typed = ft.use_state("")
    opened, set_opened = ft.use_state("")
    scanning, set_scanning = ft.use_state(False)

    def found(said: str) -> Said:
        thing = walk.meant(said)
        if isinstance(thing, Refusal):
            return thing
        set_scanning(False)
        give(name_of(thing))
        return None

    if scanning:
        return Scan(found, lambda: set_scanning(False))
    chosen = _thing(building, given)
    controls: list[ft.Control] = []
    # Scanning uses the camera, and where nobody may photograph, no camera opens.
    if not point.photo_forbidden:
        scan = secondary(t("answer.scan"), ft.Icons.QR_CODE_SCANNER, lambda _: set_scanning(True), "scan-object")
        controls.append(scan)
    controls.append(EntryField(t("answer.search_object"), "", set_typed, identifier="answer-search", kind="search"))
    if chosen:
        controls += [section(t("answer.chosen")), _row(chosen, True, give)]
    if typed.strip():
        controls += _matches(building, point, typed, given, give, t)
    else:
        controls += _rooms(building, point, opened, set_opened, given, give, t)
    return column([*controls, *not_here(point, given, give, t)])


def _rooms(
    building: Building, point: Point, opened: str, open_: Any, given: Any, give: Give, t: Voice
) -> list[ft.Control]:
    """A row for each room; the one that is opened shows what stands in it."""
    rows: list[ft.Control] = []
    for space in building.spaces:
        items = _items(building, point, space)
        words = t("answer.objects", n=len(items)) if items else t("answer.no_objects")
        icon = ft.Icon(ft.Icons.EXPAND_LESS if space.id == opened else ft.Icons.MEETING_ROOM)
        to = "" if space.id == opened else space.id
        rows.append(row_card(icon, space.name, quiet(words), lambda _, to=to: open_(to), f"room-{space.id}"))
        if space.id == opened:
            whole = option_row(
                t("answer.whole_room", room=space.name),
                given == space.id,
                lambda _, space=space: give(space.id),
                f"answer-{space.id}",
                ROUND_MARK,
            )
            rows.append(
                ft.Container(column([whole, *_choices(items, given, give)], 8), padding=ft.Padding.only(left=16))
            )
    return rows


def _matches(building: Building, point: Point, typed: str, given: Any, give: Give, t: Voice) -> list[ft.Control]:
    """What carries the words, under the name of its room."""
    wanted, rows, left = typed.strip().lower(), [], MOST_SHOWN
    for space in building.spaces:
        fits = wanted in space.name.lower()
        things: list[Object | Space] = [space] if fits else []
        things += [item for item in _items(building, point, space) if wanted in f"{item.label} {item.tag}".lower()]
        if things and left > 0:
            rows += [section(space.name), *_choices(things[:left], given, give)]
        left -= len(things)
    if left < 0:
        rows.append(quiet(t("answer.more_matches", n=-left), 16))
    return rows or [quiet(t("answer.no_match", words=typed.strip()), 16)]


def _choices(things: Any, given: Any, give: Give) -> list[ft.Control]:
    return [_row(thing, name_of(thing) == given, give) for thing in things]


def _row(thing: Object | Space, chosen: bool, give: Give) -> ft.Control:
    words = thing.name if isinstance(thing, Space) else f"{thing.label} ({thing.tag})"
    name = name_of(thing)
    return option_row(words, chosen, lambda _: give(name), f"{'chosen' if chosen else 'answer'}-{name}", ROUND_MARK)


def _items(building: Building, point: Point, space: Space) -> list[Object]:
    """What stands in the room; only of the point's own kinds where it names any."""
    here = [item for item in building.objects if item.space == space.id]
    return [item for item in here if not point.object_types or item.type in point.object_types]


def _thing(building: Building, given: Any) -> Object | Space | None:
    return (building.object(given) or building.space(given)) if isinstance(given, str) else None
