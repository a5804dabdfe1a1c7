"""Answering with a place: what kind of place, which room, in words, and where on the map if that is agreed to."""

from typing import Any

import flet as ft

from app.screens.answers.position import where_am_i
from app.screens.answers.shared import Give, not_here, save_button
from app.screens.fields import NoteField, OneOf
from app.screens.guard import part
from app.screens.parts import column, named, notice, outlined, plain, primary, quiet, refused, section
from app.screens.surroundings import Voice, use_phone, use_said, use_voice
from app.state.rounds.walk import Walk
from domain.language import Words
from domain.rounds.walk import Step
from domain.secrecy.protection import is_protected

IN_BUILDING, HOME, OTHER = "building_space", "home_visit", "other"
NOWHERE = (HOME, "phone", "email", "social_media")
"""Kinds of which a position is never taken: somebody's home, or no place at all."""
KINDS = {
    IN_BUILDING: "place.building_space",
    HOME: "place.home_visit",
    "phone": "place.phone",
    "email": "place.email",
    "social_media": "place.social_media",
    "commute": "place.commute",
    OTHER: "place.other",
}
MAPPED = ("lat", "lon", "accuracy_m")

Place = dict[str, Any]


@part
def Whereabouts(step: Step, walk: Walk, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    place: Place
    place, set_place = ft.use_state(dict(given) if isinstance(given, dict) else {})
    point, kind = step.point, place.get("kind", "")

    def put(**facts: Any) -> None:
        """Facts of None are taken away."""
        set_place(lambda before: {name: fact for name, fact in {**before, **facts}.items() if fact not in (None, "")})

    def choose(chosen: str) -> None:
        put(kind=chosen, space=None if chosen != IN_BUILDING else place.get("space"))
        if chosen in NOWHERE:
            put(**dict.fromkeys(MAPPED))

    controls: list[ft.Control] = []
    if point.allow:
        controls.append(OneOf([(name, kind_words(name, t)) for name in point.allow], kind, choose, identifier="place"))
    if kind == IN_BUILDING:
        rooms = [(space.id, space.name) for space in walk.building.spaces]
        controls += [
            section(t("place.room")),
            OneOf(rooms, place.get("space", ""), lambda s: put(space=s), identifier="room"),
        ]
    if kind or not point.allow:
        controls += _in_words(kind, place, put, t, mapped=not is_protected(walk.building))
    save = save_button(step, place, lambda _: give(_tidy(place)), t, ready=is_a_place(place, point.allow))
    return column([*controls, save, *not_here(point, given, give, t)])


def _in_words(kind: str, place: Place, put: Any, t: Voice, *, mapped: bool) -> list[ft.Control]:
    said = NoteField(
        t("place.words"),
        place.get("words", ""),
        lambda words: put(words=words),
        identifier="answer-text",
        helper=t("place.words_help"),
        lines=2,
        key="words",
    )
    if kind == HOME:
        return [quiet(t("place.no_home_address"), 16), said]
    if kind in NOWHERE:
        return [said]
    if not mapped:
        return [said, named("no-position", quiet(t("protected.no_position"), 16))]
    return [said, OnTheMap(place, put)]


def _tidy(place: Place) -> Place:
    return {name: fact.strip() if isinstance(fact, str) else fact for name, fact in place.items()}


def is_a_place(place: Place, allow: tuple[str, ...]) -> bool:
    """One of the kinds where there are any, and "other" needs words; else words or a position."""
    said = bool(str(place.get("words", "")).strip()) or "lat" in place
    return bool(place.get("kind")) and (said or place["kind"] != OTHER) if allow else said


def kind_words(name: str, t: Voice) -> str:
    return t(KINDS[name]) if name in KINDS else name


@part
def OnTheMap(place: Place, put: Any) -> ft.Control:
    """The position, taken only after saying what is sent to whom."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state(False)
    busy, set_busy = ft.use_state(False)
    problem, set_problem = use_said()

    async def take(_: ft.Event) -> None:
        set_busy(True)
        found = await where_am_i(ft.context.page)
        set_busy(False)
        set_asking(False)
        set_problem(found if isinstance(found, Words) else None)
        if not isinstance(found, Words):
            put(**found)

    if "lat" in place:
        words = f"{place['lat']:.5f}, {place['lon']:.5f} (± {place['accuracy_m']} m)"
        drop = plain(t("place.drop"), ft.Icons.CLOSE, lambda _: put(**dict.fromkeys(MAPPED)), "drop-position")
        return named("position", notice(ft.Icons.MY_LOCATION, t("place.taken"), words, more=[drop]), live_region=True)
    if not asking:
        ask = outlined(t("place.take"), ft.Icons.MY_LOCATION, lambda _: set_asking(True), "take-position")
        return column([*refused(problem, t.say), ask])
    about = phone.names.about()
    yes = primary(t("place.yes"), ft.Icons.CHECK, take, "agree-position", disabled=busy)
    no = outlined(t("place.no"), ft.Icons.CLOSE, lambda _: set_asking(False), "refuse-position")
    said = [named("position-state", quiet(t("place.looking")), live_region=True)] if busy else []
    town = about.name if about else t("place.the_municipality")
    return column(
        [notice(ft.Icons.PRIVACY_TIP, t("place.consent"), t("place.consent_more", town=town)), *said, yes, no]
    )
