"""Answering with a day, or a day and a time; "now" is one tap because it is nearly always now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, outlined, primary, secondary
from app.screens.surroundings import Voice, use_voice
from app.screens.times import day_words, local
from domain.answers import NA
from domain.checklists import Point

Give = Callable[[Any], Any]

DAY, TIME = "day", "time"


@part
def Moment(point: Point, given: Any, give: Give) -> ft.Control:
    t = use_voice()
    asking, set_asking = ft.use_state("")
    day: Any
    day, set_day = ft.use_state(None)
    with_time = point.type == "datetime"

    def day_chosen(e: ft.Event) -> None:
        set_day(e.control.value)
        set_asking(TIME if with_time else "")
        if not with_time:
            give(f"{e.control.value:%Y-%m-%d}")

    def time_chosen(e: ft.Event) -> None:
        chosen = e.control.value
        set_asking("")
        give(stamp(datetime(day.year, day.month, day.day, chosen.hour, chosen.minute).astimezone()))

    # A dialog says that it has gone after it has said what was chosen: by then the next one may be asked for.
    def gone(dialog: str) -> Callable[[ft.Event], None]:
        return lambda _: set_asking(lambda asked: "" if asked == dialog else asked)

    latest: dict[str, Any] = {"last_date": datetime.now()} if point.not_future else {}
    ft.use_dialog(ft.DatePicker(on_change=day_chosen, on_dismiss=gone(DAY), **latest) if asking == DAY else None)
    clock = ft.TimePickerHourFormat.H24
    ft.use_dialog(
        ft.TimePicker(hour_format=clock, on_change=time_chosen, on_dismiss=gone(TIME)) if asking == TIME else None
    )
    now = datetime.now().astimezone()
    now_words = t("answer.now") if with_time else t("answer.today")
    this_moment = stamp(now) if with_time else f"{now:%Y-%m-%d}"
    controls: list[ft.Control] = [
        *([ft.Text(said(given, with_time, t), size=22, weight=ft.FontWeight.W_600)] if given else []),
        primary(now_words, ft.Icons.SCHEDULE, lambda _: give(this_moment), "answer-now"),
        secondary(t("answer.other_day"), ft.Icons.CALENDAR_MONTH, lambda _: set_asking(DAY), "answer-date"),
    ]
    if point.allow_na:
        controls.append(outlined(t("answer.na"), ft.Icons.REMOVE_CIRCLE_OUTLINE, lambda _: give(NA), "answer-na"))
    return column(controls)


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def said(given: str, with_time: bool, t: Voice) -> str:
    if given == NA:
        return t("answer.na")
    return f"{day_words(given, t)} {local(given):%H:%M}" if with_time else day_words(given, t)
