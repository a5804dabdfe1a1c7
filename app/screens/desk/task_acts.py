"""What somebody does to a task, each on a page of its own: done, with a photo after; a comment; "not ours"."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.desk.task import REASONS
from app.screens.fields import NoteField, OneOf
from app.screens.guard import part, screen
from app.screens.parts import card, column, empty, notice, primary, quiet, refused, section
from app.screens.surroundings import Said, leave, use_phone, use_said, use_voice
from app.screens.writing.photo_parts import PhotoStrip, use_photos
from app.state.notes import Note
from app.state.recorder import NOT_SAVED
from domain.tasks import Task
from domain.to_reporter import PUBLIC


@screen
def DonePage() -> ft.View:
    return _about_task("task.done", Done)


@screen
def CommentPage() -> ft.View:
    return _about_task("task.comment", Comment)


@screen
def HandBackPage() -> ft.View:
    return _about_task("task.hand_back", HandBack)


def _about_task(title: str, form: Callable[..., Any]) -> ft.View:
    phone, t = use_phone()
    task = phone.task(ft.use_route_params().get("task", ""))
    if task is None:
        return frame.page(t(title), [empty(ft.Icons.SEARCH_OFF, t("task.gone"), t("task.gone_more"))])
    return frame.page(t(title), [Reminder(task, key="what"), form(task, key="form")])


@part
def Reminder(task: Task) -> ft.Control:
    """Which task this is about."""
    phone, t = use_phone()
    words = ft.Text(task.text or t.say(phone.names.component(task.component)), size=18, weight=ft.FontWeight.W_600)
    return card(column([words, quiet(phone.names.place(task))], 4))


@part
def Done(task: Task) -> ft.Control:
    phone, t = use_phone()
    return Saying(phone.note_on(task.id, "done"), t("task.what_done"), t("task.done"), ft.Icons.TASK_ALT)


@part
def Comment(task: Task) -> ft.Control:
    phone, t = use_phone()
    saying = Saying(phone.note_on(task.id, "comment"), t("task.say"), t("task.send"), ft.Icons.SEND)
    if task.reporter != PUBLIC:
        return saying
    return column([notice(ft.Icons.QR_CODE_2, t("task.from_public"), t("task.from_public_more")), saying])


@part
def Saying(note: Note, label: str, button: str, icon: ft.IconData) -> ft.Control:
    """Words and photos, then the deed. A comment needs one of the two; what is done needs neither."""
    t = use_voice()
    refusal, send = use_sending(note)
    camera, buttons = use_photos(note.add_photo)
    if camera:
        return camera
    nothing = note.about == "comment" and not note.text.strip() and not note.photos
    return column(
        [
            *([section(t("task.photo_after"))] if note.about == "done" else []),
            *buttons,
            PhotoStrip(tuple(photo.sha256 for photo in note.photos), note.remove_photo),
            NoteField(label, note.text, lambda text: note.change(text=text), identifier="words", key="words"),
            *refused(refusal, t.say),
            primary(button, icon, send, f"send-{note.about}", disabled=nothing),
        ]
    )


@part
def HandBack(task: Task) -> ft.Control:
    phone, _ = use_phone()
    return NotOurs(task, phone.note_on(task.id, "hand_back"))


@part
def NotOurs(task: Task, note: Note) -> ft.Control:
    """ "Not ours": with a reason; the task stays here until somebody else has taken it."""
    t = use_voice()
    refusal, send = use_sending(note)
    danger = task.severity in ("critical", "high")
    safe_first = notice(
        ft.Icons.HEALTH_AND_SAFETY_OUTLINED, t("back.safe_first"), t("back.safe_first_more"), alarming=True
    )
    options = [(value, t(words)) for value, words in REASONS.items()]
    return column(
        [
            *([safe_first] if danger else []),
            notice(ft.Icons.INFO_OUTLINE, t("back.stays"), t("back.stays_more")),
            section(t("back.why")),
            OneOf(options, note.reason, lambda reason: note.change(reason=reason), identifier="reason"),
            NoteField(t("back.words"), note.text, lambda text: note.change(text=text), identifier="words", key="words"),
            *refused(refusal, t.say),
            primary(t("task.hand_back"), ft.Icons.UNDO, send, "send-hand-back", disabled=not note.reason),
        ]
    )


def use_sending(note: Note) -> tuple[Said, Callable[[ft.Event], None]]:
    """Why the note could not be sent, if so, and the handler that sends it and goes back."""
    phone, _ = use_phone()
    refusal, set_refusal = use_said()

    def send(_: ft.Event) -> None:
        said = phone.send_note(note)
        set_refusal(said)
        if said is None:
            leave()

    return (NOT_SAVED if note.unsaved else refusal), send
