"""The desk: tasks that are really mine, or my organisation's, the most pressing first."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField
from app.screens.guard import lasting, part, screen
from app.screens.marks import severity_chip, status_chip
from app.screens.parts import card, column, empty, named, outlined, plain, quiet
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import has_passed, moment
from app.state.phone import Phone
from domain.tasks import Task

PAGE = 40
"""Rows drawn at once: Flet builds every row, also those that nobody sees."""
FEW = 4
"""So many tasks are seen at a glance; of more, some are to be found."""


@screen
def Tasks() -> ft.View:
    t = use_voice()
    return frame.page(t("tasks.title"), [Desk(key="desk")], tab=frame.TASKS)


@part
def Desk() -> ft.Control:
    phone, t = use_phone()
    which, set_which = ft.use_state("all" if phone.reads_across else "mine")
    show, set_show = ft.use_state("open")
    shown, set_shown = ft.use_state(PAGE)
    sought, set_sought = ft.use_state("")
    every = phone.tasks(which, show)
    tasks = [task for task in every if sought.casefold() in words_of(task, phone, t).casefold()]
    rows: list[ft.Control] = [TaskRow(task, key=task.id) for task in tasks[:shown]]
    if not rows:
        rows = [empty(ft.Icons.INBOX_OUTLINED, t("tasks.none"), t("tasks.none_more"))]
    if len(tasks) > shown:
        rows.append(outlined(t("tasks.more"), ft.Icons.EXPAND_MORE, lambda _: set_shown(shown + PAGE), "more-tasks"))
    ended = show == "ended"
    toggle = plain(
        t("tasks.show_open") if ended else t("tasks.show_ended"),
        ft.Icons.INBOX if ended else ft.Icons.HISTORY,
        lambda _: set_show("open" if ended else "ended"),
        "tasks-ended",
    )
    whose = _whose(which, set_which, t, across=phone.reads_across)
    search = [EntryField(t("tasks.search"), "", set_sought, identifier="tasks-search", kind="search")]
    return column([whose, *(search if len(every) > FEW else []), *rows, toggle], 10)


def words_of(task: Task, phone: Phone, t: Voice) -> str:
    """All that a task can be found by: its number, its words, what it is about, where, and who reported it."""
    about = t.say(phone.names.component(task.component))
    return " ".join([str(task.number), task.text, about, phone.names.place(task), task.reporter_title])


def _whose(which: str, choose: Any, t: Voice, *, across: bool) -> ft.Control:
    """Whose tasks are listed; `across` is for those who follow up every organisation."""
    every = [ft.Segment(value="all", label=t("tasks.all"), icon=ft.Icons.PUBLIC)] if across else []
    button = ft.SegmentedButton(
        selected=[which],
        show_selected_icon=False,
        style=ft.ButtonStyle(padding=16, text_style=ft.TextStyle(size=15, weight=ft.FontWeight.W_600)),
        segments=[
            ft.Segment(value="mine", label=t("tasks.mine"), icon=ft.Icons.PERSON_OUTLINE),
            ft.Segment(value="organisation", label=t("tasks.organisation"), icon=ft.Icons.GROUPS_OUTLINED),
            *every,
        ],
        on_change=lambda e: choose((e.control.selected or ["mine"])[0]),
    )
    return named("tasks-whose", button)


@lasting
def TaskRow(task: Task) -> ft.Control:
    phone, t = use_phone()
    place = phone.names.place(task)
    title = task.text or t.say(phone.names.component(task.component))
    facts = [severity_chip(task.severity, phone, t), status_chip(task, t)]
    inside = column(
        [
            ft.Row(facts, wrap=True, spacing=8, run_spacing=6),
            ft.Text(title, size=18, weight=ft.FontWeight.W_600, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS),
            quiet(place),
            *([deadline(task.resolve_by, t)] if task.is_open and task.resolve_by else []),
        ],
        8,
    )
    return named(f"task-{task.id}", card(inside, lambda _: go(f"/tasks/{task.id}")), button=True)


def deadline(iso: str, t: Voice) -> ft.Control:
    """When it has to be done, louder when the time has passed; the words say it too."""
    late = has_passed(iso)
    colour = ft.Colors.ERROR if late else ft.Colors.ON_SURFACE_VARIANT
    words = t("task.late" if late else "task.by", when=moment(iso, t))
    icon = ft.Icons.ALARM if late else ft.Icons.SCHEDULE
    text = ft.Text(words, size=15, color=colour, weight=ft.FontWeight.W_600 if late else ft.FontWeight.W_400)
    return ft.Row([ft.Icon(icon, size=19, color=colour), text], spacing=8)
