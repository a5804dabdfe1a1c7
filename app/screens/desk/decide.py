""" "Needs a decision": what nobody else will settle, each with the two or three ways it can be settled."""

from collections.abc import Callable
from itertools import groupby

import flet as ft

from app.screens import frame
from app.screens.desk.acts import LOOKS, identifier_of, must_be_called
from app.screens.desk.decide_server import Stuck
from app.screens.desk.list_address import address_of
from app.screens.desk.tasks import title_of
from app.screens.desk.time_left import time_left
from app.screens.guard import part, screen
from app.screens.marks import severity_chip, status_chip
from app.screens.parts import card, chip, column, empty, named, plain, quiet, refused, section
from app.screens.public.held_photos import PhotosToJudge
from app.screens.surroundings import Said, Voice, go, use_phone, use_said
from app.state.phone import Phone
from app.state.public_desk import with_photos_to_judge
from app.state.tasks.filters import Filter, next_time
from app.state.tasks.lists import ALL
from app.state.tasks.triage import ToDecide, to_decide
from domain.demarcation.versions import may_look
from domain.tasks.clock import DECISIONS
from domain.tasks.handover import REWRITTEN_AFTER
from domain.tasks.task import Task
from domain.tasks.triage import may_triage

WAYS = {
    "place": ("place", "correct"),
    "decide_dispute": ("decide_dispute", "correct"),
    "acknowledge": ("acknowledge", "assign", "correct"),
    "answer_move": ("answer_move", "correct"),
    "decide_cost": ("decide_cost", "correct"),
    "verify": ("verify", "reopen"),
}
"""The verbs that settle it, the first ones that are possible are offered."""
WAYS_AT_MOST = 2


@screen
def DecidePage() -> ft.View:
    phone, t = use_phone()
    who = phone.signed_in
    cases = to_decide(phone.desk, phone.documents.all(Task), who, phone.clock.now()) if who else []
    photos = with_photos_to_judge(phone.documents, who)
    body: list[ft.Control] = [PhotosToJudge(tuple(photos), key="photos")] if photos else []
    for need, some in groupby(cases, key=lambda case: case.need):
        cards = [Case(case, key=f"{case.need}-{case.task.id}") for case in some]
        body += [section(f"{t.say(DECISIONS[need])} ({len(cards)})"), *cards]
    sees_all = bool(who and may_triage(who))
    if sees_all:
        body += [Contested(key="contested"), Stuck(key="stuck")]
    if not cases and not photos:
        body.insert(0, empty(ft.Icons.TASK_ALT, t("decide.none"), t("decide.none_more")))
    return frame.page(t("decide.title"), body)


@part
def Case(case: ToDecide) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    task = case.task
    by = next_time(task)[1]
    buttons = [_way(act, task, phone, t, set_refusal) for act in _ways(case, phone)]
    buttons.append(
        plain(t("decide.open"), ft.Icons.ARTICLE_OUTLINED, lambda _: go(f"/tasks/{task.id}"), f"open-{task.id}")
    )
    lines: list[ft.Control] = [
        ft.Row([severity_chip(task.severity, phone, t), status_chip(task, t)], wrap=True, spacing=8, run_spacing=6),
        ft.Text(title_of(task, phone, t), size=17, weight=ft.FontWeight.W_600),
        quiet(f"{task.number} · {phone.names.place(task)} · {t.say(phone.names.organisation(task.org))}"),
        *([time_left(task, by, phone, t, size=15)] if by else []),
        *refused(refusal, t.say),
        ft.Row(buttons, wrap=True, spacing=4, run_spacing=0),
    ]
    return named(f"decide-{case.need}-{task.id}", card(column(lines, 6)))


def _ways(case: ToDecide, phone: Phone) -> list[str]:
    """Of the verbs that settle it those that this person may use; else a word to those who may."""
    possible = phone.desk.possible(case.task)
    ways = [act for act in WAYS[case.need] if act in possible][:WAYS_AT_MOST]
    return ways if case.can else [*ways[: WAYS_AT_MOST - 1], "comment"]


def _way(act: str, task: Task, phone: Phone, t: Voice, said: Callable[[Said], None]) -> ft.Control:
    icon, words, _ = LOOKS[act]
    words = t("decide.remind" if act == "comment" else words)
    name = f"{identifier_of(act)}-{task.id}"
    if act == "acknowledge" and not must_be_called(task):
        return plain(words, icon, lambda _: said(phone.desk.acknowledge(task.id)), name)
    return plain(words, icon, lambda _: go(f"/tasks/{task.id}/{act}"), name)


@part
def Contested() -> ft.Control:
    """The ping-pong meter: rows of the list that do not hold, the worst first."""
    phone, t = use_phone()
    counts, worst = phone.desk.contested_rows()
    cards = [_row(rule, count, rule in worst, phone, t) for rule, count in counts.items()]
    if not cards:
        return ft.Container(height=0)
    return named("contested", column([section(t("contested.title")), quiet(t("contested.more")), *cards], 8))


def _row(rule: str, count: int, rewrite: bool, phone: Phone, t: Voice) -> ft.Control:
    listing = phone.names.listing()
    known = next((row for row in listing.rows if row.row_id == rule), None) if listing else None
    about = t.say(phone.names.component(known.component_code)) if known else t("contested.override")
    look = (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    note = [chip(ft.Icons.EDIT_NOTE, t("contested.rewrite"), *look)] if rewrite else []
    tasks = address_of(Filter(rule=rule, whose=ALL))
    bar = ft.ProgressBar(
        value=min(count / REWRITTEN_AFTER, 1),
        bar_height=8,
        border_radius=4,
        color=ft.Colors.ERROR if rewrite else ft.Colors.PRIMARY,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
        semantics_label=t("contested.times", n=count),
    )
    buttons = [plain(t("contested.tasks"), ft.Icons.LIST, lambda _: go(tasks), f"contested-tasks-{rule}")]
    if known and phone.signed_in and may_look(phone.signed_in):
        buttons.append(plain(t("contested.list"), ft.Icons.RULE, lambda _: go("/more/list"), f"contested-list-{rule}"))
    lines = [
        ft.Row([ft.Text(f"{rule} · {about}", size=17, weight=ft.FontWeight.W_600), *note], wrap=True, spacing=10),
        quiet(t("contested.times", n=count)),
        bar,
        ft.Row(buttons, wrap=True, spacing=4, run_spacing=0),
    ]
    return named(f"contested-{rule}", card(column(lines, 6)))
