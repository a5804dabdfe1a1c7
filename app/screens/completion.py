"""Follow-up: how many of the planned rounds were walked, where the least was done first."""

import flet as ft

from app.screens import frame
from app.screens.fields import OneOf
from app.screens.guard import lasting, part, screen
from app.screens.parts import card, chip, column, empty, named, outlined, progress, quiet
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.times import day_words
from app.state.followup import Followed, followed_up
from domain.rounds.round import Round

PAGE = 40
"""Rows drawn at once: Flet builds every row, also those that nobody sees."""
FEW = 6
"""So many missed rounds are named."""
PERIODS = (3, 12)


@screen
def CompletionPage() -> ft.View:
    t = use_voice()
    return frame.page(t("followup.title"), [Followings(key="followings")])


@part
def Followings() -> ft.Control:
    phone, t = use_phone()
    months, set_months = ft.use_state(PERIODS[-1])
    shown, set_shown = ft.use_state(PAGE)
    now = phone.clock.now().astimezone()
    found = followed_up(phone.documents, phone.signed_in, months, now) if phone.signed_in else []
    options = tuple((str(number), t("followup.months", n=number)) for number in PERIODS)
    rows: list[ft.Control] = [
        FollowedRow(each, key=f"{each.building.id}-{each.checklist.id}") for each in found[:shown]
    ]
    if not rows:
        rows = [empty(ft.Icons.INSIGHTS, t("followup.none"), t("followup.none_more"))]
    if len(found) > shown:
        more = outlined(t("tasks.more"), ft.Icons.EXPAND_MORE, lambda _: set_shown(shown + PAGE), "more-followed")
        rows.append(more)
    period = OneOf(options, str(months), lambda chosen: set_months(int(chosen)), identifier="followup-period")
    return column([period, quiet(t("followup.rule")), *rows])


@lasting
def FollowedRow(each: Followed) -> ft.Control:
    t = use_voice()
    counted = each.completion
    title = t.say(each.checklist.title)
    done = t("followup.done", done=counted.done, planned=counted.planned)
    late = [quiet(t("followup.late", n=counted.late))] if counted.late else []
    inside = column(
        [
            ft.Text(each.building.name, size=18, weight=ft.FontWeight.W_600),
            quiet(title),
            progress(counted.done, counted.planned, f"{each.building.name}, {title}: {done}"),
            ft.Row([_chip(counted.percent, t)], wrap=True),
            *late,
            *_missed(counted.missed, t),
        ],
        8,
    )
    return named(f"followed-{each.building.id}-{each.checklist.id}", card(inside))


def _chip(percent: int, t: Voice) -> ft.Control:
    words = t("followup.percent", percent=percent)
    if percent == 100:
        return chip(ft.Icons.TASK_ALT, words, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    return chip(ft.Icons.EVENT_BUSY, words, ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)


def _missed(missed: tuple[Round, ...], t: Voice) -> list[ft.Control]:
    """By the days on which they were due."""
    if not missed:
        return []
    days = ", ".join(day_words(round_.due, t) for round_ in missed[:FEW])
    more = t("followup.and_more", n=len(missed) - FEW) if len(missed) > FEW else ""
    return [quiet(t("followup.missed", days=days) + more)]
