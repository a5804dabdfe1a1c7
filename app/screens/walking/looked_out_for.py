"""What to look out for on a round: two who disagree, what deviated last time, checkpoints that nobody has scanned."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, notice, row_card, section
from app.screens.surroundings import Voice, go, use_voice
from app.screens.times import clock_time
from app.screens.walking.question import memory_words
from app.state.rounds.walk import Walk
from domain.rounds.presence import gaps, not_scanned
from domain.rounds.walk import Step

MOST = 10
"""So many rows of one kind; the rest are met on the way."""


@part
def Contested(walk: Walk) -> ft.Control:
    """Two people have answered the same point: the worse counts until one of them has seen both and answers again."""
    t = use_voice()
    rows = [_row(walk, step, t("both.open"), f"contested-{step.key}", ft.Icons.PEOPLE, t) for step in walk.contested()]
    return column([section(t("both.title")), *rows[:MOST]])


def deviated_last_time(walk: Walk, t: Voice) -> list[ft.Control]:
    """Not answered yet in this round, and worth a second look: it deviated last time, or is still open."""
    rows: list[ft.Control] = []
    for step in walk.steps:
        if not walk.is_answered(step) and (words := memory_words(walk, step, t)[0]):
            rows.append(_row(walk, step, words, f"last-{step.key}", ft.Icons.HISTORY, t))
            if len(rows) == MOST:
                break
    return [section(t("memory.title")), *rows] if rows else []


def _row(walk: Walk, step: Step, below: str, identifier: str, icon: ft.IconData, t: Voice) -> ft.Control:
    title = t.say(step.point.text)
    words = [ft.Text(step.where, size=15, color=ft.Colors.PRIMARY)] if step.where else []
    more = ft.Column([*words, ft.Text(below, size=15, color=ft.Colors.ON_SURFACE_VARIANT)], tight=True, spacing=2)
    path = f"/round/{walk.round.id}/point/{walk.number_of(step)}"
    return row_card(ft.Icon(icon, color=ft.Colors.PRIMARY), title, more, lambda _: go(path), identifier)


def presences(walk: Walk, t: Voice) -> list[ft.Control]:
    """Where tags prove presence: which have not been scanned, and the pauses that somebody should explain."""
    if not any(step.must_be_scanned for step in walk.steps):
        return []
    controls: list[ft.Control] = []
    if unscanned := not_scanned(walk.steps, walk.round):
        names = ", ".join(step.where for step in unscanned[:MOST])
        controls.append(named("unscanned", notice(ft.Icons.QR_CODE_SCANNER, t("overview.unscanned"), names)))
    long = [
        t("overview.gap", n=gap.minutes, before=_place(walk, gap.before, t), after=_place(walk, gap.after, t))
        for gap in gaps(walk.round)
    ]
    if long:
        lines = [ft.Text(line, size=15, color=ft.Colors.ON_SECONDARY_CONTAINER) for line in long]
        controls.append(named("gaps", notice(ft.Icons.TIMER_OUTLINED, t("overview.gaps"), more=lines)))
    return controls


def _place(walk: Walk, tag: str, t: Voice) -> str:
    """A scanned place by its name, with the time of the scan."""
    item, scan = walk.building.object(tag), walk.round.scan_of(tag)
    return f"{item.label if item else tag}{f' ({clock_time(scan.at, t)})' if scan else ''}"
