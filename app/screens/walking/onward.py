"""The next thing to do with a round, under the thumb."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.called import start_words
from app.screens.guard import part
from app.screens.parts import column, notice, outlined, primary, refused, secondary
from app.screens.surroundings import Voice, go, use_phone, use_said
from app.state.rounds.walk import Walk
from domain.rounds.quick import may_be_quick
from domain.rounds.round import PLANNED, SUBMITTED


@part
def Onward(walk: Walk, scan: Callable[[], Any]) -> ft.Control:
    """`scan` opens the scanner."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    path = f"/round/{walk.round.id}"
    following = walk.next_unanswered()

    def start(_: ft.Event) -> None:
        said = phone.book.start(walk.round.id)
        set_refusal(said)
        if said is None and (first := walk.next_unanswered()):
            go(f"{path}/point/{walk.number_of(first)}")

    controls: list[ft.Control] = refused(refusal, t.say)
    if walk.round.status == PLANNED:
        controls.append(primary(start_words(walk.checklist, t), ft.Icons.PLAY_ARROW, start, "start-round"))
    elif walk.round.status == SUBMITTED:
        controls.append(notice(ft.Icons.TASK_ALT, t("round.signed_by", name=walk.round.signed_by)))
    elif walk.round.is_under_way:
        if following:
            there = f"{path}/point/{walk.number_of(following)}"
            controls.append(primary(t("round.next"), ft.Icons.ARROW_FORWARD, lambda _: go(there), "next-point"))
        if not walk.missing():
            button = secondary if following else primary
            controls.append(button(t("round.to_sign"), ft.Icons.DRAW, lambda _: go(f"{path}/sign"), "to-sign"))
        if walk.missing() and may_be_quick(walk.checklist, walk.round):
            short = f"/report/send/{walk.round.id}"
            controls.append(outlined(t("quick.short"), ft.Icons.SEND, lambda _: go(short), "send-short"))
        controls.append(_beside(walk, scan, t))
    return column(controls, 10)


def _beside(walk: Walk, scan: Callable[[], Any], t: Voice) -> ft.Control:
    """Pause, and scan where there is something with a label."""
    buttons = [outlined(t("overview.pause"), ft.Icons.PAUSE, lambda _: go("/"), "pause-round")]
    if walk.has_labels:
        buttons.append(outlined(t("walk.scan"), ft.Icons.QR_CODE_SCANNER, lambda _: scan(), "scan-tag"))
    return ft.Row([ft.Container(button, expand=True) for button in buttons], spacing=10)
