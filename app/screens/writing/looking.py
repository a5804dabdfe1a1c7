"""A picture that is looked at before it is kept: used as it is, blurred, or taken again. Until then it is on no disk.

That is so for whatever is restricted, and where a picture is an answer, which is recorded and sent at once. A draft
keeps its pictures straight away, and they can be blurred until it is sent: forty extinguishers, no extra taps.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, heading, named, outlined, primary, quiet, refused, secondary
from app.screens.surroundings import Said, use_phone, use_said
from app.screens.writing.blur_marks import Marks
from app.screens.writing.blur_page import Blur, sheet_for
from domain.language import Words

Use = Callable[[bytes], Awaitable[Said]]
NOTHING = b""


@part
def Looking(raw: bytes, more: int, use: Use, again: Callable[[], Any]) -> ft.Control:
    """`more` pictures wait after this one. `use` is given the picture, covered or not, and keeps it."""
    phone, t = use_phone()
    jpeg, set_jpeg = ft.use_state(NOTHING)
    blurring, set_blurring = ft.use_state(False)
    busy, set_busy = ft.use_state(False)
    problem, set_problem = use_said()

    async def prepare() -> None:
        made = await phone.album.prepared(raw)
        set_problem(made if isinstance(made, Words) else None)
        set_jpeg(made if isinstance(made, bytes) else NOTHING)

    async def cover(marks: Marks) -> Said:
        made = await phone.album.covered(jpeg, marks)
        if isinstance(made, Words):
            return made
        set_jpeg(made)
        set_blurring(False)
        return None

    async def keep(_: ft.Event) -> None:
        set_busy(True)
        said = await use(jpeg)
        set_busy(False)
        set_problem(said)

    ft.use_effect(prepare, [])
    retake = outlined(t("look.again"), ft.Icons.REPLAY, lambda _: again(), "look-again", disabled=busy)
    if not jpeg:
        waiting = [named("look-state", quiet(t("look.preparing")), live_region=True)] if problem is None else []
        return column([*waiting, *refused(problem, t.say), retake])
    if blurring:
        return Blur(jpeg, cover, lambda: set_blurring(False), key="blur")
    sheet = sheet_for(jpeg, ft.context.page.width or 0)
    shown = ft.Image(src=jpeg, width=sheet.width, height=sheet.height, semantics_label=t("photo.picture"))
    waits = [quiet(t("look.waiting", n=more))] if more else []
    return column(
        [
            heading(t("look.title")),
            quiet(t("look.more"), 16),
            ft.Row([named("look-picture", shown)], alignment=ft.MainAxisAlignment.CENTER),
            *waits,
            *refused(problem, t.say),
            primary(t("look.use"), ft.Icons.CHECK, keep, "look-use", disabled=busy),
            secondary(t("look.blur"), ft.Icons.BLUR_ON, lambda _: set_blurring(True), "look-blur", disabled=busy),
            retake,
        ]
    )
