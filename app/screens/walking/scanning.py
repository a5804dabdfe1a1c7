"""Scanning on a round: to the object's stop; or what else the label may mean, and what can be done about it."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, notice, outlined, refused
from app.screens.scan import Scan
from app.screens.surroundings import Said, go, use_phone, use_said
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.places import Building, Object, Space
from domain.refusals import Refusal
from domain.rounds.tags import Tagged, name_of, tag_in


@part
def Scanning(walk: Walk, arrive: Callable[[str], Any], close: Callable[[], Any]) -> ft.Control:
    """`arrive` is told the key of the stop where the label's object or room is asked about."""
    phone, _ = use_phone()
    unknown, set_unknown = ft.use_state("")
    elsewhere, set_elsewhere = ft.use_state(cast("Any", None))

    def found(said: str) -> Said:
        meant = walk.meant(said, phone.buildings())
        unread = isinstance(meant, Refusal)
        set_unknown(tag_in(said) if unread and meant.code == "unknown_tag" else "")
        set_elsewhere(None)
        if unread:
            return meant
        stop = walk.stop_at(name_of(meant))
        if stop is None:
            set_elsewhere(meant)
            return None
        refusal = walk.scan(meant.tag) if isinstance(meant, Object) else None
        if refusal is None:
            arrive(stop.key)
        return refusal

    after: list[ft.Control] = []
    if unknown:
        after.append(NotRegistered(walk, unknown, key=unknown))
    if elsewhere:
        after.append(NotAsked(walk, elsewhere, arrive, key=name_of(elsewhere)))
    return column([*after, Scan(found, close, key="scan")])


@part
def NotRegistered(walk: Walk, tag: str) -> ft.Control:
    """A label that the register does not have: perhaps the object stands here all the same."""
    _, t = use_phone()
    path = f"/round/{walk.round.id}/found/{quote(tag, safe='')}"
    add = outlined(t("walk.add_object"), ft.Icons.ADD, lambda _: go(path), "add-object")
    said = notice(ft.Icons.HELP_OUTLINE, t("walk.not_here", tag=tag), t("walk.not_here_more"), more=[add])
    return named("not-registered", said, live_region=True)


@part
def NotAsked(walk: Walk, thing: Tagged, arrive: Callable[[str], Any]) -> ft.Control:
    """It is in the building, but nothing is asked of it: it was said to be missing, or is no part of this round."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    name = name_of(thing)

    def back(_: ft.Event) -> None:
        said = walk.object_is_back(name) or walk.scan(name)
        set_refusal(said)
        if said is None and (stop := walk.stop_at(name)):
            arrive(stop.key)

    what = thing.name if isinstance(thing, Space) else thing.label
    if name in walk.round.not_found:
        action = outlined(t("object.back"), ft.Icons.UNDO, back, "object-back")
        said = notice(ft.Icons.SEARCH_OFF, t("object.said_missing", what=what), more=[action])
    else:
        report = outlined(
            t("walk.report_it"),
            ft.Icons.ADD_ALERT_OUTLINED,
            lambda _: go(f"/round/{walk.round.id}/draft/{report_on(phone, walk.building, thing)}"),
            "report-it",
        )
        said = notice(ft.Icons.INFO, t("walk.outside", what=what), more=[report])
    return column([named("not-asked", said, live_region=True), *refused(refusal, t.say)])


def report_on(phone: Phone, building: Building, thing: Tagged) -> str:
    """A report begun about an object or a room; the draft's id."""
    draft = phone.new_report()
    if isinstance(thing, Space):
        draft.change(building=building.id, space=thing.id)
    else:
        draft.change(building=building.id, space=thing.space, object=thing.tag, component=thing.component)
    return draft.id
