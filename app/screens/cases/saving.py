"""The button under what is written about a case: what is missing before it, why it was refused, and back when done."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, primary, quiet, refused
from app.screens.surroundings import leave, use_phone, use_said
from app.state.sending.recorder import NOT_SAVED
from app.state.writing.blurring import BLUR_FIRST
from app.state.writing.notes import Note


@part
def SaveNote(note: Note, words: str, icon: ft.IconData, missing: str = "") -> ft.Control:
    """`missing` is what must be said first, in words."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    missing = missing or (t.say(BLUR_FIRST) if note.blurring else "")

    def save(_: ft.Event) -> None:
        said = phone.case_work.send(note)
        set_refusal(said)
        if said is None:
            leave()

    shown = refused(NOT_SAVED if note.unsaved else refusal, t.say)
    if missing:
        shown.append(named("missing", quiet(missing), live_region=True))
    return column([*shown, primary(words, icon, save, "save-case", disabled=bool(missing))], 8)
