""" "Not ours" as it stands: who says so and why, who is to answer, what was decided; and earlier decisions."""

import flet as ft

from app.screens.desk.time_left import left_words
from app.screens.guard import part
from app.screens.parts import card, column, named, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.screens.times import day_words
from app.state.phone import Phone
from domain.demarcation.words import ROLE
from domain.language import Words
from domain.tasks.disputes import Precedent
from domain.tasks.parts import DECIDED, WAITING_FOR_ANSWER, WITH_GROUP, Dispute
from domain.tasks.task import Task

REASONS = {
    "wrong_component": "reason.wrong_component",
    "wrong_cause": "reason.wrong_cause",
    "wrong_place": "reason.wrong_place",
    "override_missing": "reason.override_missing",
    "list_unclear": "reason.list_unclear",
}


@part
def DisputeCard(task: Task) -> ft.Control:
    """The last one, while it goes on and when the group has decided it."""
    phone, t = use_phone()
    dispute = task.dispute
    if dispute is None or not (dispute.is_open or dispute.state == DECIDED):
        return ft.Container(height=0)
    org = t.say(phone.names.organisation(dispute.counterpart)) if dispute.counterpart else t("dispute.nobody")
    reason = t(REASONS[dispute.reason]) if dispute.reason in REASONS else dispute.reason
    lines: list[ft.Control] = [
        ft.Text(t("dispute.said", who=dispute.title, org=org), size=17, weight=ft.FontWeight.W_600),
        ft.Text(". ".join(words for words in (reason, dispute.text) if words), size=16),
    ]
    if dispute.rule:
        lines.append(quiet(t("dispute.rule", rule=dispute.rule, against=dispute.against)))
    if dispute.answer:
        lines.append(ft.Text(t("dispute.refused", org=org, why=dispute.answer), size=16))
    lines.append(_stands(task, dispute, phone, t))
    return column([section(t("dispute.title")), named("dispute", card(column(lines, 6)), live_region=True)], 6)


def _stands(task: Task, dispute: Dispute, phone: Phone, t: Voice) -> ft.Control:
    """Who is to say what by when, or what was decided."""
    if dispute.state == DECIDED:
        said = t("dispute.decided", repair=t.say(ROLE[dispute.repair]), cost=t.say(ROLE[dispute.cost]))
        return ft.Text(f"{said} {dispute.decision}", size=16, weight=ft.FontWeight.W_600)
    waits, by = {
        WAITING_FOR_ANSWER: ("dispute.waits_answer", dispute.answer_by),
        WITH_GROUP: ("dispute.waits_group", dispute.decide_by),
    }[dispute.state]
    org = t.say(phone.names.organisation(dispute.counterpart))
    left = f": {left_words(task, by, phone, t)}" if by else ""
    return quiet(f"{t(waits, org=org)}{left}. {t('dispute.stays')}")


@part
def Precedents(task: Task) -> ft.Control:
    """How disputes about the same component were decided before."""
    phone, t = use_phone()
    held = phone.desk.precedents(task)
    if not held:
        return ft.Container(height=0)
    rows: list[ft.Control] = [_precedent(each, phone, t) for each in held[:3]]
    return column([section(t("dispute.precedents")), named("precedents", card(column(rows, 12)))], 6)


def _precedent(precedent: Precedent, phone: Phone, t: Voice) -> ft.Control:
    cause = t.say(phone.names.answer(precedent.case["cause"])) if precedent.case.get("cause") else ""
    about = ", ".join(part for part in (t.say(phone.names.component(precedent.component)), cause) if part)
    parties = t("dispute.decided", repair=_party(precedent.repair, t), cost=_party(precedent.cost, t))
    return column(
        [
            quiet(f"{day_words(precedent.at, t)} · {about}", 14),
            ft.Text(parties, size=16, weight=ft.FontWeight.W_600),
            ft.Text(precedent.reason, size=15),
        ],
        2,
    )


def _party(party: str, t: Voice) -> str:
    return t.say(ROLE.get(party, Words(party, party)))
