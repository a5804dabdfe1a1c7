"""The example building: made up for a checklist, so that each of its points is asked, and of nobody's real premises."""

from collections.abc import Iterator
from dataclasses import replace

from domain.checklists.checklist import Checklist
from domain.people import Organisation, Person
from domain.places import OUTDOOR, Building, Object, Space
from domain.secrecy.protection import PROTECTED_TAGS
from sync_server.content import Municipality
from sync_server.content.conditions import simple_parts
from sync_server.preview.kinds import kind_words

OWNER = Organisation("EX-OWNER", "Exempelfastigheter", "owner", "Example Properties")
USER = Organisation("EX-USER", "Exempelenheten", "user", "The Example Unit")
BUILDING = "EX"
PREVIEWER = "preview"
OF_EACH_KIND = 2
SOMEWHERE = "corridor"


def example_building(checklist: Checklist, municipality: Municipality, language: str) -> Building:
    """Two objects and two spaces of each kind that the checklist asks about, and every building tag that it knows."""
    spaces = tuple(_spaces(checklist, municipality, language))
    return Building(
        BUILDING,
        "Exempelbyggnaden" if language == "sv" else "The example building",
        OWNER.id,
        USER.id,
        name_en="The example building",
        kind="example",
        address="Exempelgatan 1",
        tags=_tags(checklist, municipality),
        spaces=spaces,
        objects=tuple(_objects(checklist, municipality, language, spaces)),
    )


def previewer(checklist: Checklist, municipality: Municipality, language: str) -> Person:
    """Whoever looks at a preview may do everything that the checklist's own roles may."""
    named = (
        *checklist.performed_by,
        *checklist.reviewed_by,
        *checklist.handled_by,
        *checklist.countersigned_by,
        *checklist.parts,
    )
    roles = tuple(role for role in dict.fromkeys(named) if role in municipality.roles)
    verbs = sorted({verb for role in municipality.roles.values() for verb in role.can})
    title = "Förhandsgranskare" if language == "sv" else "Previewer"
    return Person(PREVIEWER, title, USER.id, roles, (BUILDING,), tuple(verbs))


def _tags(checklist: Checklist, municipality: Municipality) -> tuple[str, ...]:
    known = {tag for building in municipality.buildings.values() for tag in building.tags}
    asked = {
        part["building_tag"]
        for point in checklist.points.values()
        for part in simple_parts(point.show_if)
        if "building_tag" in part
    }
    # Where nothing may be photographed, a checklist for ordinary buildings could not be tried.
    return tuple(sorted(known - set(PROTECTED_TAGS) | asked | set(checklist.building_tag_any)))


def _spaces(checklist: Checklist, municipality: Municipality, language: str) -> Iterator[Space]:
    asked = dict.fromkeys(kind for point in checklist.points.values() for kind in point.space_types)
    out_of_doors = checklist.scope == "building_outdoor"
    real = {space.type: space for building in municipality.buildings.values() for space in building.spaces}
    for kind in asked or (SOMEWHERE,):
        placement = real[kind].placement if kind in real else "indoor"
        for number in range(1, OF_EACH_KIND + 1):
            name = f"{kind_words(kind).in_language(language)} {number}"
            where = OUTDOOR if out_of_doors else placement
            yield Space(f"{BUILDING}-{kind.upper()}{number}", name, kind, where)


def _objects(
    checklist: Checklist, municipality: Municipality, language: str, spaces: tuple[Space, ...]
) -> Iterator[Object]:
    """Like real ones of their kind in what decides where a deviation goes, and in their limits."""
    real = {item.type: item for building in municipality.buildings.values() for item in building.objects}
    component = {kind: point.component for point in checklist.points.values() for kind in point.object_types}
    for kind in dict.fromkeys(kind for point in checklist.points.values() for kind in point.object_types):
        like = real.get(kind) or Object("", kind, component[kind], "", "")
        for number in range(1, OF_EACH_KIND + 1):
            tag = f"{BUILDING}-{kind.upper()}-{number}"
            label = f"{kind_words(kind).in_language(language)} {number}"
            where = spaces[(number - 1) % len(spaces)].id
            bare = replace(like, last_service="", next_service="", pressure_test="")
            yield replace(bare, tag=tag, qr_id=tag, label=label, space=where)
