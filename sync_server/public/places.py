"""The addresses of places: a code for each building and each of its entrances, none for a protected one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from domain.language import Words
from domain.places import OUTDOOR, Building, Space
from domain.secrecy.protection import is_protected
from sync_server.public.codes import PLACE_LETTERS, as_typed, new_place_code
from sync_server.public.tables import public_places
from sync_server.register import Register

ENTRANCE = "entrance"
SPOKEN_OF = (
    ENTRANCE, "corridor", "stairwell", "reception", "library", "sports_hall", "changing_room", "assembly", "yard",
    "parking", "waste_area",
)  # fmt: skip
"""Types of space that anybody may go to, and that a page without sign-in may therefore name."""


@dataclass(frozen=True)
class Place:
    """Where a poster hangs. Without a `space` it is the building as a whole."""

    code: str
    building: Building
    space: Space | None = None

    @property
    def name(self) -> Words:
        entrance = f", {self.space.name}" if self.space else ""
        return Words(self.building.name, self.building.name_en or self.building.name) + entrance


def has_posters(building: Building) -> bool:
    return not is_protected(building)


def open_to_all(building: Building) -> list[Space]:
    """The spaces that a page without sign-in may name, as people meet them: entrances first, what is outdoors last."""
    named = [space for space in building.spaces if space.type in SPOKEN_OF]
    return sorted(named, key=lambda space: (space.type != ENTRANCE, space.placement == OUTDOOR))


def places_of(connection: Connection, buildings: Iterable[Building]) -> list[Place]:
    """The places of these buildings with their codes, made now where there are none. Inside `Database.write`."""
    known = {(row.building, row.space): row.code for row in connection.execute(select(public_places))}
    places, new = [], []
    for building in filter(has_posters, buildings):
        for space in (None, *(space for space in building.spaces if space.type == ENTRANCE)):
            at = building.id, space.id if space else ""
            if at not in known:
                known[at] = new_place_code()
                new.append({"code": known[at], "building": at[0], "space": at[1]})
            places.append(Place(known[at], building, space))
    if new:
        connection.execute(insert(public_places), new)
    return places


def place_at(connection: Connection, register: Register, typed: str) -> Place | None:
    """The place that a code stands for; None also where it has left the register or has become protected."""
    code = as_typed(typed, PLACE_LETTERS)
    row = connection.execute(select(public_places).where(public_places.c.code == code)).one_or_none()
    building = register.building(row.building) if row else None
    if row is None or building is None or not has_posters(building):
        return None
    space = building.space(row.space)
    return None if row.space and space is None else Place(code, building, space)
