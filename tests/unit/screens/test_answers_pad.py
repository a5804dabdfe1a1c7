"""Claims about the drawn signature: it is kept as a picture, can be cleared, and is never the only way."""

import asyncio
import io
from typing import Any

import flet as ft
from PIL import Image

from app.screens.answers.signature_pad import SignaturePad
from app.screens.guard import part
from app.screens.surroundings import Said, SettingsContext
from app.state.settings import Settings
from domain.language import Words
from tests.unit.harness import Screens

NO_ROOM = Words("Det finns ingen plats.", "There is no room.")


def pad(kept: list[bytes], *answers: Said) -> Screens:
    said = list(answers)

    async def keep(png: bytes) -> Said:
        kept.append(png)
        return said.pop(0) if said else None

    @part
    def page() -> ft.Control:
        return ft.Column([SignaturePad(keep)])

    return Screens(lambda flet_page: flet_page.render(lambda: SettingsContext(Settings(), page)))


async def draw(seen: Screens, *points: tuple[float, float]) -> None:
    (x, y), *rest = points
    await seen.fire(seen.every(ft.GestureDetector)[0], "horizontal_drag_down", _at(x, y))
    for x, y in rest:
        await seen.fire(seen.every(ft.GestureDetector)[0], "vertical_drag_update", _at(x, y))


def _at(x: float, y: float) -> dict[str, Any]:
    return {"l": {"x": x, "y": y}, "g": {"x": x, "y": y}}


def test_what_is_drawn_is_kept_as_a_picture() -> None:
    async def story() -> None:
        kept: list[bytes] = []
        async with pad(kept) as seen:
            assert seen.inside("pad-done").disabled
            await draw(seen, (10, 10), (60, 10), (60, 40))
            await seen.tap("pad-done")
            assert seen.says("Namnteckningen är sparad")
        assert Image.open(io.BytesIO(kept[0])).size == (132, 92)

    asyncio.run(story())


def test_two_strokes_are_not_joined() -> None:
    async def story() -> None:
        kept: list[bytes] = []
        async with pad(kept) as seen:
            await draw(seen, (0, 0), (0, 50))
            await draw(seen, (100, 0), (100, 50))
            await seen.tap("pad-done")
        drawn = Image.open(io.BytesIO(kept[0]))
        assert {drawn.getpixel((116, y)) for y in range(drawn.height)} == {255}

    asyncio.run(story())


def test_a_signature_can_be_cleared_and_drawn_again() -> None:
    async def story() -> None:
        kept: list[bytes] = []
        async with pad(kept) as seen:
            await draw(seen, (0, 0), (90, 90))
            await seen.tap("pad-clear")
            assert seen.inside("pad-done").disabled
            await draw(seen, (0, 0), (20, 0))
            await seen.tap("pad-done")
            await seen.tap("pad-again")
            assert seen.inside("pad-done").disabled
        assert Image.open(io.BytesIO(kept[0])).size == (72, 32)

    asyncio.run(story())


def test_what_cannot_be_kept_says_why_and_stays_on_the_paper() -> None:
    async def story() -> None:
        kept: list[bytes] = []
        async with pad(kept, NO_ROOM) as seen:
            await draw(seen, (0, 0), (90, 90))
            await seen.tap("pad-done")
            assert seen.says(NO_ROOM.sv)
            await seen.tap("pad-done")
            assert seen.says("Namnteckningen är sparad")
        assert kept[0] == kept[1]

    asyncio.run(story())


def test_the_pad_is_labelled_and_says_that_a_name_is_enough() -> None:
    async def story() -> None:
        async with pad([]) as seen:
            (paper,) = seen.every(ft.Semantics, identifier="signature-pad")
            assert "skriva namnet" in paper.label
            assert seen.says("det räcker att skriva namnet")

    asyncio.run(story())
