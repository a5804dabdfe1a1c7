"""Lone work on Home: what runs comes first, with its countdown and its button; a calm way in for those who may."""

import flet as ft

from app.screens.guard import part
from app.screens.lone.mine import OkayButton, Reached, at, said_of
from app.screens.lone.ticking import Countdown, use_each_second
from app.screens.parts import card, column, disc, named, notice, outlined, plain, quiet, row_card
from app.screens.surroundings import Voice, go, use_phone
from app.state.phone import Phone
from domain.lone_work.session import LoneWork


def running(phone: Phone) -> list[ft.Control]:
    """One's own session, and those who give no sign of life: before everything else."""
    mine, others = phone.lone.mine(), phone.lone.looked_after()
    shown: list[ft.Control] = [Missed(key="lone-missed")] if others else []
    return [*shown, *([Running(mine, key=mine.id)] if mine else [])]


def way_in(phone: Phone, t: Voice) -> list[ft.Control]:
    """To begin, where the municipality has lone work; and to those who work alone now."""
    rows: list[ft.Control] = []
    if others := phone.lone.looked_after():
        words = t("lone.others_n", n=len(others))
        rows.append(outlined(words, ft.Icons.GROUP_OUTLINED, lambda _: go("/lone"), "lone-others"))
    if phone.lone.buildings() and not phone.lone.mine():
        icon = disc(
            ft.Icons.PERSON_PIN_CIRCLE_OUTLINED, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER
        )
        below = quiet(t("lone.entry_more"))
        rows.append(row_card(icon, t("lone.title"), below, lambda _: go("/lone/start"), "lone-begin"))
    return rows


@part
def Running(lone: LoneWork) -> ft.Control:
    phone, t = use_phone()
    stands = use_each_second(lambda: phone.lone.standing(lone))
    inside = column(
        [
            ft.Text(t("lone.title"), size=20, weight=ft.FontWeight.W_600),
            *said_of(lone, stands, phone, t),
            Countdown(lone.until, key=lone.until.isoformat()),
            quiet(t("lone.left", time=at(lone.until, t))),
            OkayButton(lone, key="okay"),
            *([] if lone.last_sign.received else [Reached(lone, phone.sending, key="reached")]),
            plain(t("lone.open"), ft.Icons.ARROW_FORWARD, lambda _: go(f"/lone/{lone.id}"), "lone-open"),
        ],
        8,
    )
    return named("lone-running", card(inside, tone=ft.Colors.SURFACE_CONTAINER, padding=20))


@part
def Missed() -> ft.Control:
    """Somebody gives no sign of life. Not who: somebody may look over the shoulder."""
    phone, t = use_phone()
    missed = use_each_second(lambda: tuple(lone.id for lone in phone.lone.missed()))
    rows = [
        notice(
            ft.Icons.CRISIS_ALERT,
            t("lone.is_missed"),
            alarming=True,
            more=[
                plain(
                    t("lone.open"), ft.Icons.ARROW_FORWARD, lambda _, it=name: go(f"/lone/{it}"), f"lone-missed-{name}"
                )
            ],
        )
        for name in missed
    ]
    return named("lone-missed", column(rows, 8), live_region=True)
