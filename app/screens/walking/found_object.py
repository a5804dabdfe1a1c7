"""The register lacks an object, or has it in another room: it is checked here at once, and the change is proposed."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part, screen
from app.screens.parts import column, empty, heading, primary, quiet, refused, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.writing.place import Rooms
from app.state.rounds.walk import Walk
from domain.places import Object

EXAMPLES = 2


@screen
def FoundPage() -> ft.View:
    return _page("found.title", moved=False)


@screen
def MovedPage() -> ft.View:
    return _page("found.moved_title", moved=True)


def _page(title: str, *, moved: bool) -> ft.View:
    phone, t = use_phone()
    params = ft.use_route_params()
    walk, tag = phone.book.walk(params.get("round", "")), unquote(params.get("tag", ""))
    item = walk.building.object(tag) if walk else None
    if walk is None or not walk.round.is_under_way or (moved and item is None):
        return frame.page(t(title), [empty(ft.Icons.SEARCH_OFF, t("round.gone"), t("round.gone_more"))])
    inside = Moved(walk, item, key=tag) if moved and item else Found(walk, tag, key="found")
    return frame.page(t(title), [inside])


@part
def Found(walk: Walk, tag_read: str) -> ft.Control:
    """`tag_read` is what the label says; "" where none has been read, and it is typed."""
    t = use_voice()
    tag, set_tag = ft.use_state(tag_read)
    label, set_label = ft.use_state("")
    kind, set_kind = ft.use_state("")
    room, set_room = ft.use_state("")
    refusal, set_refusal = use_said()
    kinds = _kinds(walk, t)

    def save(_: ft.Event) -> None:
        name = tag.strip()
        said = walk.object_found(name, kind, label.strip(), room, _component(walk, kind))
        set_refusal(said)
        if said is None:
            _go_on(walk, name)

    ready = bool(tag.strip() and label.strip() and kind and room)
    return column(
        [
            quiet(t("found.more"), 16),
            EntryField(t("found.tag"), tag_read, set_tag, identifier="found-tag", autocorrect=False),
            EntryField(t("found.label"), "", set_label, identifier="found-label"),
            section(t("found.type")),
            OneOf(kinds, kind, set_kind, identifier="kind"),
            Rooms(walk.building.spaces, room, set_room, key="rooms"),
            *refused(refusal, t.say),
            primary(t("found.save"), ft.Icons.ADD, save, "save-found", disabled=not ready),
        ]
    )


@part
def Moved(walk: Walk, item: Object) -> ft.Control:
    t = use_voice()
    room, set_room = ft.use_state(item.space)
    refusal, set_refusal = use_said()

    def save(_: ft.Event) -> None:
        said = walk.object_found(item.tag, item.type, item.label, room, item.component)
        set_refusal(said)
        if said is None:
            _go_on(walk, item.tag)

    ready = bool(room) and room != item.space
    return column(
        [
            heading(item.label),
            quiet(item.tag, 16),
            Rooms(walk.building.spaces, room, set_room, key="rooms"),
            *refused(refusal, t.say),
            primary(t("found.move"), ft.Icons.MOVE_DOWN, save, "save-moved", disabled=not ready),
        ]
    )


def _go_on(walk: Walk, tag: str) -> None:
    """To what is asked of it now; to the overview where this round asks nothing."""
    stop = walk.stop_at(tag)
    path = f"/round/{walk.round.id}"
    go(f"{path}/point/{walk.number_of(stop.steps[0])}" if stop else path)


def _kinds(walk: Walk, t: Voice) -> list[tuple[str, str]]:
    """What the checklist asks about first, then what else stands in the building: by what such things are called."""
    asked = [kind for point in walk.checklist.points.values() for kind in point.object_types]
    kinds = dict.fromkeys([*asked, *(item.type for item in walk.building.objects)])
    return [(kind, t("found.like", examples=_called(walk, kind, t))) for kind in kinds]


def _called(walk: Walk, kind: str, t: Voice) -> str:
    """Types have no words of their own: an object of the building says it best, else what is asked of such things."""
    labels = [item.label for item in walk.building.objects if item.type == kind][:EXAMPLES]
    return ", ".join(labels) or next((t.say(point.text) for point in _asking(walk, kind)), kind)


def _component(walk: Walk, kind: str) -> str:
    """As the others of its kind in the building, else what the checklist routes it as."""
    others = (item.component for item in walk.building.objects if item.type == kind)
    return next(others, "") or next((point.component for point in _asking(walk, kind) if point.component), "")


def _asking(walk: Walk, kind: str) -> Iterator[Any]:
    return (point for point in walk.checklist.points.values() if kind in point.object_types)
