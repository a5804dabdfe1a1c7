"""How each kind of point is answered: one control per type, all of them telling `give` the value."""

import re
from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.fields import EntryField, NoteField, OneOf, SomeOf
from app.screens.guard import part
from app.screens.moments import Moment
from app.screens.numbers import Number
from app.screens.parts import column, named, outlined, primary, quiet, refused
from app.screens.photo_parts import PhotoStrip, use_photos
from app.screens.surroundings import use_phone, use_said, use_voice
from app.state.walk import Walk
from app.state.written import all_but, one_more
from domain.answers import DEVIATION, NA, OK
from domain.checklists import Point
from domain.language import Words
from domain.places import Building
from domain.walk import Step

Give = Callable[[Any], Any]

YES, NO = "yes", "no"
TYPED = ("text", "long_text", "role_ref", "location", "police_number", "duration")


def control_for(step: Step, walk: Walk, given: Any, give: Give) -> ft.Control:
    """The control for the type of the point; a type that this version does not know is answered in words."""
    key = step.key
    match step.point.type:
        case "ok_dev_na":
            return Judgement(step.point, given, give, key=key)
        case "yes_no":
            return YesNo(step.point, given, give, key=key)
        case "number" | "money":
            return Number(step, given, give, key=key)
        case "choice":
            return Choices(step.point, given, give, key=key)
        case "multi_choice":
            return ManyChoices(step.point, given, give, key=key)
        case "date" | "datetime":
            return Moment(step.point, given, give, key=key)
        case "photo":
            return Photos(step, walk, key=key)
        case "object_ref":
            return ObjectChoice(walk.building, given, give, key=key)
        case "info":
            return Read(given, give, key=key)
    return Typed(step.point, given, give, key=key)


@part
def Judgement(point: Point, given: Any, give: Give) -> ft.Control:
    """The ordinary point: OK in one tap, the deviation beside it, and "does not apply" further away."""
    t = use_voice()
    ok = big(t("answer.ok"), ft.Icons.CHECK, given == OK, lambda _: give(OK), "answer-ok", good=True)
    deviation = big(
        t("answer.deviation"), ft.Icons.REPORT, given == DEVIATION, lambda _: give(DEVIATION), "answer-deviation"
    )
    na = outlined(t("answer.na"), ft.Icons.REMOVE_CIRCLE_OUTLINE, lambda _: give(NA), "answer-na")
    return column([ok, deviation, na])


@part
def YesNo(point: Point, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    options = ((YES, t("answer.yes"), ft.Icons.THUMB_UP_OUTLINED), (NO, t("answer.no"), ft.Icons.THUMB_DOWN_OUTLINED))
    buttons: list[ft.Control] = [
        big(
            words,
            icon,
            given == value,
            lambda _, v=value: give(v),
            f"answer-{value}",
            good=point.deviation_when != value,
        )
        for value, words, icon in options
    ]
    if point.allow_na:
        buttons.append(outlined(t("answer.na"), ft.Icons.REMOVE_CIRCLE_OUTLINE, lambda _: give(NA), "answer-na"))
    return column(buttons)


def big(
    words: str, icon: ft.IconData, chosen: bool, on_click: Any, identifier: str, *, good: bool = False
) -> ft.Control:
    """An answer as large as a hand in a glove; the one that was given carries a tick as well as its colour."""
    back, ink = (
        (ft.Colors.PRIMARY, ft.Colors.ON_PRIMARY) if good else (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    )
    row = ft.Row(
        spacing=14,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[
            ft.Icon(icon, size=32, color=ink),
            ft.Text(words, size=22, weight=ft.FontWeight.W_700, color=ink),
            *([ft.Icon(ft.Icons.TASK_ALT, size=24, color=ink)] if chosen else []),
        ],
    )
    shown = ft.Container(row, height=76, border_radius=20, bgcolor=back, ink=True, on_click=on_click)
    return named(identifier, shown, button=True, selected=chosen)


@part
def Choices(point: Point, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    options = [(choice.id, t.say(choice.words)) for choice in point.choices]
    if point.allow_na:
        options.append((NA, t("answer.na")))
    return OneOf(options, given or "", give, identifier="answer")


@part
def ManyChoices(point: Point, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    chosen, set_chosen = ft.use_state(list(given or []))
    options = [(choice.id, t.say(choice.words)) for choice in point.choices]
    some = SomeOf(options, chosen, set_chosen, identifier="answer")
    save = primary(t("answer.save"), ft.Icons.CHECK, lambda _: give(chosen), "answer-save")
    return column([some, save])


@part
def Typed(point: Point, given: Any, give: Give) -> ft.Control:
    """Words; kept by the button, or by going on without, which leaves the point as it was."""
    t = use_voice()
    typed, set_typed = ft.use_state(str(given or ""))
    problem, set_problem = ft.use_state("")

    def save(_: ft.Event) -> None:
        fits = not point.pattern or re.fullmatch(point.pattern, typed.strip())
        set_problem("" if fits else t("answer.wrong_form", example=point.example))
        if fits:
            give(typed.strip())

    field = NoteField(
        t("answer.text"),
        typed,
        set_typed,
        identifier="answer-text",
        lines=4 if point.type == "long_text" else 2,
        helper=t("answer.such_as", example=point.example) if point.example else "",
        longest=point.max_length,
    )
    controls: list[ft.Control] = [field]
    if point.pii_warning:
        controls.insert(0, quiet(t("answer.no_names")))
    if problem:
        controls.append(ft.Text(problem, size=16, color=ft.Colors.ERROR))
    controls.append(primary(t("answer.save"), ft.Icons.CHECK, save, "answer-save", disabled=not typed.strip()))
    return column(controls)


@part
def Photos(step: Step, walk: Walk) -> ft.Control:
    """The answer is the photos themselves."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    given = walk.answer_to(step)
    photos = given.photos if given else ()

    async def keep(raw: bytes) -> Words | None:
        kept = await phone.store_photo(raw)
        if isinstance(kept, Words):
            return kept
        set_refusal(walk.answer_with_photos(step, one_more(photos, kept)))
        return None

    def remove(sha256: str) -> None:
        set_refusal(walk.answer_with_photos(step, all_but(photos, sha256)))

    camera, buttons = use_photos(keep, forbidden=step.point.photo_forbidden)
    strip = PhotoStrip(tuple(photo.sha256 for photo in photos), remove)
    inside: list[ft.Control] = [camera] if camera else [strip, *buttons, *refused(refusal, t.say)]
    return column(inside)


@part
def ObjectChoice(building: Building, given: Any, give: Give) -> ft.Control:
    """One of the building's tagged objects or rooms, found by typing a part of its name."""
    t = use_voice()
    typed, set_typed = ft.use_state("")
    places = [(item.tag, f"{item.label} ({item.tag})") for item in building.objects]
    places += [(space.id, space.name) for space in building.spaces]
    wanted = [(value, words) for value, words in places if typed.lower() in words.lower() or value == given]
    search = EntryField(t("report.search"), "", set_typed, identifier="answer-search", kind="search")
    return column([search, OneOf(wanted[:20], given or "", give, identifier="answer")])


@part
def Read(given: Any, give: Give) -> ft.Control:
    t = use_voice()
    return primary(t("answer.read"), ft.Icons.CHECK, lambda _: give("read"), "answer-read")
