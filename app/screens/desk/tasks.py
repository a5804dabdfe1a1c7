"""One task as a row of a list: what, where, how grave, how it stands, and how long there is left."""

from collections.abc import Callable

import flet as ft

from app.screens.desk.time_left import left_words
from app.screens.guard import lasting
from app.screens.marks import severity_chip, status_chip
from app.screens.parts import card, column, named, quiet
from app.screens.surroundings import Voice, use_phone
from app.screens.times import has_passed
from app.state.phone import Phone
from app.state.tasks.filters import PAY_BY, VERIFY, next_time
from domain.clocks.special import step_words
from domain.tasks.task import Task


@lasting
def TaskRow(
    task: Task, on_touch: Callable[[str], None], chosen: bool = False, picked: bool | None = None, narrow: bool = False
) -> ft.Control:
    """`chosen` is shown beside the list, `picked` (None: nothing is picked here) is one of those to be done together.

    `narrow` is for a list that leaves room for the task beside it.
    """
    phone, t = use_phone()
    title = title_of(task, phone, t)
    number = f"{task.number} · " if task.number else ""
    size = 16 if narrow else 18
    lines: list[ft.Control] = [
        ft.Row([severity_chip(task.severity, phone, t), status_chip(task, t)], wrap=True, spacing=8, run_spacing=6),
        ft.Text(title, size=size, weight=ft.FontWeight.W_600, max_lines=2 if narrow else 3, overflow=ELLIPSIS),
        quiet(f"{number}{phone.names.place(task)}", 14 if narrow else 15),
        *_next(task, phone, t),
    ]
    inside: ft.Control = column(lines, 6 if narrow else 8)
    if picked is not None:
        icon = ft.Icons.CHECK_BOX if picked else ft.Icons.CHECK_BOX_OUTLINE_BLANK
        mark = ft.Icon(icon, color=ft.Colors.PRIMARY if picked else ft.Colors.OUTLINE)
        inside = ft.Row([mark, ft.Container(inside, expand=True)], spacing=12)
    tone = ft.Colors.SECONDARY_CONTAINER if chosen or picked else ft.Colors.SURFACE_CONTAINER_LOW
    surface = card(inside, lambda _: on_touch(task.id), tone=tone, padding=12 if narrow else 16)
    surface.key = ft.ScrollKey(f"row-{task.id}")
    if chosen:
        surface.border = ft.Border.all(2, ft.Colors.PRIMARY)
    return named(f"task-{task.id}", surface, button=True, selected=chosen or None, checked=picked)


ELLIPSIS = ft.TextOverflow.ELLIPSIS


def title_of(task: Task, phone: Phone, t: Voice) -> str:
    return task.text or t.say(phone.names.component(task.component))


def words_of(task: Task, phone: Phone, t: Voice) -> str:
    """All that a task can be found by: its number, its words, what it is about, where, and who reported it."""
    about = t.say(phone.names.component(task.component))
    return " ".join([str(task.number), task.text, about, phone.names.place(task), task.reporter_title])


_ASKED = {VERIFY: "next.verify", PAY_BY: "next.pay"}


def _next(task: Task, phone: Phone, t: Voice) -> list[ft.Control]:
    do, by = next_time(task)
    if not by:
        return []
    what = t(_ASKED[do]) if do in _ASKED else t.say(step_words(do))
    late = has_passed(by)
    colour = ft.Colors.ERROR if late else ft.Colors.ON_SURFACE
    words = f"{what}: {left_words(task, by, phone, t)}"
    text = ft.Text(words, size=15, color=colour, weight=ft.FontWeight.W_600 if late else None, expand=True)
    start = ft.CrossAxisAlignment.START
    icon = ft.Icon(ft.Icons.ALARM if late else ft.Icons.SCHEDULE, size=19, color=colour)
    return [ft.Row([icon, text], spacing=8, vertical_alignment=start)]
