"""A repair out of a case: what leaves it, said before anything is sent; the place, the part, how grave, which pictures.

The task carries nothing else (`policy.yaml`, section `derived_tasks`).
"""

import flet as ft

from app.screens.fields import SQUARE_MARK, EntryField, OneOf, option_row
from app.screens.guard import part
from app.screens.marks import SEVERITIES
from app.screens.parts import card, column, named, notice, plain, quiet, row_card, section
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.writing.photo_parts import Thumbnail
from app.screens.writing.place import Rooms
from app.state.cases.work import with_picture
from app.state.phone import Phone
from app.state.writing.notes import Note
from domain.cases.case_file import CaseFile
from domain.cases.told import Shown
from domain.places import described

SHOWN = 8
"""So many parts of the building are offered at once; more letters narrow them down."""


@part
def WantRepair(case: CaseFile, note: Note) -> ft.Control:
    t = use_voice()
    return column(
        [
            notice(ft.Icons.OUTBOUND_OUTLINED, t("repair.leaves"), t("repair.leaves_more")),
            notice(ft.Icons.LOCK_OUTLINE, t("repair.stays"), t("repair.stays_more")),
            What(note, key="what"),
            Where(case, note, key="where"),
            HowGrave(note, key="severity"),
            Pictures(case, note, key="pictures"),
        ]
    )


@part
def What(note: Note) -> ft.Control:
    phone, t = use_phone()
    typed, set_typed = ft.use_state("")
    chosen = note.fact("component")
    title = section(t("repair.what"))
    if chosen:
        words = ft.Text(t.say(phone.names.component(chosen)), size=18, weight=ft.FontWeight.W_600)
        change = plain(
            t("repair.change_what"), ft.Icons.EDIT_OUTLINED, lambda _: note.note(component=""), "change-what"
        )
        return column([title, named("component", card(words)), change], 6)
    found = _components(phone, typed, t) if typed.strip() else []
    rows = [
        row_card(
            ft.Icon(ft.Icons.ADD, color=ft.Colors.PRIMARY),
            words,
            None,
            lambda _, code=code: note.note(component=code),
            f"part-{code}",
        )
        for words, code in found[:SHOWN]
    ]
    search = EntryField(t("repair.search"), "", set_typed, identifier="part-search", kind="search", key="search")
    nothing = [quiet(t("repair.no_match"))] if typed.strip() and not rows else []
    return column([title, search, *rows, *nothing], 8)


def _components(phone: Phone, typed: str, t: Voice) -> list[tuple[str, str]]:
    """By name, from the whole list; of names that two rows share the first."""
    named_so: dict[str, str] = {}
    for category in phone.names.categories():
        for code, words in phone.names.components(category):
            named_so.setdefault(t.say(words), code)
    return sorted((words, code) for words, code in named_so.items() if typed.strip().lower() in words.lower())


@part
def Where(case: CaseFile, note: Note) -> ft.Control:
    """Where it happened, until somebody says another place."""
    phone, t = use_phone()
    unfolded, set_unfolded = ft.use_state(False)
    building, space = phone.documents.building(case.building), phone.case_work.place(case, note)
    if building is None:
        return ft.Container(height=0, visible=False)

    def choose(chosen: str) -> None:
        note.note(space=chosen)
        set_unfolded(False)

    if unfolded:
        return Rooms(building.spaces, space, choose, key="rooms")
    icon = ft.Icon(ft.Icons.PLACE_OUTLINED, color=ft.Colors.PRIMARY)
    there = described(building, building.space(space), None)
    row = row_card(icon, there, quiet(t("repair.change_where"), 14), lambda _: set_unfolded(True), "place")
    return column([section(t("repair.where")), row], 8)


@part
def HowGrave(note: Note) -> ft.Control:
    phone, t = use_phone()
    options = [(severity, t.say(phone.names.severity(severity))) for severity in SEVERITIES]
    rows = OneOf(options, note.fact("severity"), lambda chosen: note.note(severity=chosen), identifier="severity")
    return column([section(t("repair.severity")), rows], 8)


@part
def Pictures(case: CaseFile, note: Note) -> ft.Control:
    """The report's own. None goes along that nobody has picked."""
    phone, t = use_phone()
    pictures = phone.case_work.pictures(case)
    if not pictures:
        return quiet(t("repair.no_photos"))
    rows = [Picture(each, note, key=each.photo.sha256) for each in pictures]
    return column([section(t("repair.photos")), quiet(t("repair.photos_more")), *rows], 8)


@part
def Picture(each: Shown, note: Note) -> ft.Control:
    t = use_voice()
    picked = any(photo.sha256 == each.photo.sha256 for photo in note.photos)
    row = option_row(
        t("repair.pick", what=t.say(each.question)),
        picked,
        lambda _: with_picture(note, each.photo),
        f"pick-{each.photo.sha256[:8]}",
        SQUARE_MARK,
    )
    return ft.Row([Thumbnail(each.photo.sha256), ft.Container(row, expand=True)], spacing=10)


def missing(_case: CaseFile, note: Note) -> str:
    if not note.fact("component"):
        return "repair.missing_what"
    return "" if note.fact("severity") else "repair.missing_severity"
