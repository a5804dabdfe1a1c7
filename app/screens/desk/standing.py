"""Why nobody works on a task just now, and where it went: paused, planned for later, a duplicate, passed on."""

from datetime import datetime

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, notice, outlined
from app.screens.surroundings import Voice, go, use_phone
from app.screens.times import day_words, moment
from app.state.phone import Phone
from domain.clocks.pauses import paused_until, reason_words
from domain.tasks.steps import DEFERRED, DONE, DUPLICATE, PASSED_ON, PAUSED
from domain.tasks.task import Task


@part
def Standing(task: Task) -> ft.Control:
    phone, t = use_phone()
    shown = _said(task, phone, t)
    return named("standing", shown) if shown else ft.Container(height=0)


def _said(task: Task, phone: Phone, t: Voice) -> ft.Control | None:
    match task.status:
        case s if s == PAUSED:
            ends = paused_until(task.pauses, datetime.now().astimezone())
            reason = t.say(reason_words(task.pauses[-1].reason)) if task.pauses else ""
            until = t("standing.paused", when=moment(ends.isoformat(), t)) if ends else t("standing.pause_over")
            return notice(ft.Icons.PAUSE_CIRCLE_OUTLINE, until, reason)
        case s if s == DEFERRED:
            return notice(ft.Icons.EVENT, t("standing.deferred", day=day_words(task.deferred_until, t)))
        case s if s == PASSED_ON:
            to = t.say(phone.names.organisation(task.passed_on_to))
            return notice(ft.Icons.OUTBOUND_OUTLINED, t("standing.passed_on", to=to))
        case s if s == DUPLICATE:
            return _duplicate(task, phone, t)
        case s if s == DONE and task.verify_by:
            return notice(ft.Icons.FACT_CHECK_OUTLINED, t("standing.to_check", when=moment(task.verify_by, t)))
        case s if s == DONE and task.closes_at:
            day = day_words(task.closes_at, t)
            return notice(ft.Icons.HOURGLASS_BOTTOM, t("standing.closes", day=day), t("standing.closes_more"))
    return None


def _duplicate(task: Task, phone: Phone, t: Voice) -> ft.Control:
    other = phone.task(task.duplicate_of)
    number = other.number if other else ""
    shown = notice(ft.Icons.CALL_MERGE, t("standing.duplicate", number=number))
    if other is None:
        return shown
    way = outlined(t("standing.other_task"), ft.Icons.ARROW_FORWARD, lambda _: go(f"/tasks/{other.id}"), "other-task")
    return column([shown, way], 8)
