"""The filter in the address: chosen here, read from there, kept while a task lies over the list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import flet as ft

from app.screens.surroundings import go, use_on_top
from app.state.tasks.filters import Filter, from_query, to_query

LIST = "/tasks"


@dataclass
class _Read:
    """The filter as it was last read, the address it was read from, and whether the list was on top then."""

    filter: Filter = field(default_factory=Filter)
    route: str = ""
    on_top: bool = True


def use_filter() -> tuple[Filter, Callable[[Filter], None]]:
    """The filter, and how another is chosen. Calls hooks.

    Going back from a task leads to the bare address where there is no history; then what was chosen still holds.
    """
    on_top = use_on_top()
    read: _Read = ft.use_memo(_Read, [])
    _, draw_again = ft.use_state(0)
    route = ft.context.page.route or ""
    query = urlsplit(route).query
    if on_top and route != read.route and (query or read.on_top):
        read.filter = from_query(query)
    read.route, read.on_top = route, on_top

    def choose(wanted: Filter) -> None:
        read.filter = wanted
        draw_again(lambda times: times + 1)
        go(address_of(wanted))

    return read.filter, choose


def address_of(wanted: Filter) -> str:
    query = to_query(wanted)
    return f"{LIST}?{query}" if query else LIST
