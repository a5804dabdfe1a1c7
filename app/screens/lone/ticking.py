"""What changes by the clock alone: looked at every second, and drawn again only where it has become something else."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Any, TypeVar

import flet as ft

from app.screens.guard import lasting
from app.screens.parts import named
from app.screens.surroundings import use_phone

T = TypeVar("T")


def use_each_second(look: Callable[[], T]) -> T:
    """What `look` says now. The component is drawn again in the second in which it says something else."""
    held: Any = ft.use_ref(None)
    held.current = look
    here: Any = ft.use_ref(None)
    _, seen = ft.use_state(look())

    async def watch() -> None:
        here.current = True
        while here.current:
            await asyncio.sleep(1)
            if here.current:
                seen(held.current())

    def leave() -> None:
        here.current = False

    ft.use_effect(watch, [], cleanup=leave)
    return look()


@lasting
def Countdown(until: datetime, size: int = 56) -> ft.Control:
    """The one thing that is drawn every second: time left, or after it a plus and the time that has passed."""
    phone, _ = use_phone()
    seconds = use_each_second(lambda: ceil((until - phone.clock.now()).total_seconds()))
    late = seconds < 0
    ink = ft.Colors.ERROR if late else ft.Colors.ON_SURFACE
    words = ft.Text(
        time_words(seconds), size=size, weight=ft.FontWeight.W_700, color=ink, text_align=ft.TextAlign.CENTER
    )
    return named("lone-countdown", words)


def time_words(seconds: int) -> str:
    """ "42:07", "1:02:07"; "+3:05" for what is three minutes late."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"+{shown}" if seconds < 0 else shown
