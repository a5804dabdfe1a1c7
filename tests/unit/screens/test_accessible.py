"""Rond can be used without seeing the screen: whatever can be touched has a name, and no picture is silent."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from flet.controls.base_control import BaseControl

from app.main import show
from app.state.phone import Phone
from domain.tasks.task import Task
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens, _drawn, _texts, _walk

CARETAKER, INSPECTOR, OFFICER, COORDINATOR = "caretaker-north", "inspector-b01", "fire-officer", "safety-coordinator"
PLACES = ["/", "/report", "/tasks", "/more", "/start", "/sending", "/attention", "/report/about/fire"]
FIELDS = (ft.TextField, ft.Dropdown)
Story = Callable[[Phone], Coroutine[None, None, None]]


def tell(story: Story, folder: Path, person: str = CARETAKER) -> None:
    async def told() -> None:
        await story(await demo_phone(folder, DemoServer(person)))

    asyncio.run(told())


def nameless(seen: Screens) -> list[str]:
    """What can be touched, typed in or looked at on the page on top, and has no name."""
    return [f"{type(control).__name__} ({_identifier(seen, control)})" for control in _unnamed(seen)]


def _unnamed(seen: Screens) -> Iterator[BaseControl]:
    for control in seen.walk():
        if isinstance(control, FIELDS):
            if not control.label:
                yield control
        elif isinstance(control, ft.Image):
            if not control.semantics_label:
                yield control
        elif getattr(control, "on_click", None) and not _named(control, seen):
            yield control


def _named(control: Any, seen: Screens) -> bool:
    """Words inside it, a tooltip, or a label of the semantics around it."""
    if getattr(control, "tooltip", None) or any(words.strip() for words in _words_in(control)):
        return True
    around = [one for one in seen.every(ft.Semantics) if one.label and _drawn(one.content) is control]
    return bool(around)


def _words_in(control: Any) -> Iterator[str]:
    for inner in _walk([control], set()):
        yield from _texts(inner)
        if label := getattr(inner, "semantics_label", None):
            yield label


def _identifier(seen: Screens, control: Any) -> str:
    return next((one.identifier or "" for one in seen.every(ft.Semantics) if _drawn(one.content) is control), "")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("person", [CARETAKER, INSPECTOR, OFFICER, COORDINATOR])
def test_everything_that_can_be_touched_on_a_page_has_a_name(tmp_path: Path, person: str, width: int) -> None:
    async def story(phone: Phone) -> None:
        tasks = [f"/tasks/{task.id}" for task in phone.documents.all(Task)[:2]]
        for place in [*PLACES, *tasks, *(f"/round/{card.round.id}" for card in phone.book.to_do()[:2])]:
            async with Screens(lambda page: show(page, phone), route=place, width=width) as seen:
                assert not nameless(seen), f"{place}: {nameless(seen)}"

    tell(story, tmp_path, person)


@pytest.mark.parametrize("person", [CARETAKER, INSPECTOR, OFFICER])
def test_every_stop_of_a_round_can_be_walked_by_names_alone(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone) -> None:
        card = phone.book.to_do()[0]
        assert phone.book.start(card.round.id) is None
        walk = phone.book.walk(card.round.id)
        assert walk
        for stop in walk.stops:
            place = f"/round/{card.round.id}/point/{walk.steps.index(stop.steps[0])}"
            async with Screens(lambda page: show(page, phone), route=place) as seen:
                assert not nameless(seen), f"{stop.key}: {nameless(seen)}"

    tell(story, tmp_path, person)


def test_a_button_with_nothing_but_an_icon_is_found_out() -> None:
    async def story() -> None:
        def main(page: ft.Page) -> None:
            page.add(ft.IconButton(ft.Icons.DELETE, on_click=lambda _: None), ft.TextField(), ft.Image(src="x.png"))

        async with Screens(main) as seen:
            assert len(nameless(seen)) == 3

    asyncio.run(story())
