"""Needs attention: what was done on this phone and the server would not carry out, why, and what to do next."""

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.parts import card, column, empty, named, quiet, secondary
from app.screens.surroundings import use_phone
from app.screens.times import clock_time
from app.state.sending.outbox import Case
from app.words.acts import key_of


@screen
def AttentionPage() -> ft.View:
    phone, t = use_phone()
    cases = phone.refused()
    rows: list[ft.Control] = [CaseCard(case, key=case.event.id) for case in cases]
    if rows:
        rows.insert(0, quiet(t("attention.intro"), 16))
    nothing = empty(ft.Icons.SENTIMENT_SATISFIED_ALT, t("attention.none"), t("attention.none_more"))
    return frame.page(t("attention.title"), rows or [nothing])


@part
def CaseCard(case: Case) -> ft.Control:
    phone, t = use_phone()
    act = case.event.act
    done = t(key_of(type(act).__name__))
    words = "" if case.sealed else getattr(act, "text", "") or getattr(act, "note", "")
    inside = column(
        [
            quiet(f"{done}, {clock_time(case.event.at, t)}"),
            ft.Row(
                [
                    ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ERROR),
                    ft.Text(t.say(case.refusal.why), size=18, weight=ft.FontWeight.W_600, expand=True),
                ],
                vertical_alignment=ft.CrossAxisAlignment.START,
                spacing=12,
            ),
            ft.Text(t.say(case.refusal.do), size=16),
            *([quiet(f"”{words}”", 16)] if words else []),
            secondary(t("attention.read"), ft.Icons.CHECK, lambda _: phone.settle(case), f"settle-{case.event.id}"),
        ]
    )
    return named(f"case-{case.event.id}", card(inside))
