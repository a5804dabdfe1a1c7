"""The desk: the tasks that somebody wants to see, the most urgent first; on a wide window the task beside them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import flet as ft

from app.screens import frame
from app.screens.cases.link import to_cases
from app.screens.desk.list_address import address_of, use_filter
from app.screens.desk.list_beside import Beside
from app.screens.desk.list_bulk import Bulk
from app.screens.desk.list_export import Export
from app.screens.desk.list_filters import Finer, Search, Views, Whose
from app.screens.desk.list_keys import Hands, Keys
from app.screens.desk.list_rows import Rows, Scrolled
from app.screens.desk.list_tools import Tools
from app.screens.desk.tasks import words_of
from app.screens.guard import part, screen
from app.screens.parts import column
from app.screens.surroundings import Voice, go, use_latest, use_phone, use_wide
from app.state.phone import Phone
from app.state.tasks.filters import Filter, chosen
from app.state.tasks.lists import ALL, MINE
from domain.tasks.task import Task

LIST_PX = 440


@screen
def Tasks() -> ft.View:
    _, t = use_phone()
    wide = use_wide()
    return frame.page(t("tasks.title"), tab=frame.TASKS, whole=Desk(wide, key="desk"), broad=wide)


Picked = frozenset[str] | None
"""The tasks that are to be done together; None while nothing is being picked."""


@dataclass(frozen=True)
class Looked:
    """What is on the desk now: the filter, the tasks that it lets through, the one beside the list, the picked ones."""

    wanted: Filter
    tasks: list[Task]
    beside: str
    picked: Picked

    @property
    def picked_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if self.picked and task.id in self.picked)

    @property
    def shown(self) -> Task | None:
        return next((task for task in self.tasks if task.id == self.beside), None)


@part
def Desk(wide: bool) -> ft.Control:
    phone, t = use_phone()
    wanted, choose = use_filter()
    words, seek = ft.use_state(wanted.words)
    ft.use_effect(lambda: seek(wanted.words), [wanted.words])
    unfolded, unfold = ft.use_state(False)
    beside, set_beside = ft.use_state("")
    picked, pick = ft.use_state(cast(Picked, None))
    hands = ft.use_memo(lambda: Hands(ft.Ref()), [])
    usual = ALL if phone.reads_across else MINE
    asked = replace(wanted, words=words, whose=wanted.whose or usual)
    looked = Looked(wanted, _shown(phone, asked, t), beside, picked)

    def keep_words() -> None:
        if words != wanted.words:
            choose(replace(wanted, words=words))

    def show(task: str) -> None:
        hands.at = task
        set_beside(task)

    def touch(task: str) -> None:
        if picked is not None:
            pick(lambda held: (held or frozenset()) ^ {task})
        elif wide:
            show(task)
        else:
            go(f"/tasks/{task}")

    ids = [task.id for task in looked.tasks]
    top = [
        column([*to_cases(phone, t), Views(wanted, choose, key="views")], 8),
        Whose(wanted, usual, choose, key="whose"),
        Search(words, seek, keep_words, hands, key=f"search-{wanted.words}"),
        Tools(wanted, choose, unfolded, unfold, picked, pick, tuple(looked.tasks), wide, key="tools"),
        Keys(hands, ids, show, picked, pick, wide, key="keys"),
    ]
    latest = use_latest(touch)
    rows = Rows(
        tuple(looked.tasks), wanted, latest, beside if wide else "", picked, wide, key=f"rows-{address_of(asked)}"
    )
    below = [Finer(wanted, choose, key="finer"), rows] if unfolded else [rows]
    draw = _wide if wide else _narrow
    return draw(looked, top, below, hands, lambda: pick(None))


def _wide(
    looked: Looked, top: list[ft.Control], rows: list[ft.Control], hands: Hands, done: Callable[[], None]
) -> ft.Control:
    views, whose, search, tools, keys = top
    picked = looked.picked_tasks if looked.picked is not None else None
    beside = Beside(looked.shown, picked, done, key="beside")
    scrolled = Scrolled(tuple(rows), looked.beside, hands, key="scrolled")
    left = ft.Container(scrolled, width=LIST_PX, padding=ft.Padding.only(left=16, right=12, bottom=16))
    line = ft.Row([ft.Container(whose, width=540), ft.Container(search, expand=True), keys], spacing=12)
    head = ft.Container(column([views, line, tools], 8), padding=ft.Padding.symmetric(horizontal=16, vertical=8))
    return ft.Column(
        [head, ft.Row([left, ft.VerticalDivider(width=1), ft.Container(beside, expand=True)], spacing=0, expand=True)],
        spacing=0,
        horizontal_alignment=STRETCH,
    )


def _narrow(
    looked: Looked, top: list[ft.Control], rows: list[ft.Control], hands: Hands, done: Callable[[], None]
) -> ft.Control:
    views, whose, search, tools, _ = top
    below = [Bulk(looked.picked_tasks, done, key="bulk")] if looked.picked is not None else []
    export = Export(tuple(looked.tasks), key="export")
    return frame.filled([views, whose, search, tools, *rows, export], below)


STRETCH = ft.CrossAxisAlignment.STRETCH


def _shown(phone: Phone, wanted: Filter, t: Voice) -> list[Task]:
    if phone.signed_in is None:
        return []
    now = phone.clock.now().astimezone()
    return chosen(phone.documents.all(Task), wanted, phone.signed_in, now, lambda task: words_of(task, phone, t))
