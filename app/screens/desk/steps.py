"""The steps of a task in their order: what is done, by when the others are due, and what a later one waits for."""

import flet as ft

from app.screens.desk.time_left import time_left
from app.screens.guard import part
from app.screens.parts import card, column, named, quiet, secondary, section
from app.screens.surroundings import go, use_phone
from app.screens.times import clock_time
from domain.clocks.due_steps import DueStep
from domain.clocks.special import step_words, waits_for
from domain.tasks.moves import own_steps
from domain.tasks.task import Task, safe_since

ICONS = {
    "photo_documentation": ft.Icons.PHOTO_CAMERA,
    "police_report": ft.Icons.LOCAL_POLICE_OUTLINED,
}
DO_IT = ft.Icons.PLAYLIST_ADD_CHECK


@part
def Steps(task: Task) -> ft.Control:
    phone, t = use_phone()
    title = t("steps.special", what=t.say(task.special_words)) if task.special else t("steps.title")
    doable = "do_step" in phone.desk.possible(task)
    rows: list[ft.Control] = [StepRow(task, step, doable, key=step.do) for step in task.steps]
    return column([section(title), card(column(rows, 16))], 6)


@part
def StepRow(task: Task, step: DueStep, doable: bool) -> ft.Control:
    """One step with its tick. `doable`: this person may do the task's own steps."""
    phone, t = use_phone()
    done = task.steps_done.get(step.do) or (safe_since(task) if step.do == "make_safe" else "")
    before = waits_for(step.do, (each.do for each in task.steps), task.steps_done)
    lines: list[ft.Control] = [ft.Text(t.say(step_words(step.do)), size=17, weight=ft.FontWeight.W_600)]
    if done:
        lines.append(quiet(t("steps.done", when=clock_time(done, t))))
    else:
        lines.append(time_left(task, step.by, phone, t, size=15))
    if before and not done:
        lines.append(quiet(t("steps.waits", steps=", ".join(t.say(step_words(do)) for do in before))))
    elif doable and not done and step.do in own_steps(task):
        lines.append(_tick(task, step.do, t.say(step_words(step.do))))
    icon = ft.Icons.CHECK_CIRCLE if done else ft.Icons.LOCK_CLOCK if before else ft.Icons.RADIO_BUTTON_UNCHECKED
    colour = ft.Colors.PRIMARY if done else ft.Colors.OUTLINE
    body = ft.Column(lines, spacing=4, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    row = ft.Row(
        [ft.Icon(icon, color=colour, size=28), body], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START
    )
    return named(f"step-{step.do}", row)


def _tick(task: Task, do: str, words: str) -> ft.Control:
    return secondary(words, ICONS.get(do, DO_IT), lambda _: go(path_of(task, do)), f"do-{do}")


def path_of(task: Task, do: str) -> str:
    """Where a step is done: the last one of them is that the task is done."""
    return f"/tasks/{task.id}/done" if do == task.steps[-1].do else f"/tasks/{task.id}/step:{do}"


def next_own_step(task: Task) -> str:
    """The first of the task's own steps that is undone and waits for nothing, "" where there is none."""
    order = [each.do for each in task.steps]
    ready = (do for do in own_steps(task) if do not in task.steps_done and not waits_for(do, order, task.steps_done))
    return next(ready, "")
