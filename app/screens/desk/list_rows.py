"""The rows of the list, as many as somebody has asked to see, or a word on why there is none."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.desk.list_keys import Hands
from app.screens.desk.tasks import TaskRow
from app.screens.guard import part
from app.screens.parts import column, empty, outlined, quiet
from app.screens.surroundings import use_voice
from app.state.tasks.filters import Filter
from domain.tasks.task import Task

PAGE = 40
"""Rows drawn at once: Flet builds every row, also those that nobody sees."""


@part
def Rows(
    tasks: tuple[Task, ...],
    wanted: Filter,
    touch: Callable[[str], None],
    beside: str,
    picked: frozenset[str] | None,
    narrow: bool,
) -> ft.Control:
    """Also the row that stands beside the list, however far down it is."""
    t = use_voice()
    asked, ask = ft.use_state(PAGE)
    at = next((at for at, task in enumerate(tasks) if task.id == beside), 0)
    shown = max(asked, at + 1)
    # A row that becomes a box to tick is another row: Flutter (web) drops the identifier of one that changes role.
    kind = "row" if picked is None else "box"
    rows: list[ft.Control] = [
        TaskRow(
            task,
            touch,
            task.id == beside,
            None if picked is None else task.id in picked,
            narrow,
            key=f"{kind}-{task.id}",
        )
        for task in tasks[:shown]
    ]
    if not rows:
        narrowed = wanted.narrows or wanted.words or wanted.view
        return empty(
            ft.Icons.INBOX_OUTLINED, t("tasks.none"), t("tasks.none_filtered" if narrowed else "tasks.none_more")
        )
    if len(tasks) > shown:
        more = outlined(t("tasks.more"), ft.Icons.EXPAND_MORE, lambda _: ask(shown + PAGE), "more-tasks")
        rows.append(more)
    return column([quiet(t("tasks.count", n=len(tasks)), 14), *rows], 8 if narrow else 10)


@part
def Scrolled(rows: tuple[ft.Control, ...], beside: str, hands: Hands) -> ft.Control:
    """The rows, scrolled to the one that a key has moved on to."""
    column_of_rows: Any = ft.use_memo(lambda: ft.Ref(), [])

    async def follow() -> None:
        if hands.moved and beside and column_of_rows.current:
            hands.moved = False
            await column_of_rows.current.scroll_to(scroll_key=f"row-{beside}")

    ft.use_effect(follow, [beside])
    return ft.Column(
        list(rows),
        ref=column_of_rows,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        expand=True,
    )
