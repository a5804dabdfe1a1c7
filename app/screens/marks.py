"""How severities, rounds and tasks look in one glance: an icon, a word and a colour role, always the three together."""

from typing import NamedTuple

import flet as ft

from app.screens.parts import chip, disc
from app.screens.surroundings import Voice
from app.screens.times import day_words
from app.state.phone import Phone
from domain.checklists.checklist import Checklist
from domain.tasks.steps import (
    ACKNOWLEDGED,
    CLOSED,
    DEFERRED,
    DISPUTED,
    DONE,
    DUPLICATE,
    IN_PROGRESS,
    MADE_SAFE,
    NEW,
    PASSED_ON,
    PAUSED,
    REOPENED,
    ROUTED,
    VERIFIED,
)
from domain.tasks.table import STATUS_WORDS
from domain.tasks.task import Task

SEVERITIES = ("critical", "high", "medium", "low", "observation")


class Look(NamedTuple):
    icon: ft.IconData
    words: str
    back: ft.ColorValue
    ink: ft.ColorValue


_ALARM = (ft.Colors.ERROR, ft.Colors.ON_ERROR)
_WARN = (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
_NOTE = (ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
_CALM = (ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
_GOOD = (ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
_GREY = (ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT)

SEVERITY = {
    "critical": Look(ft.Icons.WARNING_ROUNDED, "", *_ALARM),
    "high": Look(ft.Icons.KEYBOARD_DOUBLE_ARROW_UP, "", *_WARN),
    "medium": Look(ft.Icons.KEYBOARD_ARROW_UP, "", *_NOTE),
    "low": Look(ft.Icons.KEYBOARD_ARROW_DOWN, "", *_CALM),
    "observation": Look(ft.Icons.VISIBILITY_OUTLINED, "", *_GREY),
}

ROUND = {
    "overdue": Look(ft.Icons.ALARM, "round.overdue", *_WARN),
    "due": Look(ft.Icons.TODAY, "round.due", *_NOTE),
    "in_progress": Look(ft.Icons.TIMELAPSE, "round.in_progress", *_GOOD),
    "planned": Look(ft.Icons.EVENT, "round.planned", *_GREY),
    "submitted": Look(ft.Icons.TASK_ALT, "round.submitted", *_CALM),
}

STATUS = {
    NEW: Look(ft.Icons.FIBER_NEW_OUTLINED, "", *_NOTE),
    ROUTED: Look(ft.Icons.MOVE_TO_INBOX, "", *_NOTE),
    REOPENED: Look(ft.Icons.REPLAY, "", *_WARN),
    ACKNOWLEDGED: Look(ft.Icons.HANDYMAN_OUTLINED, "", *_GOOD),
    IN_PROGRESS: Look(ft.Icons.CONSTRUCTION, "", *_GOOD),
    MADE_SAFE: Look(ft.Icons.HEALTH_AND_SAFETY_OUTLINED, "", *_GOOD),
    PAUSED: Look(ft.Icons.PAUSE_CIRCLE_OUTLINE, "", *_GREY),
    DEFERRED: Look(ft.Icons.EVENT, "", *_GREY),
    DISPUTED: Look(ft.Icons.FORUM_OUTLINED, "", *_WARN),
    DONE: Look(ft.Icons.TASK_ALT, "", *_CALM),
    VERIFIED: Look(ft.Icons.VERIFIED_OUTLINED, "", *_CALM),
    CLOSED: Look(ft.Icons.LOCK_OUTLINE, "", *_GREY),
    DUPLICATE: Look(ft.Icons.CALL_MERGE, "", *_GREY),
    PASSED_ON: Look(ft.Icons.OUTBOUND_OUTLINED, "", *_GREY),
}
DOMAINS = {
    "alarms": ft.Icons.NOTIFICATIONS_ACTIVE_OUTLINED,
    "fire": ft.Icons.LOCAL_FIRE_DEPARTMENT_OUTLINED,
    "graffiti": ft.Icons.FORMAT_PAINT_OUTLINED,
    "high_value": ft.Icons.SHIELD_OUTLINED,
    "locks": ft.Icons.KEY,
    "personal_safety": ft.Icons.SUPERVISED_USER_CIRCLE_OUTLINED,
}
"""What a checklist is about, beside its title; a municipality's own domains get the sign of a checklist."""


def domain_disc(checklist: Checklist) -> ft.Control:
    icon = DOMAINS.get(checklist.domain, ft.Icons.CHECKLIST)
    return disc(icon, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)


def severity_chip(severity: str, phone: Phone, t: Voice) -> ft.Control:
    look = SEVERITY.get(severity, SEVERITY["medium"])
    return chip(look.icon, t.say(phone.names.severity(severity)), look.back, look.ink)


def round_chip(state: str, last: str, t: Voice) -> ft.Control:
    """`last` is the day that matters: when it is due, or should have been."""
    look = ROUND[state]
    day = day_words(last, t) if last and state in ("overdue", "due", "in_progress", "planned") else ""
    return chip(look.icon, t(look.words, day=day).strip(" ·"), look.back, look.ink)


def status_chip(task: Task, t: Voice) -> ft.Control:
    look = STATUS[task.status]
    return chip(look.icon, t.say(STATUS_WORDS[task.status]), look.back, look.ink)


def fixed_chip(t: Voice) -> ft.Control:
    """It was put right on the spot."""
    return chip(ft.Icons.HANDYMAN, t("task.fixed"), ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
