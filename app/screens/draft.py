"""One deviation or report being written: the photo first, then words, how bad it is, and where it will go and why.

Every change is on disk at once, so that neither a phone call nor a browser that reloads loses anything.
"""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.draft_place import Place
from app.screens.fields import NoteField, OneOf, option_row
from app.screens.guard import part, screen
from app.screens.marks import SEVERITIES, SEVERITY
from app.screens.parts import (
    calling,
    card,
    column,
    empty,
    heading,
    named,
    notice,
    plain,
    primary,
    quiet,
    refused,
    section,
)
from app.screens.photo_parts import PhotoStrip, use_photos
from app.screens.surroundings import Voice, leave, use_phone, use_said, use_voice
from app.state.drafts import Draft
from app.state.phone import Phone


@screen
def DraftPage() -> ft.View:
    phone, t = use_phone()
    draft = phone.draft(ft.use_route_params().get("draft", ""))
    if draft is None:
        return frame.page(t("draft.title"), [empty(ft.Icons.TASK_ALT, t("draft.gone"), t("draft.gone_more"))])
    title = t("draft.deviation") if draft.round else t("draft.report")
    return frame.page(title, [Writing(draft, key=draft.id)], below=[Sending(draft, key=f"send-{draft.id}")])


@part
def Writing(draft: Draft) -> ft.Control:
    phone, t = use_phone()
    rule = draft.photo_rule()
    camera, buttons = use_photos(
        draft.add_photo, forbidden=rule == "forbidden", wanted=rule == "always" and not draft.photos
    )
    if camera:
        return camera
    return column(
        [
            heading(t.say(phone.names.component(draft.component)) if draft.component else t("draft.unnamed")),
            *([quiet(phone.names.place(draft))] if draft.round else []),
            *([] if draft.round else [Place(draft, key="place")]),
            *buttons,
            PhotoStrip(tuple(photo.sha256 for photo in draft.photos), draft.remove_photo),
            NoteField(
                t("draft.words"), draft.text, lambda text: draft.change(text=text), identifier="words", key="words"
            ),
            *([quiet(t("draft.no_names"))] if not draft.round else []),
            section(t("draft.severity")),
            Severity(draft, key="severity"),
            FixedOnSpot(draft, key="fixed"),
            Destination(draft, key="destination"),
            *([] if draft.fixed_on_spot else [Questions(draft, key="questions")]),
        ]
    )


@part
def Severity(draft: Draft) -> ft.Control:
    """How bad it is, prefilled; the four others unfold when somebody disagrees."""
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
    if draft.severity == "critical" and not draft.fixed_on_spot:
        rows.append(_call_as_well(phone.names.about(), t))
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


def _call_as_well(about: Any, t: Voice) -> ft.Control:
    """The app is never the only way for something critical: the officer on call is one tap away."""
    duty = about.duty_phone if about else ""
    call = [calling(t("draft.call_duty", phone=duty), duty, "call-duty")] if duty else []
    return notice(ft.Icons.PHONE_IN_TALK, t("draft.critical"), t("draft.critical_more"), alarming=True, more=call)


@part
def FixedOnSpot(draft: Draft) -> ft.Control:
    t = use_voice()
    mark = (ft.Icons.CHECK_BOX, ft.Icons.CHECK_BOX_OUTLINE_BLANK)
    row = option_row(
        t("draft.fixed"),
        draft.fixed_on_spot,
        lambda _: draft.change(fixed_on_spot=not draft.fixed_on_spot),
        "fixed-on-spot",
        mark,
    )
    return column([row, *([quiet(t("draft.fixed_more"))] if draft.fixed_on_spot else [])], 6)


@part
def Questions(draft: Draft) -> ft.Control:
    """Only what decides who gets it."""
    phone, t = use_phone()
    asked: list[ft.Control] = []
    for question in draft.questions():
        name = question.input
        options = [(option, t.say(phone.names.answer(option))) for option in question.options]
        asked.append(section(t.say(phone.names.input(name))))
        asked.append(
            OneOf(
                options,
                draft.case.get(name, ""),
                lambda value, name=name: draft.change(case={**draft.case, name: value}),
                identifier=f"ask-{name}",
                key=name,
            )
        )
    if asked:
        asked.insert(0, quiet(t("draft.more_known")))
    return column(asked, 8)


@part
def Destination(draft: Draft) -> ft.Control:
    """ "Goes to ... because ...": known before it is sent, without any network."""
    phone, t = use_phone()
    decided = draft.routing()
    if decided is None:
        return ft.Container(height=0)
    routing, because = decided
    ink = ft.Colors.ON_PRIMARY_CONTAINER
    receiver = t.say(phone.names.organisation(routing.repair.org)) if routing.repair else t("draft.triage")
    words = ft.Column(
        spacing=4,
        expand=True,
        controls=[
            ft.Text(t("draft.goes_to"), size=14, color=ink),
            ft.Text(receiver, size=19, weight=ft.FontWeight.W_600, color=ink),
            ft.Text(t.say(because), size=15, color=ink),
        ],
    )
    icon = ft.Icon(ft.Icons.FORWARD_TO_INBOX, color=ink, size=30)
    row = ft.Row([icon, words], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START)
    return named("destination", card(row, tone=ft.Colors.PRIMARY_CONTAINER), live_region=True)


@part
def Sending(draft: Draft) -> ft.Control:
    """Send, or throw away after a second thought."""
    t = use_voice()
    refusal, set_refusal = use_said()
    sure, set_sure = ft.use_state(False)
    problem = draft.problem()

    def send(_: ft.Event) -> None:
        said = draft.send()
        set_refusal(said)
        if said is None:
            leave()

    def discard(_: ft.Event) -> None:
        draft.discard()
        leave()

    ft.use_dialog(
        ft.AlertDialog(
            modal=True,
            title=ft.Text(t("draft.discard_sure")),
            content=ft.Text(t("draft.discard_more")),
            actions=[
                plain(t("draft.keep"), ft.Icons.UNDO, lambda _: set_sure(False), "keep-draft"),
                plain(t("draft.discard"), ft.Icons.DELETE_OUTLINE, discard, "discard-sure"),
            ],
        )
        if sure
        else None
    )
    away = ft.IconButton(
        icon=ft.Icons.DELETE_OUTLINE,
        icon_size=28,
        width=60,
        height=60,
        tooltip=t("draft.discard"),
        on_click=lambda _: set_sure(True),
    )
    button = primary(t("draft.send"), ft.Icons.SEND, send, "send-draft", disabled=problem is not None)
    missing = [named("problem", quiet(t.say(problem)))] if problem else []
    row = ft.Row([named("discard-draft", away), ft.Container(button, expand=True)], spacing=8)
    return column([*refused(refusal, t.say), *missing, row], 8)
