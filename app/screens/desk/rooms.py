"""A building's rooms as a list: how many open tasks each has, and a tap away those tasks."""

import flet as ft

from app.screens import frame
from app.screens.desk.list_address import address_of
from app.screens.guard import screen
from app.screens.parts import disc, empty, quiet, row_card, section
from app.screens.surroundings import Voice, go, use_phone
from app.state.tasks.filters import Filter, open_by_space
from app.state.tasks.lists import ALL
from domain.places import OUTDOOR, Space
from domain.tasks.task import Task


@screen
def RoomsPage() -> ft.View:
    phone, t = use_phone()
    building = phone.documents.building(ft.use_route_params().get("building", ""))
    if building is None:
        return frame.page(t("rooms.title"), [empty(ft.Icons.SEARCH_OFF, t("rooms.unknown"), t("rooms.unknown_more"))])
    counts = open_by_space(phone.documents.all(Task), building.id)
    known = {space.id for space in building.spaces}
    elsewhere = sum(count for space, count in counts.items() if space not in known)
    total = sum(counts.values())
    body: list[ft.Control] = [
        _row(t("rooms.all"), total, Filter(building=building.id, whose=ALL), ft.Icons.APARTMENT, "", t),
        *([quiet(t("rooms.elsewhere", n=elsewhere))] if elsewhere else []),
    ]
    for floor in sorted({_floor(space) for space in building.spaces}, key=_order):
        rooms = sorted((each for each in building.spaces if _floor(each) == floor), key=lambda each: each.name)
        body.append(section(t("rooms.outdoors") if floor is None else t("rooms.floor", n=floor)))
        body += [_room(building.id, each, counts.get(each.id, 0), t) for each in rooms]
    return frame.page(building.name, body)


def _floor(space: Space) -> int | None:
    return None if space.placement == OUTDOOR else space.floor


def _order(floor: int | None) -> tuple[bool, int]:
    """From below upwards, what is outdoors last."""
    return (floor is None, floor or 0)


def _room(building: str, space: Space, count: int, t: Voice) -> ft.Control:
    wanted = Filter(building=building, space=space.id, whose=ALL)
    icon = ft.Icons.PARK_OUTLINED if space.placement == OUTDOOR else ft.Icons.MEETING_ROOM_OUTLINED
    return _row(space.name, count, wanted, icon, space.id, t)


def _row(name: str, count: int, wanted: Filter, icon: ft.IconData, identifier: str, t: Voice) -> ft.Control:
    look = (
        (ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
        if count
        else (ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT)
    )
    words = quiet(t("rooms.open", n=count) if count else t("rooms.none"))
    return row_card(disc(icon, *look), name, words, lambda _: go(address_of(wanted)), f"room-{identifier or 'all'}")
