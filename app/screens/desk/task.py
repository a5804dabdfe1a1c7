"""One task: what is wrong, by when, whose it is and why, what has happened; and what you can do about it."""

import flet as ft

from app.screens import frame
from app.screens.desk.acts import Actions, MoreActs, must_be_called
from app.screens.desk.cost_card import CostCard
from app.screens.desk.critical import Critical, TakingOn
from app.screens.desk.dispute_card import DisputeCard
from app.screens.desk.heading import Heading
from app.screens.desk.history import History
from app.screens.desk.move_card import MoveCard
from app.screens.desk.parties import Parties
from app.screens.desk.standing import Standing
from app.screens.desk.steps import Steps
from app.screens.guard import part, screen
from app.screens.parts import column, empty, plain
from app.screens.public.report_card import PublicReport
from app.screens.surroundings import use_phone
from app.state.public_desk import handles_public
from domain.tasks.task import Task


@screen
def TaskPage() -> ft.View:
    """Something critical that this person should take on fills the page first."""
    phone, t = use_phone()
    seen, see = ft.use_state(False)
    task = phone.task(ft.use_route_params().get("task", ""))
    if task is None:
        return frame.page(t("task.title"), [empty(ft.Icons.SEARCH_OFF, t("task.gone"), t("task.gone_more"))])
    title = t("task.number", n=task.number) if task.number else t("task.title")
    if must_be_called(task) and not seen and "acknowledge" in phone.desk.possible(task):
        note = phone.note_on(task.id, "acknowledge")
        past = plain(t("critical.see_task"), ft.Icons.ARTICLE_OUTLINED, lambda _: see(True), "see-task")
        below = [TakingOn(task, note, key=f"take-{task.id}")]
        return frame.page(title, [Critical(task, note, key=f"critical-{task.id}"), past], below=below)
    return frame.page(title, [Details(task, key=task.id)], below=[Actions(task, key=f"do-{task.id}")])


@part
def Details(task: Task) -> ft.Control:
    phone, _ = use_phone()
    return column(
        [
            Heading(task, key="heading"),
            Standing(task, key="standing"),
            *([PublicReport(task, key="public")] if handles_public(task, phone.signed_in) else []),
            *([DisputeCard(task, key="dispute")] if task.dispute else []),
            *([MoveCard(task, key="move")] if task.correction else []),
            *([CostCard(task, key="cost")] if task.estimate else []),
            *([Steps(task, key="steps")] if task.steps and task.is_open else []),
            Parties(task, key="parties"),
            MoreActs(task, key="more"),
            History(task, key="history"),
        ]
    )
