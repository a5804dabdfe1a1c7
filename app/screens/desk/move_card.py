"""Other facts than were reported, and what they change: who repairs, inspects and pays, before and after."""

from collections.abc import Mapping

import flet as ft

from app.screens.desk.time_left import left_words
from app.screens.guard import part
from app.screens.lists.lookup import ASPECTS
from app.screens.parts import card, column, named, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.state.phone import Phone
from domain.tasks.task import Task


@part
def MoveCard(task: Task) -> ft.Control:
    """A correction that waits for those who would have the task."""
    phone, t = use_phone()
    moved = task.correction
    if moved is None:
        return ft.Container(height=0)
    facts = [
        (phone.names.component(task.component), phone.names.component(moved.component)),
        (phone.names.severity(task.severity), phone.names.severity(moved.severity)),
        (phone.names.answer(task.case.get("cause", "unknown")), phone.names.answer(moved.case.get("cause", "unknown"))),
    ]
    lines: list[ft.Control] = [
        ft.Text(t("move.said", who=moved.title, why=moved.reason), size=16),
        *(quiet(t("move.change", before=t.say(old), after=t.say(new))) for old, new in facts if old != new),
    ]
    if moved.routed:
        after = {"repair": moved.org, "inspection": moved.inspection_org, "cost": moved.cost_org}
        org = t.say(phone.names.organisation(moved.org))
        left = f": {left_words(task, moved.answer_by, phone, t)}" if moved.answer_by else ""
        lines += [*before_and_after(task, after, phone, t), quiet(f"{t('move.waits', org=org)}{left}")]
    else:
        lines.append(quiet(t("move.asked")))
    return column([section(t("move.title")), named("move", card(column(lines, 8)), live_region=True)], 6)


def before_and_after(task: Task, after: Mapping[str, str], phone: Phone, t: Voice) -> list[ft.Control]:
    """One line for each of repair, inspection and cost; `after` has the organisations."""
    before = {"repair": task.org, "inspection": task.inspection_org, "cost": task.cost_org}
    return [_line(aspect, before[aspect], after.get(aspect, ""), phone, t) for aspect in ASPECTS]


def _line(aspect: str, before: str, after: str, phone: Phone, t: Voice) -> ft.Control:
    icon, key = ASPECTS[aspect]
    old, new = (t.say(phone.names.organisation(org)) if org else t("lookup.nobody") for org in (before, after))
    changed = before != after
    said = t("move.change", before=old, after=new) if changed else t("move.same", who=new)
    weight = ft.FontWeight.W_600 if changed else ft.FontWeight.W_400
    words = ft.Column([quiet(t(key), 14), ft.Text(said, size=16, weight=weight)], spacing=2, expand=True)
    row = ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY if changed else ft.Colors.OUTLINE), words], spacing=14)
    return named(f"after-{aspect}", row)
