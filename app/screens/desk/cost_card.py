"""What a task is thought to cost, who has to say yes to it, and what they have said."""

import flet as ft

from app.screens.desk.time_left import left_words
from app.screens.guard import part
from app.screens.parts import card, column, named, quiet, section
from app.screens.surroundings import use_phone
from domain.tasks.costs import SILENCE_APPROVES
from domain.tasks.parts import APPROVED, ASKED, BY_SILENCE, REFUSED
from domain.tasks.task import Task

STATES = {
    ASKED: "cost.asked",
    APPROVED: "cost.approved",
    REFUSED: "cost.refused",
    BY_SILENCE: "cost.by_silence",
}


@part
def CostCard(task: Task) -> ft.Control:
    phone, t = use_phone()
    asked = task.estimate
    if asked is None:
        return ft.Container(height=0)
    org = t.say(phone.names.organisation(task.cost_org or task.org))
    lines: list[ft.Control] = [ft.Text(t("cost.sum", sek=in_kronor(asked.sek)), size=20, weight=ft.FontWeight.W_600)]
    if asked.state:
        lines.append(ft.Text(t(STATES[asked.state], org=org), size=16))
    if asked.reason:
        lines.append(ft.Text(f"”{asked.reason}”", size=16))
    if asked.state == ASKED and asked.answer_by:
        lines.append(quiet(left_words(task, asked.answer_by, phone, t)))
        lines.append(quiet(t("cost.silence_yes" if task.severity in SILENCE_APPROVES else "cost.silence_no")))
    return column([section(t("cost.title")), named("cost", card(column(lines, 6)), live_region=True)], 6)


def in_kronor(sek: int) -> str:
    """ "12 000", with spaces that do not break."""
    return f"{sek:,}".replace(",", "\N{NO-BREAK SPACE}")
