"""The posters of a building for those who answer for it: how each code stands, its PDF, switching one off, a new one.

A browser cannot send our token with a link, so the PDF opens by one that ends after a while.
"""

from collections.abc import Callable

from sqlalchemy import Connection, select

from domain.language import Words
from domain.people import Person
from domain.places import Building, Space
from domain.posters import Poster, may_put_up
from domain.secrecy.protection import is_protected
from sync_server.office import Office
from sync_server.public import refusals
from sync_server.public.codes import spoken
from sync_server.public.places import ENTRANCE, Place, code_of, give_code, open_to_all, take_code
from sync_server.public.posters import posters
from sync_server.public.tables import public_places_off
from sync_server.sealed_links import is_sound, sealed

PURPOSE = "poster"
ALL, WHOLE = "*", "-"
"""In a link: all places that have a code, and the building as a whole. Anything else is a space's id."""


def building_for(office: Office, person: Person, building: str) -> Building:
    """Raises No: 404 where the person puts up no posters, 409 for a protected building."""
    known = office.follow_register().building(building)
    if known is None or not may_put_up(person, known):
        raise refusals.no_posters()
    if is_protected(known):
        raise refusals.protected()
    return known


def posters_at(office: Office, person: Person, building_id: str) -> list[Poster]:
    """The building as a whole, then the places that anybody may go to. Raises No."""
    building = building_for(office, person, building_id)
    with office.database.reading() as connection:
        return [_poster(connection, building, space) for space in (None, *open_to_all(building))]


def link_to(office: Office, person: Person, building_id: str, which: str) -> str:
    """The path of the PDF, which any browser opens for ten minutes. A first code is made now. Raises No."""
    building = building_for(office, person, building_id)
    office.database.write(lambda connection: _make_first(connection, building, which))
    with office.database.reading() as connection:
        if not _places(connection, building, which):
            raise refusals.no_posters()
    return f"/posters/{building.id}/{which}/{person.id}/{sealed(office, PURPOSE, building.id, which, person.id)}"


def open_link(office: Office, building_id: str, which: str, person_id: str, until: int, seal: str, here: str) -> bytes:
    """The PDF. `here` is where phones find the server, where nothing else is settled: it is printed.

    Raises No 404 for a link that is not ours or is over, and as `link_to`.
    """
    if not is_sound(office, PURPOSE, building_id, which, person_id, until=until, seal=seal):
        raise refusals.link_over()
    building = building_for(office, office.follow_register().person(person_id), building_id)
    with office.database.reading() as connection:
        places = _places(connection, building, which)
    if not places:
        raise refusals.link_over()
    return posters(places, office.register.municipality, office.mail.public_url or here)


def switch_off(office: Office, person: Person, building_id: str, space: str, why: str) -> list[Poster]:
    """The code on the wall opens nothing any more. Raises No: 422 without a reason."""
    if not why.strip():
        raise refusals.why_off()
    at = office.now().isoformat(timespec="seconds")
    return _change(
        office,
        person,
        building_id,
        space,
        lambda connection, building: take_code(connection, building, space, person.title, why.strip(), at),
    )


def make_new(office: Office, person: Person, building_id: str, space: str) -> list[Poster]:
    """A code of its own for the place, where it has none that holds. Raises No."""
    return _change(
        office, person, building_id, space, lambda connection, building: give_code(connection, building, space)
    )


def _change(
    office: Office, person: Person, building_id: str, space: str, work: Callable[[Connection, Building], object]
) -> list[Poster]:
    building = building_for(office, person, building_id)
    if space not in _open_spaces(building):
        raise refusals.no_posters()
    office.database.write(lambda connection: work(connection, building))
    return posters_at(office, person, building_id)


def _make_first(connection: Connection, building: Building, which: str) -> None:
    """Not for a place whose code was switched off: that takes somebody who wants it."""
    spaces = _first_places(building) if which == ALL else [_space_of(which)]
    for space in spaces:
        if space in _open_spaces(building) and _last_off(connection, building, space) is None:
            give_code(connection, building, space)


def _first_places(building: Building) -> list[str]:
    return ["", *(space.id for space in building.spaces if space.type == ENTRANCE)]


def _open_spaces(building: Building) -> dict[str, Space | None]:
    return {"": None, **{space.id: space for space in open_to_all(building)}}


def _space_of(which: str) -> str:
    return "" if which == WHOLE else which


def _places(connection: Connection, building: Building, which: str) -> list[Place]:
    """Those with a code that holds."""
    wanted = _open_spaces(building)
    if which != ALL:
        wanted = {space: held for space, held in wanted.items() if space == _space_of(which)}
    codes = {space: code_of(connection, building, space) for space in wanted}
    return [Place(codes[space], building, held) for space, held in wanted.items() if codes[space]]


def _poster(connection: Connection, building: Building, space: Space | None) -> Poster:
    space_id = space.id if space else ""
    name = Words(space.name, space.name) if space else Words("Hela byggnaden", "The whole building")
    code = code_of(connection, building, space_id)
    off = None if code else _last_off(connection, building, space_id)
    if off is None:
        return Poster(space_id, name, spoken(code))
    return Poster(space_id, name, "", off.at, off.by, off.why)


def _last_off(connection: Connection, building: Building, space: str):
    here = (public_places_off.c.building == building.id, public_places_off.c.space == space)
    wanted = select(public_places_off).where(*here).order_by(public_places_off.c.at.desc()).limit(1)
    return connection.execute(wanted).one_or_none()
