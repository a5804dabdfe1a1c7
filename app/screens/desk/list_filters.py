"""What the list of tasks shows: a view, whose tasks, words to search for, and under a button the finer filters."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.screens.desk.list_choices import choice, some_of
from app.screens.desk.list_keys import Hands
from app.screens.desk.list_views import SaveView
from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.marks import SEVERITIES
from app.screens.parts import card, column, named, plain
from app.screens.surroundings import Voice, go, use_latest, use_phone
from app.state.phone import Phone
from app.state.tasks.filters import CHECK, ENDED, OPEN, OVERDUE, PAY, WAITING, WEEK, Filter
from app.state.tasks.lists import ALL, MINE, ORGANISATION
from app.state.tasks.views import DeskViews
from domain.tasks.steps import ENDED as ENDED_STATUSES
from domain.tasks.steps import OPEN as OPEN_STATUSES
from domain.tasks.table import STATUS_WORDS

Choose = Callable[[Filter], None]

VIEWS = {
    OPEN: ("view.open", ft.Icons.INBOX_OUTLINED, "tasks-open"),
    OVERDUE: ("view.overdue", ft.Icons.ALARM, "view-overdue"),
    WAITING: ("view.waiting", ft.Icons.HOURGLASS_EMPTY, "view-waiting"),
    WEEK: ("view.week", ft.Icons.DATE_RANGE, "view-week"),
    CHECK: ("view.check", ft.Icons.FACT_CHECK_OUTLINED, "view-check"),
    PAY: ("view.pay", ft.Icons.PAYMENTS_OUTLINED, "view-pay"),
    ENDED: ("view.ended", ft.Icons.HISTORY, "tasks-ended"),
}


@part
def Views(wanted: Filter, choose: Choose) -> ft.Control:
    """The views that everybody has, and one's own; in one line that can be drawn to the side."""
    phone, t = use_phone()
    own = DeskViews(phone.db, phone.signed_in.id if phone.signed_in else "").all()
    is_own = any(view.filter == wanted for view in own)
    row = [
        choice(
            t(words),
            wanted.view == view and not is_own,
            lambda _, view=view: choose(Filter(view, wanted.whose, building=wanted.building)),
            identifier,
            icon,
        )
        for view, (words, icon, identifier) in VIEWS.items()
    ]
    row += [
        choice(
            view.name,
            view.filter == wanted,
            lambda _, view=view: choose(view.filter),
            f"own-{view.name}",
            ft.Icons.BOOKMARK_OUTLINE,
        )
        for view in own
    ]
    return ft.Row(row, spacing=8, scroll=ft.ScrollMode.AUTO)


@part
def Whose(wanted: Filter, whose: str, choose: Choose) -> ft.Control:
    """`whose` is what holds where the filter says nothing."""
    _, t = use_phone()
    button = ft.SegmentedButton(
        selected=[wanted.whose or whose],
        show_selected_icon=False,
        style=ft.ButtonStyle(padding=14, text_style=ft.TextStyle(size=15, weight=ft.FontWeight.W_600)),
        segments=[
            ft.Segment(value=MINE, label=t("tasks.mine"), icon=ft.Icons.PERSON_OUTLINE),
            ft.Segment(value=ORGANISATION, label=t("tasks.organisation"), icon=ft.Icons.GROUPS_OUTLINED),
            ft.Segment(value=ALL, label=t("tasks.all"), icon=ft.Icons.PUBLIC),
        ],
        on_change=lambda e: choose(replace(wanted, whose=(e.control.selected or [whose])[0])),
    )
    return named("tasks-whose", button)


@part
def Search(words: str, seek: Callable[[str], None], keep: Callable[[], None], hands: Hands) -> ft.Control:
    """Found while it is typed; `keep` is called when that is done."""
    _, t = use_phone()
    latest = use_latest(keep)

    def focus(_: ft.Event) -> None:
        hands.writing = True

    def leave(_: ft.Event) -> None:
        hands.writing = False
        latest()

    held = ft.use_memo(
        lambda: {"ref": hands.search, "on_focus": focus, "on_blur": leave, "on_submit": lambda _: latest()}, []
    )
    return EntryField(t("tasks.search"), words, seek, identifier="tasks-search", kind="search", **held)


@part
def Finer(wanted: Filter, choose: Choose) -> ft.Control:
    """Status, severity, building and room, and the names of one's own views."""
    phone, t = use_phone()
    statuses = ENDED_STATUSES if wanted.view == ENDED else OPEN_STATUSES
    severities = [(each, t.say(phone.names.severity(each))) for each in SEVERITIES]
    return named(
        "filters",
        card(
            column(
                [
                    _buildings(wanted, choose, phone, t),
                    some_of(
                        t("filter.severity"),
                        severities,
                        wanted.severity,
                        lambda some: choose(replace(wanted, severity=some)),
                        "severity",
                    ),
                    some_of(
                        t("filter.status"),
                        [(each, t.say(STATUS_WORDS[each])) for each in statuses],
                        wanted.status,
                        lambda some: choose(replace(wanted, status=some)),
                        "status",
                    ),
                    SaveView(wanted, choose, key="save-view"),
                ]
            )
        ),
    )


def _buildings(wanted: Filter, choose: Choose, phone: Phone, t: Voice) -> ft.Control:
    names = sorted((building.name, building.id) for building in phone.buildings())
    field = ft.Dropdown(
        label=t("filter.building"),
        value=wanted.building or "*",
        options=[
            ft.DropdownOption(key="*", text=t("filter.every_building")),
            *(ft.DropdownOption(key=identity, text=name) for name, identity in names),
        ],
        on_select=lambda e: choose(replace(wanted, building=(e.control.value or "*").strip("*"), space="")),
        expand=True,
        border_radius=16,
    )
    rooms = plain(
        t("filter.rooms"),
        ft.Icons.MEETING_ROOM_OUTLINED,
        lambda _: go(f"/tasks/rooms/{wanted.building}"),
        "filter-rooms",
    )
    return column([named("filter-building", ft.Row([field])), *([rooms] if wanted.building else [])], 4)


@part
def Set(wanted: Filter, choose: Choose) -> ft.Control:
    """What narrows the list now, each to be taken away with one touch; nothing where nothing does."""
    phone, t = use_phone()
    building = phone.documents.building(wanted.building)
    space = building.space(wanted.space) if building and wanted.space else None
    facts: list[tuple[str, Filter]] = []
    if wanted.building:
        name = building.name if building else wanted.building
        facts.append((name, replace(wanted, building="", space="")))
    if wanted.space:
        facts.append((space.name if space else wanted.space, replace(wanted, space="")))
    if wanted.rule:
        facts.append((t("filter.rule", rule=wanted.rule), replace(wanted, rule="")))
    for each in wanted.severity:
        less = tuple(held for held in wanted.severity if held != each)
        facts.append((t.say(phone.names.severity(each)), replace(wanted, severity=less)))
    for each in wanted.status:
        less = tuple(held for held in wanted.status if held != each)
        facts.append((t.say(STATUS_WORDS[each]), replace(wanted, status=less)))
    row = [
        choice(words, False, lambda _, without=without: choose(without), f"without-{at}", ft.Icons.CLOSE)
        for at, (words, without) in enumerate(facts)
    ]
    if len(row) > 1:
        nothing = Filter(wanted.view, wanted.whose, words=wanted.words)
        row.append(choice(t("filter.clear"), False, lambda _: choose(nothing), "filters-clear", ft.Icons.CLEAR_ALL))
    return ft.Row(row, wrap=True, spacing=8, run_spacing=8, visible=bool(row))
