"""A label opened as a link by the phone's own camera: to the round that asks about it, else what is known of it."""

from urllib.parse import unquote

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.parts import card, column, empty, heading, primary, quiet, section
from app.screens.surroundings import go, use_phone
from app.screens.times import day_words
from app.screens.walking.scanning import report_on
from app.state.memory import open_at
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.places import Building, Object
from domain.refusals import Refusal
from domain.rounds.tags import Tagged, meant_among, name_of


@screen
def TagPage() -> ft.View:
    phone, t = use_phone()
    meant = meant_among(phone.buildings(), unquote(ft.use_route_params().get("tag", "")))
    walk = None if isinstance(meant, Refusal) else under_way(phone, *meant)

    def jump() -> None:
        if walk and not isinstance(meant, Refusal):
            arrive(walk, meant[1])

    ft.use_effect(jump, [walk.round.id if walk else ""])
    if isinstance(meant, Refusal):
        return frame.page(t("tag.title"), [empty(ft.Icons.QR_CODE, t.say(meant.why), t.say(meant.do))])
    return frame.page(meant[0].name, [Labelled(*meant, key=name_of(meant[1]))])


def under_way(phone: Phone, building: Building, thing: Tagged) -> Walk | None:
    """A round being walked there that asks something about it."""
    for found in phone.book.to_do():
        walk = phone.book.walk(found.round.id) if found.building.id == building.id else None
        if walk and walk.round.is_under_way and walk.stop_at(name_of(thing)):
            return walk
    return None


def arrive(walk: Walk, thing: Tagged) -> None:
    """As if the label had been scanned in the round."""
    if isinstance(thing, Object):
        walk.scan(thing.tag)
    if stop := walk.stop_at(name_of(thing)):
        go(f"/round/{walk.round.id}/point/{walk.number_of(stop.steps[0])}")


@part
def Labelled(building: Building, thing: Tagged) -> ft.Control:
    """What it is, where it stands, what is wrong with it, and a report about it."""
    phone, t = use_phone()
    item = thing if isinstance(thing, Object) else None
    space = building.space(item.space) if item else None
    where = " · ".join(filter(None, (name_of(thing), space.name if space else "")))
    findings = open_at(phone.documents, building.id, name_of(thing))
    rows = [card(column([ft.Text(f.text, size=16), quiet(day_words(f.found_at, t))], 4)) for f in findings]
    wrong = [section(t("tag.open")), *rows] if rows else [quiet(t("tag.fine"), 16)]

    def report(_: ft.Event) -> None:
        go(f"/draft/{report_on(phone, building, thing)}")

    return column(
        [
            heading(item.label if item else getattr(thing, "name", "")),
            quiet(where, 16),
            *wrong,
            primary(t("walk.report_it"), ft.Icons.ADD_ALERT_OUTLINED, report, "report-it"),
        ]
    )
