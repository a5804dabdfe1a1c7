"""Something critical that nobody has taken on: who to phone fills the page, because the app is never the only way.

Without a network somebody must have been phoned before it can be taken on: nobody else knows that it is.
"""

import flet as ft

from app.screens.desk.heading import TimeLeft
from app.screens.guard import part
from app.screens.parts import calling, card, column, disc, named, notice, outlined, primary, quiet, refused
from app.screens.surroundings import Voice, leave, use_phone, use_said
from app.screens.writing.photo_parts import PhotoStrip
from app.screens.writing.severity import Called
from app.state.phone import Phone
from app.state.sending.progress import Sending
from app.state.writing.notes import Note
from domain.tasks.task import Task


@part
def Critical(task: Task, note: Note) -> ft.Control:
    """What it is, and all whom one can phone about it."""
    phone, t = use_phone()
    ink = ft.Colors.ON_ERROR_CONTAINER
    what = t.say(phone.names.component(task.component))
    lines: list[ft.Control] = [
        ft.Row([disc(ft.Icons.WARNING_ROUNDED, ft.Colors.ERROR, ft.Colors.ON_ERROR, 56)]),
        ft.Semantics(header=True, content=ft.Text(t("critical.title"), size=26, weight=ft.FontWeight.W_700, color=ink)),
        ft.Text(t("critical.more"), size=17, color=ink),
    ]
    facts: list[ft.Control] = [
        ft.Text(task.text or what, size=20, weight=ft.FontWeight.W_600),
        *([quiet(what)] if task.text else []),
        quiet(phone.names.place(task)),
        PhotoStrip(tuple(photo.sha256 for photo in task.photos)),
        TimeLeft(task, key="time-left"),
    ]
    return column(
        [
            named("critical", card(column(lines, 10), tone=ft.Colors.ERROR_CONTAINER, padding=22), live_region=True),
            *_numbers(task, phone, t),
            card(column(facts, 8)),
        ]
    )


def _numbers(task: Task, phone: Phone, t: Voice) -> list[ft.Control]:
    """Whose it is, who is on duty, and the number for danger to life."""
    about = phone.names.about()
    org, desk = (
        t.say(phone.names.organisation(task.org)),
        phone.names.phone_of(task.org) or phone.names.phone_of(task.desk),
    )
    shown: list[ft.Control] = []
    if desk:
        shown.append(calling(t("critical.call_desk", org=org, phone=desk), desk, "call-desk"))
    if about and about.duty_phone:
        shown.append(calling(t("draft.call_duty", phone=about.duty_phone), about.duty_phone, "call-duty"))
    if about and about.emergency:
        shown.append(calling(t("critical.call_emergency", phone=about.emergency), about.emergency, "call-emergency"))
    return shown


@part
def TakingOn(task: Task, note: Note) -> ft.Control:
    phone, _ = use_phone()
    return PhonedFirst(task, note, phone.sending, key="phoned-first")


@part
def PhonedFirst(task: Task, note: Note, sending: Sending) -> ft.Control:
    """ "I have phoned, at ..." and the one button; without a network in this order."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()

    def called(_: ft.Event) -> None:
        note.change(called_at=phone.clock.stamp())

    def take(_: ft.Event) -> None:
        said = phone.send_note(note)
        set_refusal(said)
        if said is None and ft.context.page.route.endswith("/acknowledge"):
            leave()

    first = not sending.online and not note.called_at
    i_have = primary if first else outlined
    ways: list[ft.Control] = refused(refusal, t.say)
    if first:
        ways.append(notice(ft.Icons.SIGNAL_WIFI_OFF, t("critical.offline"), t("critical.offline_more"), alarming=True))
    if note.called_at:
        ways.append(Called(note, key="called"))
    else:
        ways.append(i_have(t("draft.called"), ft.Icons.PHONE_IN_TALK, called, "called"))
    ways.append(primary(t("task.acknowledge"), ft.Icons.HANDYMAN, take, "acknowledge", disabled=first))
    return column(ways, 8)
