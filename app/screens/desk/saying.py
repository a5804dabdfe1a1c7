"""What the pages of the acts are made of: which task it is about, words, photos, a day, and the button that does it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import flet as ft

from app.screens.answers.moment import use_calendar
from app.screens.fields import NoteField, OneOf
from app.screens.guard import part
from app.screens.parts import card, column, named, outlined, primary, quiet, refused, secondary, section
from app.screens.surroundings import leave, use_phone, use_said, use_voice
from app.screens.times import beginning, day_and_month, day_words
from app.screens.writing.own_photos import OwnPhotos
from app.screens.writing.photo_parts import use_photos
from app.screens.writing.photos import forbidden_why
from app.state.sending.recorder import NOT_SAVED
from app.state.writing.blurring import BLUR_FIRST
from app.state.writing.note_acts import NO, YES
from app.state.writing.notes import Note
from domain.secrecy.protection import bars_photos
from domain.tasks.task import Task


@part
def Reminder(task: Task) -> ft.Control:
    """Which task this is about."""
    phone, t = use_phone()
    words = ft.Text(task.text or t.say(phone.names.component(task.component)), size=18, weight=ft.FontWeight.W_600)
    return card(column([words, quiet(phone.names.place(task))], 4))


@part
def Words(note: Note, label: str, helper: str = "", lines: int = 3) -> ft.Control:
    return NoteField(
        label,
        note.text,
        lambda text: note.change(text=text),
        identifier="words",
        lines=lines,
        helper=helper,
        key=f"words-{note.id}",
    )


@part
def WordsAndPhotos(note: Note, label: str, title: str = "", over: str = "", above: Sequence[ft.Control] = ()) -> Any:
    """`title` stands over the photos, `over` is the hash of the picture to be taken again from the same spot."""
    phone, t = use_phone()
    task = phone.task(note.task)
    barred = task is not None and bars_photos(phone.documents, task.building)
    camera, buttons = use_photos(note.add_photo, forbidden=barred, over=over, look_first=note.sealed)
    if camera:
        return camera
    buttons += forbidden_why(t, protected=True) if barred else []
    photos = OwnPhotos(note, tuple(photo.sha256 for photo in note.photos), key="photos")
    words = Words(note, label, key="words")
    return column([*above, *([section(title)] if title else []), *buttons, photos, words])


@part
def SendNote(note: Note, words: str, icon: ft.IconData, missing: str = "", no: str = "") -> ft.Control:
    """Under the thumb: do it. `missing` is what must be said first; `no` is the other answer, which needs words."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()

    def send(answer: str) -> Callable[[ft.Event], None]:
        def sending(_: ft.Event) -> None:
            if no:
                note.note(answer=answer)
            said = phone.send_note(note)
            set_refusal(said)
            if said is None:
                leave()

        return sending

    missing = missing or (t.say(BLUR_FIRST) if note.blurring else "")
    name = note.about.replace("_", "-").partition(":")[0]
    shown = refused(NOT_SAVED if note.unsaved else refusal, t.say)
    if missing:
        shown.append(named("missing", quiet(missing), live_region=True))
    if no:
        silent = not note.text.strip()
        shown.append(outlined(no, ft.Icons.CLOSE, send(NO), f"refuse-{name}", disabled=silent))
        if silent:
            shown.insert(-1, quiet(t("act.no_needs_words")))
    shown.append(primary(words, icon, send(YES), f"send-{name}", disabled=bool(missing)))
    return column(shown, 8)


@part
def Day(note: Note, fact: str, title: str) -> ft.Control:
    """A day to come: two that people often mean, and the calendar."""
    t = use_voice()
    chosen, today = note.fact(fact), datetime.now().astimezone().date()
    ask = use_calendar(False, not_future=False, given=chosen or None, save=lambda day: note.note(**{fact: day}))
    usual = [today + timedelta(days=1), today + timedelta(days=7)]
    tomorrow = f"{beginning(day_words(usual[0].isoformat(), t))} ({day_and_month(usual[0], t)})"
    in_a_week = t("act.in_a_week", day=day_and_month(usual[1], t))
    options = [(usual[0].isoformat(), tomorrow), (usual[1].isoformat(), in_a_week)]
    if chosen and chosen not in dict(options):
        options.append((chosen, day_and_month(date.fromisoformat(chosen), t)))
    return column(
        [
            section(title),
            OneOf(options, chosen, lambda day: note.note(**{fact: day}), identifier=f"day-{fact}"),
            secondary(t("answer.other_day"), ft.Icons.CALENDAR_MONTH, ask, f"calendar-{fact}"),
        ],
        8,
    )
