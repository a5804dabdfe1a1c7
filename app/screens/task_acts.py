"""What somebody does to a task, each on a page of its own: done, with a photo after; a comment; "not ours"."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import NoteField, OneOf
from app.screens.guard import part, screen
from app.screens.parts import card, column, empty, notice, primary, quiet, refused, section
from app.screens.photo_parts import PhotoStrip, use_photos
from app.screens.surroundings import leave, use_phone, use_said
from app.screens.task import REASONS
from domain.tasks import Task


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
    return Saying(
        lambda text, photos: phone.done(task.id, text, photos),
        t("task.what_done"),
        t("task.done"),
        ft.Icons.TASK_ALT,
        "done",
    )


@part
def Comment(task: Task) -> ft.Control:
    phone, t = use_phone()
    return Saying(
        lambda text, photos: phone.comment(task.id, text, photos),
        t("task.say"),
        t("task.send"),
        ft.Icons.SEND,
        "comment",
    )


@part
def Saying(act: Callable[..., Any], label: str, button: str, icon: ft.IconData, identifier: str) -> ft.Control:
    """Words and photos, then the deed. A comment needs one of the two; what is done needs neither."""
    phone, t = use_phone()
    text, set_text = ft.use_state("")
    photos, set_photos = ft.use_state(())
    refusal, set_refusal = use_said()

    async def keep(raw: bytes) -> Any:
        kept = await phone.store_photo(raw)
        if not hasattr(kept, "sha256"):
            return kept
        set_photos(lambda held: (*held, kept))
        return None

    def send(_: ft.Event) -> None:
        said = act(text.strip(), photos)
        set_refusal(said)
        if said is None:
            leave()

    def remove(sha256: str) -> None:
        set_photos(tuple(photo for photo in photos if photo.sha256 != sha256))

    camera, buttons = use_photos(keep)
    if camera:
        return camera
    nothing = identifier == "comment" and not text.strip() and not photos
    return column(
        [
            *([section(t("task.photo_after"))] if identifier == "done" else []),
            *buttons,
            PhotoStrip(tuple(photo.sha256 for photo in photos), remove),
            NoteField(label, text, set_text, identifier="words", key="words"),
            *refused(refusal, t.say),
            primary(button, icon, send, f"send-{identifier}", disabled=nothing),
        ]
    )


@part
def HandBack(task: Task) -> ft.Control:
    """ "Not ours": with a reason; the task stays here until somebody else has taken it."""
    phone, t = use_phone()
    reason, set_reason = ft.use_state("")
    text, set_text = ft.use_state("")
    refusal, set_refusal = use_said()

    def send(_: ft.Event) -> None:
        said = phone.hand_back(task.id, reason, text.strip())
        set_refusal(said)
        if said is None:
            leave()

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
            OneOf(options, reason, set_reason, identifier="reason"),
            NoteField(t("back.words"), text, set_text, identifier="words", key="words"),
            *refused(refusal, t.say),
            primary(t("task.hand_back"), ft.Icons.UNDO, send, "send-hand-back", disabled=not reason),
        ]
    )
