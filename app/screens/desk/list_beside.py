"""What stands beside the list on a wide window: the task, what is done to several, or a word on what to do."""

from collections.abc import Callable

import flet as ft

from app.screens import frame
from app.screens.desk.acts import Actions
from app.screens.desk.list_bulk import Bulk
from app.screens.desk.task import Details
from app.screens.guard import part
from app.screens.parts import READABLE_PX, empty, plain
from app.screens.surroundings import go, use_voice
from domain.tasks.task import Task


@part
def Beside(task: Task | None, picked: tuple[Task, ...] | None, done: Callable[[], None]) -> ft.Control:
    """`picked` (None: nothing is being picked) comes before the `task`."""
    t = use_voice()
    if picked is not None:
        inside: ft.Control = frame.filled([Bulk(picked, done, key="bulk")], key="bulk")
    elif task is None:
        inside = empty(ft.Icons.TOUCH_APP_OUTLINED, t("beside.nothing"), t("beside.nothing_more"))
    else:
        whole = plain(t("beside.open"), ft.Icons.OPEN_IN_FULL, lambda _: go(f"/tasks/{task.id}"), "open-task")
        below = [Actions(task, key=f"do-{task.id}")]
        inside = frame.filled([ft.Row([whole]), Details(task, key=task.id)], below, key=task.id)
    return ft.Container(inside, width=READABLE_PX, alignment=ft.Alignment.TOP_CENTER)
