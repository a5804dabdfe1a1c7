"""Sending a draft, or throwing it away after a second thought; and the receipt on the page that one comes back to."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import calling, column, named, plain, primary, quiet, refused
from app.screens.surroundings import Voice, leave, use_phone, use_said
from app.screens.writing.destination import receivers
from app.state.phone import Phone
from app.state.sending import progress as state
from app.state.writing.drafts import Draft

LONG_ENOUGH_MS, TO_CALL_MS = 6000, 30_000
TOP_PX, WITH_CALL_PX = 170, 240
"""How far down the receipt reaches: it lies at the top, because the next answer is under the thumb."""


@part
def Sending(draft: Draft, sending: state.Sending) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    sure, set_sure = ft.use_state(False)
    problem = draft.problem(sending.online)

    def send(_: ft.Event) -> None:
        told = receipt(draft, phone, t)
        said = draft.send()
        set_refusal(said)
        if said is None:
            ft.context.page.show_dialog(told)
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


def receipt(draft: Draft, phone: Phone, t: Voice) -> ft.SnackBar:
    """What has been kept and where it goes; to be made while the draft is still there."""
    words = ft.Text(receipt_words(draft, phone, t), size=16, color=ft.Colors.ON_INVERSE_SURFACE)
    about = phone.names.about()
    content: list[ft.Control] = [named("receipt", words, live_region=True)]
    below, shown = (ft.context.page.height or 0) - TOP_PX, LONG_ENOUGH_MS
    if draft.must_call() and about and about.duty_phone:
        below, shown = below + TOP_PX - WITH_CALL_PX, TO_CALL_MS
        content.append(calling(t("draft.call_duty", phone=about.duty_phone), about.duty_phone, "call-duty-now"))
    return ft.SnackBar(
        ft.Column(content, tight=True, spacing=8),
        behavior=ft.SnackBarBehavior.FLOATING,
        margin=ft.Margin.only(left=12, right=12, bottom=max(below, 12)),
        show_close_icon=True,
        duration=shown,
    )


def receipt_words(draft: Draft, phone: Phone, t: Voice) -> str:
    if draft.joins:
        return t("draft.sent_joined")
    if draft.fixed_on_spot:
        return t("draft.sent_fixed")
    orgs = receivers(draft, phone, t) or [t("draft.received_by")]
    org = t("draft.and", one=orgs[0], other=orgs[1]) if len(orgs) > 1 else orgs[0]
    kind = "draft.sent_task" if draft.beside else "draft.sent_deviation" if draft.round else "draft.sent_report"
    said = t(kind, org=org[0].lower() + org[1:] if org == t("draft.triage") else org)
    return f"{said} {t('draft.sent_call')}" if draft.must_call() else said
