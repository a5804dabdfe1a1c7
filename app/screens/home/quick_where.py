"""Where it happened: the building where the person was last comes first, then one tap on a room; or not in a house."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.answers.location import IN_BUILDING, KINDS, OTHER, kind_words
from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.parts import column, heading, plain, quiet, row_card, section
from app.screens.surroundings import Voice, use_phone, use_voice
from app.state.recent import buildings_by_use
from domain.checklists.checklist import Checklist, Point
from domain.places import Building, Space

SHOWN, SEARCHED_FROM = 6, 8
PLACED = "location"

Begin = Callable[[str, Any, str], Any]
"""Told the building, the answer to the form's `where` (None for none), and the space ("" for none)."""


@part
def Where(form: Checklist, begin: Begin, head: Sequence[ft.Control]) -> ft.Control:
    """Fills the page under `head`. One building is not asked for; a form without a place wants only the building."""
    phone, t = use_phone()
    buildings = buildings_by_use(phone.documents, phone.signed_in) if phone.signed_in else []
    chosen, choose = ft.use_state(buildings[0].id if len(buildings) == 1 else "")
    building = next((held for held in buildings if held.id == chosen), None)
    point = form.point(form.quick.where)
    if building and (point or len(buildings) == 1):
        return frame.filled([*head, Rooms(building, point, begin, key=building.id)], key=building.id)

    def take(wanted: str) -> None:
        if point:
            choose(wanted)
        else:
            begin(wanted, None, "")

    asked = heading(t("quick.which_building"))
    return frame.filled([*head, asked, Buildings(buildings, take, key="buildings")], key="buildings")


@part
def Buildings(buildings: list[Building], choose: Callable[[str], Any]) -> ft.Control:
    t = use_voice()
    typed, set_typed = ft.use_state("")
    fitting = [held for held in buildings if typed.strip().lower() in f"{held.name} {held.address}".lower()]
    search = EntryField(t("report.search"), "", set_typed, identifier="building-search", kind="search")
    rows = [
        row_card(
            ft.Icon(ft.Icons.APARTMENT, color=ft.Colors.PRIMARY),
            held.name,
            quiet(held.address) if held.address else None,
            lambda _, name=held.id: choose(name),
            f"building-{held.id}",
        )
        for held in fitting
    ]
    found = rows or [quiet(t("report.no_match"))]
    return column([*([search] if len(buildings) > SEARCHED_FROM else []), *found], 8)


@part
def Rooms(building: Building, point: Point | None, begin: Begin) -> ft.Control:
    t = use_voice()
    typed, set_typed = ft.use_state("")
    all_of_them, show_all = ft.use_state(False)
    placed = bool(point and point.type == PLACED)

    def here(space: str) -> None:
        if point is None:
            begin(building.id, None, space)
        else:
            begin(building.id, _place(space) if placed else space or None, space)

    fitting = [room for room in building.spaces if typed.strip().lower() in room.name.lower()]
    shown = fitting if all_of_them or typed.strip() else fitting[:SHOWN]
    controls: list[ft.Control] = [heading(t("quick.where")), section(building.name)]
    if len(building.spaces) > SHOWN:
        controls.append(EntryField(t("report.search"), "", set_typed, identifier="room-search", kind="search"))
    controls.append(_row(ft.Icons.APARTMENT, t("quick.somewhere"), lambda _: here(""), "room-"))
    controls += [_room(room, here) for room in shown] or [quiet(t("report.no_match"))]
    if len(shown) < len(fitting):
        words = t("quick.all_rooms", n=len(fitting))
        controls.append(plain(words, ft.Icons.EXPAND_MORE, lambda _: show_all(True), "all-rooms"))
    if point and placed:
        controls.append(section(t("quick.elsewhere")))
        kinds = [kind for kind in point.allow or KINDS if kind not in (IN_BUILDING, OTHER)]
        controls += [_elsewhere(kind, lambda k: begin(building.id, {"kind": k}, ""), t) for kind in kinds]
    return column(controls, 8)


def _place(space: str) -> dict[str, str]:
    return {"kind": IN_BUILDING, **({"space": space} if space else {})}


def _room(room: Space, here: Callable[[str], Any]) -> ft.Control:
    return _row(ft.Icons.MEETING_ROOM_OUTLINED, room.name, lambda _: here(room.id), f"room-{room.id}")


def _elsewhere(kind: str, choose: Callable[[str], Any], t: Voice) -> ft.Control:
    return _row(ft.Icons.PLACE_OUTLINED, kind_words(kind, t), lambda _: choose(kind), f"place-{kind}")


def _row(icon: ft.IconData, words: str, on_click: Callable[[Any], Any], identifier: str) -> ft.Control:
    return row_card(ft.Icon(icon, color=ft.Colors.PRIMARY), words, None, on_click, identifier)
