"""The top of a task: what is wrong, where, how grave, how it stands, and how long there is left."""

import flet as ft

from app.screens.desk.time_left import time_left
from app.screens.guard import part
from app.screens.marks import fixed_chip, severity_chip, status_chip
from app.screens.parts import card, column, named, quiet
from app.screens.surroundings import use_phone
from app.screens.writing.photo_parts import PhotoStrip
from domain.clocks.special import step_words
from domain.tasks.task import Task
from domain.tasks.times import undone


@part
def Heading(task: Task) -> ft.Control:
    phone, t = use_phone()
    facts = [severity_chip(task.severity, phone, t), status_chip(task, t)]
    if task.fixed_on_spot:
        facts.append(fixed_chip(t))
    what = t.say(phone.names.component(task.component))
    place = ft.Row(
        [ft.Icon(ft.Icons.PLACE_OUTLINED, size=20), ft.Container(quiet(phone.names.place(task)), expand=True)]
    )
    lines = [
        ft.Row(facts, wrap=True, spacing=8, run_spacing=6),
        ft.Semantics(header=True, content=ft.Text(task.text or what, size=23, weight=ft.FontWeight.W_600)),
        *([quiet(what)] if task.text else []),
        place,
        PhotoStrip(tuple(photo.sha256 for photo in task.photos)),
        TimeLeft(task, key="time-left"),
    ]
    return card(column(lines, 10), tone=ft.Colors.SURFACE_CONTAINER, padding=20)


@part
def TimeLeft(task: Task) -> ft.Control:
    """What is due next, and how long there is left of it."""
    phone, t = use_phone()
    due = next_due(task)
    if due is None:
        return ft.Container(height=0)
    do, by = due
    words = quiet(t.say(step_words(do)), 14)
    return named("time-left", column([words, time_left(task, by, phone, t, size=18)], 2), live_region=True)


def next_due(task: Task) -> tuple[str, str] | None:
    """What is to be done by when: of all that is undone what is due first. None where nothing waits."""
    due = [(step.do, step.by) for step in undone(task)]
    return min(due, key=lambda each: each[1], default=None)
