"""How bad it is: prefilled, raised freely, lowered only with a reason, and by phone as well when it is critical."""

from datetime import datetime
from typing import Any

import flet as ft

from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.marks import SEVERITIES, SEVERITY
from app.screens.parts import calling, card, column, named, notice, outlined, plain, primary
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.times import clock_time, local
from app.state.phone import Phone
from app.state.sending.progress import Sending
from app.state.writing.drafts import Draft
from app.state.writing.notes import Note


@part
def Severity(draft: Draft, sending: Sending) -> ft.Control:
    """The four others unfold when somebody disagrees."""
    phone, t = use_phone()
    unfolded, set_unfolded = ft.use_state(False)

    def choose(value: str) -> None:
        draft.change(severity=value)
        set_unfolded(False)

    rows = [
        _severity_row(phone, t, value, value == draft.severity, (lambda _, v=value: choose(v)) if unfolded else None)
        for value in SEVERITIES
        if unfolded or value == draft.severity
    ]
    if not unfolded:
        rows.append(plain(t("draft.change_severity"), ft.Icons.UNFOLD_MORE, lambda _: set_unfolded(True), "severity"))
    if draft.lowered():
        rows.append(_why_less(draft, phone, t))
    if draft.is_urgent():
        rows.append(Calling(draft, sending, key="calling"))
    return column(rows, 8)


def _severity_row(phone: Phone, t: Voice, value: str, chosen: bool, on_click: Any) -> ft.Control:
    look = SEVERITY[value]
    words = ft.Column(
        [
            ft.Text(t.say(phone.names.severity(value)), size=18, weight=ft.FontWeight.W_600, color=look.ink),
            ft.Text(t.say(phone.names.meaning(value)), size=14, color=look.ink),
        ],
        spacing=2,
        expand=True,
    )
    tick = [ft.Icon(ft.Icons.CHECK, color=look.ink)] if chosen else []
    row = ft.Row([ft.Icon(look.icon, color=look.ink, size=28), words, *tick], spacing=14)
    return named(f"severity-{value}", card(row, on_click, tone=look.back, padding=14), selected=chosen)


def _why_less(draft: Draft, phone: Phone, t: Voice) -> ft.Control:
    usual = t.say(phone.names.severity(draft.usual_severity()))
    return NoteField(
        t("draft.less_why"),
        draft.severity_reason,
        lambda text: draft.change(severity_reason=text),
        identifier="less-why",
        lines=2,
        helper=t("draft.less_why_more", severity=usual),
        key="less-why",
    )


@part
def Calling(draft: Draft, sending: Sending) -> ft.Control:
    """The app is never the only way for something critical: the officer on call is one tap away, and is called."""
    phone, t = use_phone()
    about = phone.names.about()
    duty = about.duty_phone if about else ""
    call = [calling(t("draft.call_duty", phone=duty), duty, "call-duty")] if duty else []
    warning = notice(ft.Icons.PHONE_IN_TALK, t("draft.critical"), t("draft.critical_more"), alarming=True, more=call)
    if draft.called_at:
        return column([warning, Called(draft, key="called")], 8)
    ways = [primary(t("draft.called"), ft.Icons.CHECK, lambda _: draft.called(), "called")]
    if draft.call_later and sending.online:
        ways.append(notice(ft.Icons.SEND, t("draft.call_later_more")))
    elif sending.online:
        later = outlined(
            t("draft.call_later"), ft.Icons.SCHEDULE_SEND, lambda _: draft.change(call_later=True), "call-later"
        )
        ways.append(later)
    return column([warning, *ways], 8)


@part
def Called(draft: Draft | Note) -> ft.Control:
    """When the call was made: now in one tap, another time by the clock."""
    t = use_voice()
    asking, set_asking = ft.use_state(False)

    def chosen(e: ft.Event) -> None:
        said = e.control.value
        moment = local(draft.called_at).replace(hour=said.hour, minute=said.minute)
        # A call that has been made was not made later than now.
        draft.change(called_at=min(moment, datetime.now().astimezone()).isoformat(timespec="milliseconds"))
        set_asking(False)

    picker = ft.TimePicker(
        value=local(draft.called_at).time(),
        hour_format=ft.TimePickerHourFormat.H24,
        on_change=chosen,
        on_dismiss=lambda _: set_asking(False),
    )
    ft.use_dialog(picker if asking else None)
    said = notice(ft.Icons.TASK_ALT, t("draft.called_at", time=clock_time(draft.called_at, t)))
    change = plain(t("draft.called_change"), ft.Icons.SCHEDULE, lambda _: set_asking(True), "called-change")
    undo = plain(t("draft.call_undo"), ft.Icons.UNDO, lambda _: draft.change(called_at=""), "called-undo")
    return column([named("called-at", said, live_region=True), ft.Row([change, undo], wrap=True)], 4)
