"""A section of a round in the overview: folded it is one line; unfolded, a row for each stop, some at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import flet as ft

from app.screens.guard import lasting, part
from app.screens.parts import card, column, named, plain, quiet
from app.screens.surroundings import Voice, go, use_voice
from app.state.rounds.walk import Walk
from domain.checklists.answers import DEVIATION, NA, OK
from domain.rounds.stops import Stop
from domain.rounds.walk import must_be_answered

ROWS_AT_ONCE = 40


@dataclass(frozen=True)
class SectionSum:
    """What a folded section says of itself: `done` of the `total` points that must be answered.

    `begun` once anything at all is answered, and `others` is how much of that somebody else has answered.
    """

    id: str
    title: str
    done: int
    total: int
    begun: bool
    others: int


@lasting
def SectionHead(held: SectionSum, unfolded: bool, toggle: Callable[[str], Any], language: str) -> ft.Control:
    """Drawn again only when a point of its own is answered."""
    t = Voice(language)
    title = ft.Text(held.title, size=17, weight=ft.FontWeight.W_600)
    words: list[ft.Control] = [title]
    if held.others:
        words.append(quiet(t("overview.by_others", n=held.others), 14))
    all_done = held.begun and held.done == held.total
    mark = ft.Icon(
        ft.Icons.CHECK_CIRCLE if all_done else ft.Icons.RADIO_BUTTON_UNCHECKED,
        color=ft.Colors.PRIMARY if all_done else ft.Colors.OUTLINE,
        semantics_label=t("step.answered" if all_done else "step.open"),
    )
    row = ft.Row(
        [
            mark,
            ft.Column(words, tight=True, spacing=2, expand=True),
            *([quiet(f"{held.done}/{held.total}")] if held.total else []),
            ft.Icon(ft.Icons.EXPAND_LESS if unfolded else ft.Icons.EXPAND_MORE),
        ],
        spacing=12,
    )
    shown = card(row, lambda _: toggle(held.id), padding=16)
    return named(f"section-{held.id}", shown, button=True, expanded=unfolded)


@part
def SectionRows(walk: Walk, stops: tuple[Stop, ...]) -> ft.Control:
    """The stops of an unfolded section. The question stands once above those that are asked nothing else."""
    t = use_voice()
    most, set_most = ft.use_state(ROWS_AT_ONCE)
    rows: list[ft.Control] = []
    for points, together in groupby(stops[:most], key=lambda stop: tuple(step.point.id for step in stop.steps)):
        here = list(together)
        if len(points) == 1 and here[0].steps[0].where:
            words = t.say(here[0].steps[0].point.text)
            rows.append(ft.Container(ft.Text(words, size=16), padding=ft.Padding.only(left=4, top=14)))
        rows += [stop_row(walk, stop, t) for stop in here]
    if len(stops) > most:
        words = t("overview.more", n=min(len(stops) - most, ROWS_AT_ONCE))
        rows.append(plain(words, ft.Icons.EXPAND_MORE, lambda _: set_most(most + ROWS_AT_ONCE), "more-rows"))
    return card(column(rows, 0), padding=12)


def stop_row(walk: Walk, stop: Stop, t: Voice) -> ft.Control:
    """The row of a stop, told only what it shows."""
    step = stop.steps[0]
    required = [held for held in stop.steps if must_be_answered(held)]
    done = sum(map(walk.is_answered, required))
    title = step.where or t.say(step.point.text)
    path = f"/round/{walk.round.id}/point/{walk.number_of(step)}" if walk.round.is_under_way else ""
    values = {_kind(walk, held) for held in stop.steps}
    kind = next((kind for kind in ("deviation", "open", "ok", "answered") if kind in values), "na")
    count = f"{done}/{len(required)}" if len(stop.steps) > 1 and required else ""
    tag = step.object.tag if step.object else ""
    return StopRow(step.key, title, tag, bool(step.where), kind, count, path, t.language, key=step.key)


def _kind(walk: Walk, step: Any) -> str:
    given = walk.answer_to(step)
    if not given or not walk.is_answered(step):
        return "open"
    if given.finding or given.value == DEVIATION:
        return "deviation"
    return "na" if given.value == NA else "ok" if given.value == OK else "answered"


MARKS = {
    "open": (ft.Icons.RADIO_BUTTON_UNCHECKED, ft.Colors.OUTLINE, "step.open"),
    "deviation": (ft.Icons.REPORT, ft.Colors.ERROR, "step.deviation"),
    "na": (ft.Icons.REMOVE_CIRCLE_OUTLINE, ft.Colors.ON_SURFACE_VARIANT, "step.na"),
    "ok": (ft.Icons.CHECK_CIRCLE, ft.Colors.PRIMARY, "step.ok"),
    "answered": (ft.Icons.CHECK_CIRCLE, ft.Colors.PRIMARY, "step.answered"),
}


@lasting
def StopRow(
    key: str, title: str, tag: str, placed: bool, kind: str, count: str, path: str, language: str
) -> ft.Control:
    """Drawn again only when its own answers change: a round has hundreds of them."""
    t = Voice(language)
    icon, colour, said = MARKS[kind]
    label = ft.Text(title, size=16)
    if placed:
        label.weight, label.color = ft.FontWeight.W_600, ft.Colors.PRIMARY
    words = ft.Column([label, *([quiet(tag, 13)] if tag else [])], tight=True, spacing=0, expand=True)
    mark = ft.Icon(icon, color=colour, size=28, semantics_label=t(said))
    row = ft.Container(
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
        border_radius=12,
        ink=bool(path),
        on_click=(lambda _: go(path)) if path else None,
        content=ft.Row([mark, words, *([quiet(count)] if count else [])], spacing=14),
    )
    return named(f"step-{key}", row, button=bool(path))
