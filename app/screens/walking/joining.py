"""The same deficiency is open already: add to that one, or report another."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, plain, primary, secondary
from app.screens.surroundings import use_voice
from app.screens.times import day_words
from domain.findings import Finding
from domain.rounds.walk import Step


@part
def JoinOrNew(
    step: Step,
    value: Any,
    finding: Finding,
    choose: Callable[[Step, Any, Finding | None], Any],
    cancel: Callable[[], Any],
) -> ft.Control:
    """`choose` is told the finding to add to, or None for a new one."""
    t = use_voice()
    actions = [
        primary(t("join.add"), ft.Icons.PLAYLIST_ADD, lambda _: choose(step, value, finding), "add-to-open"),
        secondary(t("join.new"), ft.Icons.ADD_ALERT_OUTLINED, lambda _: choose(step, value, None), "join-new"),
        plain(t("join.cancel"), ft.Icons.CLOSE, lambda _: cancel(), "join-cancel"),
    ]
    since = t("memory.open", day=day_words(finding.found_at, t))
    ft.use_dialog(
        ft.AlertDialog(
            modal=True,
            scrollable=True,
            title=ft.Text(t("join.title")),
            content=column([ft.Text(since, size=15), ft.Text(finding.text, size=17), *actions]),
            on_dismiss=lambda _: cancel(),
        )
    )
    return ft.Container(height=0)
