"""What does not apply in a building: points of a checklist, or all of it, switched off for good and for a reason."""

import flet as ft

from app.screens import frame
from app.screens.fields import NoteField
from app.screens.guard import part, screen
from app.screens.parts import card, column, empty, heading, named, outlined, plain, primary, quiet, refused, section
from app.screens.surroundings import Voice, use_phone, use_said
from app.screens.times import day_words
from app.state.phone import Phone
from app.state.rounds.to_do import newest
from domain.checklists.checklist import Checklist, Point
from domain.places import Building
from domain.rounds.logbook import WHOLE_CHECKLIST, Off, may_switch


def may_switch_here(phone: Phone, building: Building, checklist: Checklist) -> bool:
    """Whether the way to this page is to be shown."""
    return bool(phone.signed_in and may_switch(phone.signed_in, checklist, building))


@screen
def SwitchesPage() -> ft.View:
    phone, t = use_phone()
    params = ft.use_route_params()
    building = phone.documents.building(params.get("building", ""))
    checklist = newest(phone.documents).get(params.get("checklist", ""))
    title = t("switches.title")
    if building is None or checklist is None or not may_switch_here(phone, building, checklist):
        not_yours = empty(ft.Icons.LOCK_OUTLINE, t("switches.not_yours"), t("switches.not_yours_more"))
        return frame.page(title, [not_yours])
    return frame.page(title, [Switches(building, checklist, key=f"{building.id}-{checklist.id}")])


@part
def Switches(building: Building, checklist: Checklist) -> ft.Control:
    phone, t = use_phone()
    off = phone.book.logbook(building.id, checklist).off
    whole = off.get(WHOLE_CHECKLIST)

    def row(point: Point | None) -> ft.Control:
        name = point.id if point else WHOLE_CHECKLIST
        words = t.say(point.text) if point else t("switches.whole")
        return SwitchRow(building, checklist, name, words, off.get(name), key=f"switch-{name}")

    controls: list[ft.Control] = [
        heading(f"{t.say(checklist.title)}, {building.name}"),
        quiet(t("switches.help"), 16),
        row(None),
    ]
    for asked in checklist.sections if whole is None else ():
        controls.append(section(t.say(asked.title)))
        controls += [row(point) for point in asked.points if point.type != "signature"]
    return column(controls)


@part
def SwitchRow(building: Building, checklist: Checklist, name: str, words: str, off: Off | None) -> ft.Control:
    """On or off; who switched it off, when and why; and the way to the other."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state(False)
    reason, set_reason = ft.use_state("")
    refusal, set_refusal = use_said()
    identifier = name or "all"

    def switch(to_off: bool) -> None:
        said = phone.book.switch(building.id, checklist, name, reason if to_off else "", off=to_off)
        set_refusal(said)
        if said is None:
            set_asking(False)
            set_reason("")

    controls: list[ft.Control] = [ft.Text(words, size=16)]
    if off:
        controls += _why_off(off, t)
        turn_on = outlined(
            t("switches.turn_on"), ft.Icons.TOGGLE_ON_OUTLINED, lambda _: switch(False), f"on-{identifier}"
        )
        controls += [*refused(refusal, t.say), turn_on]
    elif asking:
        stop = plain(t("switches.cancel"), ft.Icons.CLOSE, lambda _: set_asking(False), f"keep-{identifier}")
        turn_off = primary(
            t("switches.turn_off"),
            ft.Icons.TOGGLE_OFF_OUTLINED,
            lambda _: switch(True),
            f"off-sure-{identifier}",
            disabled=not reason.strip(),
        )
        why = NoteField(t("switches.reason"), "", set_reason, identifier=f"reason-{identifier}", lines=2)
        controls += [why, *refused(refusal, t.say), turn_off, stop]
    else:
        controls.append(
            plain(
                t("switches.turn_off"),
                ft.Icons.TOGGLE_OFF_OUTLINED,
                lambda _: set_asking(True),
                f"off-{identifier}",
            )
        )
    return named(f"switch-{identifier}", card(column(controls, 8)))


def _why_off(off: Off, t: Voice) -> list[ft.Control]:
    told = t("switches.off", title=off.title or off.person, when=day_words(off.at, t))
    struck = ft.Row([ft.Icon(ft.Icons.TOGGLE_OFF_OUTLINED), ft.Container(quiet(told), expand=True)], spacing=10)
    return [struck, ft.Text(off.reason, size=16)]
