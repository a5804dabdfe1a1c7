"""Who repairs, who inspects and who pays, by which rule of the list; and whom the desk has laid the task on."""

import flet as ft

from app.screens.guard import part
from app.screens.lists.lookup import ASPECTS
from app.screens.parts import card, column, named, notice, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.screens.times import day_words
from app.state.phone import Phone
from domain.tasks.parts import Assignment
from domain.tasks.task import Task


@part
def Parties(task: Task) -> ft.Control:
    phone, t = use_phone()
    orgs = {"repair": task.org, "inspection": task.inspection_org, "cost": task.cost_org}
    rows = [_party(aspect, org, task, phone, t) for aspect, org in orgs.items() if org]
    lines: list[ft.Control] = [*rows, ft.Text(t.say(task.why), size=15)]
    if task.desk != task.org:
        lines.append(quiet(t("task.desk", org=t.say(phone.names.organisation(task.desk)))))
    if task.assigned:
        lines.append(named("laid-on", notice(ft.Icons.BADGE_OUTLINED, laid_on(task.assigned, phone, t))))
    if task.triage:
        lines.append(notice(ft.Icons.ALT_ROUTE, t("task.triage")))
    return column([section(t("task.who")), named("why", card(column(lines)))], 6)


def _party(aspect: str, org: str, task: Task, phone: Phone, t: Voice) -> ft.Control:
    icon, key = ASPECTS[aspect]
    rule = task.rules.get(aspect, "")
    about = f"{t(key)} · {t('task.rule', rule=rule)}" if rule else t(key)
    name = ft.Text(t.say(phone.names.organisation(org)), size=17, weight=ft.FontWeight.W_600)
    words = ft.Column([quiet(about, 14), name], spacing=2, expand=True)
    return named(f"party-{aspect}", ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY, size=26), words], spacing=14))


def laid_on(assigned: Assignment, phone: Phone, t: Voice) -> str:
    """Who is to do it, and when: "Saneringsföretaget, 3 december"."""
    me = phone.signed_in.id if phone.signed_in else ""
    if assigned.person and assigned.person == me:
        who = t("task.laid_on_you")
    else:
        org = t.say(phone.names.organisation(assigned.org)) if assigned.org else ""
        who = t("task.laid_on", who=assigned.name or org or assigned.person)
    return f"{who}, {day_words(assigned.planned, t)}" if assigned.planned else who
