"""The addresses of places: a code for each building and each of its entrances, none for a protected one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from domain.language import Words
from domain.places import OUTDOOR, Building, Space
from domain.secrecy.protection import is_protected
from sync_server.public.codes import PLACE_LETTERS, as_typed, new_place_code
from sync_server.public.tables import public_places, public_places_off
from sync_server.register.register import Register

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
    """The buildings and their entrances with their codes, made now where there are none. Inside `Database.write`.

    A place whose code has been switched off is left out until somebody makes a new one.
    """
    known = {(row.building, row.space): row.code for row in connection.execute(select(public_places))}
    off = {(row.building, row.space) for row in connection.execute(select(public_places_off))}
    places, new = [], []
    for building in filter(has_posters, buildings):
        for space in (None, *(space for space in building.spaces if space.type == ENTRANCE)):
            at = building.id, space.id if space else ""
            if at not in known and at in off:
                continue
            if at not in known:
                known[at] = new_place_code()
                new.append({"code": known[at], "building": at[0], "space": at[1]})
            places.append(Place(known[at], building, space))
    if new:
        connection.execute(insert(public_places), new)
    return places


def give_code(connection: Connection, building: Building, space: str) -> None:
    """A code for the place, where it has none that holds. Inside `Database.write`."""
    if code_of(connection, building, space) == "":
        connection.execute(insert(public_places).values(code=new_place_code(), building=building.id, space=space))


def take_code(connection: Connection, building: Building, space: str, by: str, why: str, at: str) -> bool:
    """The code holds no longer; False where there is none. `by` is a title. Inside `Database.write`."""
    code = code_of(connection, building, space)
    if not code:
        return False
    connection.execute(delete(public_places).where(public_places.c.code == code))
    gone = {"code": code, "building": building.id, "space": space, "at": at, "by": by, "why": why}
    connection.execute(insert(public_places_off).values(gone))
    return True


def code_of(connection: Connection, building: Building, space: str) -> str:
    """The code that holds, "" for none."""
    here = (public_places.c.building == building.id, public_places.c.space == space)
    return connection.execute(select(public_places.c.code).where(*here)).scalar() or ""


def place_at(connection: Connection, register: Register, typed: str) -> Place | None:
    """The place that a code stands for; None also where it has left the register or has become protected."""
    code = as_typed(typed, PLACE_LETTERS)
    row = connection.execute(select(public_places).where(public_places.c.code == code)).one_or_none()
    building = register.building(row.building) if row else None
    if row is None or building is None or not has_posters(building):
        return None
    space = building.space(row.space)
    return None if row.space and space is None else Place(code, building, space)
