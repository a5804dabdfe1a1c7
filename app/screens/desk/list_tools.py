"""What can be done with the list as a whole: filter it, pick several, take it away, decide what waits for that."""

from collections.abc import Callable

import flet as ft

from app.screens.desk.list_export import Export
from app.screens.desk.list_filters import Choose, Set
from app.screens.guard import part
from app.screens.parts import column, plain, row_card
from app.screens.surroundings import Voice, go, use_phone
from app.state.phone import Phone
from app.state.public_desk import with_photos_to_judge
from app.state.tasks.filters import Filter
from app.state.tasks.triage import to_decide
from domain.tasks.task import Task
from domain.tasks.triage import may_triage

DECIDE = "/tasks/decide"
Pick = Callable[[frozenset[str] | None], None]


@part
def Tools(
    wanted: Filter,
    choose: Choose,
    unfolded: bool,
    unfold: Callable[[bool], None],
    picked: frozenset[str] | None,
    pick: Pick,
    tasks: tuple[Task, ...],
    wide: bool,
) -> ft.Control:
    """`unfolded` says whether the finer filters are to be seen."""
    phone, t = use_phone()
    words = t("tasks.filters_set", n=wanted.narrows) if wanted.narrows else t("tasks.filters")
    buttons = [
        plain(
            words,
            ft.Icons.EXPAND_LESS if unfolded else ft.Icons.TUNE,
            lambda _: unfold(not unfolded),
            "tasks-filters",
        ),
        plain(
            t("tasks.pick"),
            ft.Icons.CHECKLIST,
            lambda _: pick(None if picked is not None else frozenset()),
            "tasks-pick",
        ),
    ]
    waiting = waiting_decisions(phone)
    if wide:
        decide = t("decide.count", n=waiting) if waiting else t("decide.title")
        if waiting or _sees_all(phone):
            buttons.append(plain(decide, ft.Icons.GAVEL, lambda _: go(DECIDE), "tasks-decide"))
        buttons.append(Export(tasks, key="export"))
    parts: list[ft.Control] = [ft.Row(buttons, wrap=True, spacing=4, run_spacing=0)]
    if wanted.narrows:
        parts.append(Set(wanted, choose, key="set"))
    if not wide and (waiting or _sees_all(phone)):
        parts.append(_decide_card(waiting, t))
    return column(parts, 6)


def _decide_card(waiting: int, t: Voice) -> ft.Control:
    icon = ft.Icon(ft.Icons.GAVEL, color=ft.Colors.ON_TERTIARY_CONTAINER)
    words = t("decide.count", n=waiting) if waiting else t("decide.title")
    tone, ink = ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER
    return row_card(icon, words, None, lambda _: go(DECIDE), "tasks-decide", tone=tone, ink=ink)


def _sees_all(phone: Phone) -> bool:
    return bool(phone.signed_in and may_triage(phone.signed_in))


def waiting_decisions(phone: Phone) -> int:
    """How many tasks wait for a decision that this person may take, or has to see taken."""
    if phone.signed_in is None:
        return 0
    cases = to_decide(phone.desk, phone.documents.all(Task), phone.signed_in, phone.clock.now())
    return len(cases) + len(with_photos_to_judge(phone.documents, phone.signed_in))
