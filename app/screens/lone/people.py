"""All who work alone now whom one would look for, the first to be missed first."""

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.lone.mine import at
from app.screens.lone.ticking import use_each_second
from app.screens.lone.watched import STANDS
from app.screens.parts import disc, empty, quiet, row_card
from app.screens.surroundings import go, use_phone
from domain.lone_work.session import LoneWork
from domain.lone_work.standing import LATE


@screen
def LonePeople() -> ft.View:
    phone, t = use_phone()
    rows: list[ft.Control] = [PersonRow(lone, key=lone.id) for lone in phone.lone.looked_after()]
    nobody = empty(ft.Icons.GROUP_OUTLINED, t("lone.nobody"), t("lone.nobody_more"))
    return frame.page(t("lone.others"), rows or [nobody])


@part
def PersonRow(lone: LoneWork) -> ft.Control:
    phone, t = use_phone()
    stands = use_each_second(lambda: phone.lone.standing(lone))
    late = stands in LATE
    icon, words = STANDS[stands]
    back, ink = (
        (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
        if late
        else (ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
    )
    time = t("lone.over_by" if late else "lone.left", time=at(lone.until, t))
    below = ft.Column([ft.Text(t(words), size=15), quiet(time)], tight=True, spacing=2)
    return row_card(disc(icon, back, ink), lone.title, below, lambda _: go(f"/lone/{lone.id}"), f"lone-{lone.id}")
