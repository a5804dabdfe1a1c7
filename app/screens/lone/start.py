"""Beginning to work alone: where, how long until the next sign of life, and who asks for one."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.screens import frame
from app.screens.answers.duration import length_words
from app.screens.fields import EntryField, NoteField, OneOf
from app.screens.guard import part, screen
from app.screens.lone.honest import Honest
from app.screens.parts import column, empty, outlined, primary, quiet, refused, section
from app.screens.surroundings import Voice, go, use_phone, use_said
from app.screens.writing.place import Rooms
from app.state.phone import Phone
from domain.lone_work.acts import LINE
from domain.lone_work.events import LoneWorkStarted
from domain.lone_work.session import PLACES

Change = Callable[..., None]
OTHER = "other"
"""Somebody else than one of the roles that the municipality offers."""


@screen
def StartLonePage() -> ft.View:
    phone, t = use_phone()
    said, say = ft.use_state(lambda: _usual(phone, t))
    refusal, set_refusal = use_said()
    buildings = phone.lone.buildings()

    def begin(_: ft.Event) -> None:
        begun = phone.lone.start(said)
        if isinstance(begun, str):
            go(f"/lone/{begun}")
        else:
            set_refusal(begun)

    def change(**facts: object) -> None:
        say(lambda held: replace(held, **facts))

    if not buildings:
        return frame.page(t("lone.title"), [empty(ft.Icons.PERSON_OFF_OUTLINED, t("lone.none"), t("lone.none_more"))])
    return frame.page(
        t("lone.title"),
        [
            Honest(key="honest"),
            section(t("lone.place")),
            OneOf(
                [(place, t(PLACE_WORDS[place])) for place in PLACES],
                said.place,
                lambda it: change(place=it),
                identifier="lone-place",
            ),
            Where(said, change, key="where"),
            section(t("lone.how_long")),
            HowLong(said.minutes, lambda it: change(minutes=it), "lone-within", key="how-long"),
            section(t("lone.contact")),
            Who(said, change, key="who"),
            EntryField(t("lone.phone"), said.phone, lambda it: change(phone=it), identifier="lone-phone"),
            NoteField(
                t("lone.note"),
                "",
                lambda it: change(note=it),
                identifier="lone-note",
                lines=1,
                longest=LINE,
                key="note",
            ),
        ],
        # Beside the button: further up nobody would see that nothing has begun.
        below=[*refused(refusal, t.say), primary(t("lone.start"), ft.Icons.PLAY_ARROW, begin, "lone-start")],
    )


PLACE_WORDS = {
    "home_visit": "lone.home_visit",
    "reception": "lone.reception",
    "closing": "lone.closing",
    "outdoors": "lone.outdoors",
    "other": "lone.other",
}


def _usual(phone: Phone, t: Voice) -> LoneWorkStarted:
    """As said the last time; the first time what the municipality offers first."""
    last, contacts, buildings = phone.lone.last_said(), phone.lone.contacts(), phone.lone.buildings()
    here = [building.id for building in buildings]
    first = contacts[0] if contacts else None
    said = LoneWorkStarted(
        "",
        here[0] if here else "",
        "",
        phone.lone.rules.minutes[0] if phone.lone.rules.minutes else 30,
        t.say(first.words) if first else "",
        first.phone if first else "",
        contact_role=first.role if first else "",
    )
    if last is None:
        return said
    building = last.building if last.building in here else said.building
    return replace(
        said,
        building=building,
        place=last.place,
        minutes=last.signs[0].minutes,
        contact=last.contact,
        contact_phone=last.contact_phone,
        contact_role=last.contact_role,
        phone=last.phone,
    )


@part
def Where(said: LoneWorkStarted, change: Change) -> ft.Control:
    phone, t = use_phone()
    buildings = phone.lone.buildings()
    controls: list[ft.Control] = []
    if len(buildings) > 1:
        options = [(building.id, building.name) for building in buildings]
        controls += [
            section(t("lone.building")),
            OneOf(options, said.building, lambda it: change(building=it, space=""), identifier="lone-building"),
        ]
    chosen = phone.documents.building(said.building)
    if chosen and chosen.spaces and said.place not in ("", "home_visit"):
        controls += [Unfolding(said, change, key=chosen.id)]
    return column(controls, 8)


@part
def Unfolding(said: LoneWorkStarted, change: Change) -> ft.Control:
    """The rooms, for those who want to name one."""
    phone, t = use_phone()
    is_open, set_open = ft.use_state(bool(said.space))
    chosen = phone.documents.building(said.building)
    if not is_open or chosen is None:
        return outlined(t("lone.room"), ft.Icons.MEETING_ROOM_OUTLINED, lambda _: set_open(True), "lone-rooms")
    return Rooms(chosen.spaces, said.space, lambda it: change(space=it))


@part
def HowLong(minutes: int, choose: Callable[[int], None], identifier: str) -> ft.Control:
    """The usual times in one tap, or one's own."""
    phone, t = use_phone()
    rules = phone.lone.rules

    def typed(text: str) -> None:
        if text.strip().isdigit() and 1 <= int(text) <= rules.longest_minutes:
            choose(int(text))

    def usual(length: int) -> ft.Control:
        icon = ft.Icons.CHECK if minutes == length else ft.Icons.TIMER_OUTLINED
        return outlined(t.say(length_words(length)), icon, lambda _: choose(length), f"{identifier}-{length}")

    own = t("lone.own_time", n=rules.longest_minutes)
    return column(
        [
            ft.Row([usual(length) for length in rules.minutes], wrap=True, spacing=10, run_spacing=10),
            EntryField(own, "", typed, identifier=f"{identifier}-own", kind="number"),
            *([] if minutes in rules.minutes else [quiet(t.say(length_words(minutes)), 16)]),
        ]
    )


@part
def Who(said: LoneWorkStarted, change: Change) -> ft.Control:
    """One of the roles that are told by the app, or somebody who is only a number."""
    phone, t = use_phone()
    contacts = {contact.role: contact for contact in phone.lone.contacts()}

    def choose(role: str) -> None:
        known = contacts.get(role)
        if known:
            change(contact_role=role, contact=t.say(known.words), contact_phone=known.phone)
        else:
            change(contact_role="", contact="", contact_phone="")

    options = [*((role, t.say(contact.words)) for role, contact in contacts.items()), (OTHER, t("lone.somebody"))]
    controls: list[ft.Control] = [OneOf(options, said.contact_role or OTHER, choose, identifier="lone-contact")]
    if not said.contact_role:
        controls += [
            quiet(t("lone.no_account")),
            EntryField(t("lone.contact_name"), said.contact, lambda it: change(contact=it), identifier="lone-function"),
        ]
    number = EntryField(
        t("lone.contact_phone"),
        said.contact_phone,
        lambda it: change(contact_phone=it),
        identifier="lone-contact-phone",
        key=f"number-{said.contact_role}",
    )
    return column([*controls, number])
