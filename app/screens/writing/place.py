"""Where it is: the building of a report outside a round, and the room or outdoor area where that helps."""

from collections.abc import Callable

import flet as ft

from app.screens.fields import EntryField, OneOf
from app.screens.guard import part
from app.screens.parts import column, disc, quiet, row_card, section
from app.screens.surroundings import use_phone, use_voice
from app.state.writing.drafts import Draft
from domain.places import Space

SHOWN = 8
"""So many rooms are offered at once; the field narrows them down."""


@part
def Place(draft: Draft) -> ft.Control:
    """One row that says where; it unfolds to change it."""
    phone, t = use_phone()
    unfolded, set_unfolded = ft.use_state(not draft.building)
    spaces = draft.spaces()

    def choose_building(building: str) -> None:
        draft.change(building=building, space="", object="")

    def choose_space(space: str) -> None:
        draft.change(space=space, object="")
        set_unfolded(False)

    if not unfolded:
        icon = disc(ft.Icons.PLACE, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
        hint = None if draft.space else quiet(t("draft.which_room"))
        return row_card(icon, phone.names.place(draft), hint, lambda _: set_unfolded(True), "place")
    # What a round found is in the round's building.
    buildings = [] if draft.round else phone.buildings()
    controls: list[ft.Control] = []
    if buildings and (not draft.building or len(buildings) > 1):
        options = [(building.id, building.name) for building in buildings]
        controls += [
            section(t("draft.building")),
            OneOf(options, draft.building, choose_building, identifier="building"),
        ]
    if draft.building:
        controls.append(Rooms(spaces, draft.space, choose_space, key=draft.building))
    return column(controls, 8)


@part
def Rooms(spaces: tuple[Space, ...], space: str, choose: Callable[[str], None]) -> ft.Control:
    t = use_voice()
    typed, set_typed = ft.use_state("")
    rooms = [(room.id, room.name) for room in spaces if typed.lower() in room.name.lower()]
    controls: list[ft.Control] = [section(t("draft.room"))]
    if len(spaces) > SHOWN:
        controls.append(EntryField(t("report.search"), "", set_typed, identifier="room-search", kind="search"))
    controls.append(OneOf([*rooms[:SHOWN], ("", t("draft.no_room"))], space, choose, identifier="room"))
    return column(controls, 8)
