"""By when a step is to be taken, as people say it: a day where the day is what counts, else how long there is left."""

from datetime import datetime, time

import flet as ft

from app.screens.surroundings import Voice
from app.screens.times import day_words, has_passed, moment
from app.state.phone import Phone
from domain.cases.case_file import CaseStep

LAST_MINUTE = time(23, 59)


def due_row(step: CaseStep, phone: Phone, t: Voice, size: int = 15) -> list[ft.Control]:
    """One line with a clock, louder when it is late; nothing where the step has no time."""
    if not step.due:
        return []
    late = has_passed(step.due)
    colour = ft.Colors.ERROR if late else ft.Colors.ON_SURFACE
    weight = ft.FontWeight.W_600 if late else None
    icon = ft.Icon(ft.Icons.ALARM if late else ft.Icons.SCHEDULE, size=size + 4, color=colour)
    text = ft.Text(due_words(step, phone, t), size=size, color=colour, weight=weight, expand=True)
    return [ft.Row([icon, text], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)]


def due_words(step: CaseStep, phone: Phone, t: Voice) -> str:
    """ "Senast i dag", "3 timmar kvar, i morgon 09:12. Helst i dag"."""
    if not step.due:
        return ""
    late = has_passed(step.due)
    said = _latest(step, phone, t, late=late)
    if step.by and step.aim and not late:
        return t("casedue.rather", latest=said, day=_when(step.aim, t))
    return said


def _latest(step: CaseStep, phone: Phone, t: Voice, *, late: bool) -> str:
    if not _is_end_of_day(step.due) and (left := t.say(phone.cases.time_left(step))):
        return left
    return t("casedue.late" if late else "casedue.latest", when=_when(step.due, t))


def _when(iso: str, t: Voice) -> str:
    return day_words(iso, t) if _is_end_of_day(iso) else moment(iso, t)


def _is_end_of_day(iso: str) -> bool:
    """By the municipality's clock, which the time is written in."""
    return datetime.fromisoformat(iso).time() >= LAST_MINUTE
