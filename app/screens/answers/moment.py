"""Answering with a day, or a day and a time; what has happened was nearly always now, and that is one tap."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here, use_checked
from app.screens.guard import part
from app.screens.parts import column, outlined, plain, primary, quiet, secondary
from app.screens.surroundings import Voice, use_voice
from app.screens.times import day_words, local
from app.state.rounds.walk import Walk
from domain.checklists.answers import NA, NO_DATE
from domain.rounds.walk import Step

DAY, TIME = "day", "time"
PREFILL_NOW = "now"


@part
def Moment(step: Step, walk: Walk, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    point, with_time = step.point, step.point.type == "datetime"
    save, refusal = use_checked(step, walk, give)
    ask = use_calendar(with_time, not_future=point.not_future, given=given, save=save)
    now = datetime.now().astimezone()
    # A day to come is chosen: one tap too many must not promise something for today.
    mostly_now = point.not_future or point.prefill == PREFILL_NOW
    at_once, other = (primary, secondary) if mostly_now else (plain, primary)
    suggested = point.prefill == PREFILL_NOW and given is None
    now_button = at_once(
        t("answer.now", time=f"{now:%H:%M}") if with_time else t("answer.today"),
        ft.Icons.SCHEDULE,
        lambda _: save(stamp(datetime.now().astimezone(), with_time)),
        "answer-now",
    )
    calendar_button = other(
        t("answer.other_time") if with_time else t("answer.other_day"),
        ft.Icons.CALENDAR_MONTH,
        ask,
        "answer-date",
    )
    return column(
        [
            *([ft.Text(said(given, with_time, t), size=22, weight=ft.FontWeight.W_600)] if given else []),
            *([quiet(t("answer.suggested_now"), 16)] if suggested else []),
            *refusal,
            *([now_button, calendar_button] if mostly_now else [calendar_button, now_button]),
            *_no_date(step, given, give, t),
            *not_here(point, given, give, t),
        ]
    )


def _no_date(step: Step, given: Any, give: Give, t: Voice) -> list[ft.Control]:
    """Where a date may grow too old, having none is an answer too, and a deviation."""
    if not step.point.max_age:
        return []
    icon = ft.Icons.CHECK_CIRCLE if given == NO_DATE else ft.Icons.REPORT
    return [outlined(t("answer.no_date"), icon, lambda _: give(NO_DATE), "answer-no-date")]


def use_calendar(with_time: bool, *, not_future: bool, given: Any, save: Give) -> Callable[[Any], None]:
    """What asks for a day in a calendar, and then for a time by the clock. Calls hooks."""
    t = use_voice()
    asking, set_asking = ft.use_state("")
    day: Any
    day, set_day = ft.use_state(None)

    def day_chosen(e: ft.Event) -> None:
        set_day(e.control.value)
        set_asking(TIME if with_time else "")
        if not with_time:
            save(f"{e.control.value:%Y-%m-%d}")

    def time_chosen(e: ft.Event) -> None:
        chosen = e.control.value
        set_asking("")
        save(stamp(datetime(day.year, day.month, day.day, chosen.hour, chosen.minute).astimezone(), with_time))

    # A dialog says that it has gone after it has said what was chosen: by then the next one may be asked for.
    def gone(dialog: str) -> Callable[[ft.Event], None]:
        return lambda _: set_asking(lambda asked: "" if asked == dialog else asked)

    more: dict[str, Any] = {"last_date": datetime.now()} if not_future else {}
    if given not in (None, NA, NO_DATE):
        more["value"] = local(given).replace(tzinfo=None)
    calendar = ft.DatePicker(on_change=day_chosen, on_dismiss=gone(DAY), help_text=t("answer.other_day"), **more)
    ft.use_dialog(calendar if asking == DAY else None)
    clock = ft.TimePicker(
        hour_format=ft.TimePickerHourFormat.H24,
        on_change=time_chosen,
        on_dismiss=gone(TIME),
        help_text=t("answer.choose_time"),
    )
    ft.use_dialog(clock if asking == TIME else None)
    return lambda _: set_asking(DAY)


def stamp(moment: datetime, with_time: bool = True) -> str:
    """ "2026-11-23T14:05+01:00", or only the day."""
    return moment.isoformat(timespec="minutes") if with_time else f"{moment:%Y-%m-%d}"


def said(given: str, with_time: bool, t: Voice) -> str:
    """The answer as people say it."""
    if given in (NA, NO_DATE):
        return t("answer.na" if given == NA else "answer.no_date")
    return f"{day_words(given, t)} {local(given):%H:%M}" if with_time else day_words(given, t)
