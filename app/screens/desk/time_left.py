"""How long there is left of something, as people say it: louder when the time has passed, and the words say it too."""

import flet as ft

from app.screens.surroundings import Voice
from app.screens.times import has_passed, moment
from app.state.phone import Phone
from domain.tasks.task import Task


def time_left(task: Task, by: str, phone: Phone, t: Voice, *, size: int = 16) -> ft.Control:
    """ "2 arbetsdagar kvar, torsdag 14:00". `by` is one of the task's times (ISO 8601)."""
    late = has_passed(by)
    colour = ft.Colors.ERROR if late else ft.Colors.ON_SURFACE
    text = ft.Text(left_words(task, by, phone, t), size=size, color=colour, weight=ft.FontWeight.W_600, expand=True)
    return ft.Row(
        [ft.Icon(ft.Icons.ALARM if late else ft.Icons.SCHEDULE, size=size + 4, color=colour), text], spacing=8
    )


def left_words(task: Task, by: str, phone: Phone, t: Voice) -> str:
    """Before the policy has come to the phone, only the moment itself."""
    return t.say(phone.desk.time_left(task, by)) or t("task.late" if has_passed(by) else "task.by", when=moment(by, t))
