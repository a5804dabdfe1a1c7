"""When it happened, which is not when it is reported: just now unless somebody says otherwise."""

from datetime import datetime

import flet as ft

from app.screens.answers.moment import stamp, use_calendar
from app.screens.guard import part
from app.screens.parts import column, refused, section
from app.screens.surroundings import use_said, use_voice
from app.screens.times import moment
from app.state.rounds.walk import Walk
from domain.rounds.walk import Step


@part
def When(walk: Walk, step: Step) -> ft.Control:
    t = use_voice()
    refusal, set_refusal = use_said()
    today, set_today = ft.use_state(False)
    given = walk.answer_to(step)

    def keep(value: str) -> None:
        set_refusal(walk.answer(step, value))

    def earlier(e: ft.Event) -> None:
        set_today(False)
        clock = e.control.value
        keep(stamp(datetime.now().astimezone().replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)))

    other = use_calendar(True, not_future=True, given=given.value if given else None, save=keep)
    clock = ft.TimePicker(
        hour_format=ft.TimePickerHourFormat.H24,
        on_change=earlier,
        on_dismiss=lambda _: set_today(False),
        help_text=t("quick.today"),
    )
    ft.use_dialog(clock if today else None)
    chips = [
        _chip(t("quick.now"), given is None, lambda _: keep(stamp(datetime.now().astimezone())), "when-now"),
        _chip(t("quick.today"), False, lambda _: set_today(True), "when-today"),
        _chip(t("quick.other_time"), False, other, "when-other"),
    ]
    if given:
        chips.insert(0, _chip(moment(str(given.value), t), True, other, "when-said"))
    row = ft.Row(chips, wrap=True, spacing=8, run_spacing=8)
    return column([section(t("quick.when")), row, *refused(refusal, t.say)], 8)


def _chip(words: str, chosen: bool, on_click: ft.ControlEventHandler, identifier: str) -> ft.Control:
    ink = ft.Colors.ON_SECONDARY_CONTAINER if chosen else ft.Colors.ON_SURFACE
    mark = [ft.Icon(ft.Icons.CHECK, size=18, color=ink)] if chosen else []
    return ft.Semantics(
        identifier=identifier,
        button=True,
        selected=chosen,
        content=ft.Container(
            ft.Row([*mark, ft.Text(words, size=16, color=ink)], tight=True, spacing=6),
            padding=ft.Padding.symmetric(vertical=13, horizontal=16),
            border_radius=14,
            bgcolor=ft.Colors.SECONDARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER,
            ink=True,
            on_click=on_click,
        ),
    )
