"""Claims about the guard and the fields: nothing freezes, nothing typed is lost."""

import asyncio
import logging
from typing import Any

import flet as ft
import pytest

from app.screens.answers.number import number_in
from app.screens.fields import EntryField
from app.screens.guard import lasting, part, screen
from app.screens.surroundings import Voice, Window
from tests.unit.harness import Screens


def shown(component: Any) -> Screens:
    return Screens(lambda page: page.render(component))


@part
def Fragile(fail: bool, key: str = "") -> ft.Control:
    if fail:
        raise ValueError("a document that nobody thought of")
    return ft.Text("whole")


def test_a_part_that_breaks_says_so_and_the_rest_of_the_page_stands(caplog: pytest.LogCaptureFixture) -> None:
    @part
    def Page() -> ft.Control:
        broken, set_broken = ft.use_state(False)
        button = ft.Semantics(identifier="break", content=ft.Button("x", on_click=lambda _: set_broken(not broken)))
        return ft.Column([Fragile(broken), ft.Text("the rest"), button])

    async def story() -> None:
        async with shown(Page) as seen:
            assert seen.says("whole")
            await seen.tap("break")
            assert seen.says("Det du har sparat finns kvar")
            assert seen.says("What you have saved is still on this phone")
            assert seen.says("the rest")
            await seen.tap("break")
            assert seen.says("whole"), "it must come back when what broke it is gone"

    with caplog.at_level(logging.ERROR, "rond.screens"):
        asyncio.run(story())
    assert "Fragile could not be drawn" in caplog.text
    assert "a document that nobody thought of" in caplog.text


def test_a_page_that_breaks_is_still_a_page_with_a_way_home() -> None:
    @screen
    def Page() -> ft.View:
        raise KeyError("gone")

    async def story() -> None:
        async with Screens(lambda page: page.render_views(Page)) as seen:
            assert isinstance(seen.views()[-1], ft.View)
            assert seen.says("Till början / To the start")

    asyncio.run(story())


def test_an_exception_in_a_handler_fails_the_test_that_caused_it() -> None:
    @part
    def Page() -> ft.Control:
        return ft.Semantics(identifier="b", content=ft.Button("x", on_click=lambda _: 1 / 0))

    async def story() -> None:
        async with shown(Page) as seen:
            await seen.tap("b")

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        asyncio.run(story())


def test_a_lasting_part_is_drawn_again_only_for_other_arguments() -> None:
    drawn: list[str] = []

    @lasting
    def Row(text: str) -> ft.Control:
        drawn.append(text)
        return ft.Text(text)

    @part
    def Page() -> ft.Control:
        count, set_count = ft.use_state(0)
        more = ft.Semantics(identifier="more", content=ft.Button("x", on_click=lambda _: set_count(count + 1)))
        return ft.Column([Row("always", key="a"), Row(f"number {count}", key="b"), more])

    async def story() -> None:
        async with shown(Page) as seen:
            await seen.tap("more")
            assert seen.says("number 1")

    asyncio.run(story())
    assert drawn.count("always") == 1
    assert drawn[-1] == "number 1"


def test_typed_text_survives_a_redraw_of_everything_around_it() -> None:
    kept: list[str] = []

    @part
    def Page() -> ft.Control:
        typed, set_typed = ft.use_state("")
        count, set_count = ft.use_state(0)

        def report(text: str) -> None:
            kept.append(text)
            set_typed(text)

        again = ft.Semantics(identifier="again", content=ft.Button("x", on_click=lambda _: set_count(count + 1)))
        field = EntryField("Words", "", report, identifier="words", key="words")
        return ft.Column([field, ft.Text(f"{count}: {typed}"), again])

    async def story() -> None:
        async with shown(Page) as seen:
            await seen.type("words", "Dörren kärvar")
            before = seen.inside("words")
            await seen.tap("again")
            assert seen.inside("words") is before, "a field that is made anew loses what is typed meanwhile"
            assert seen.inside("words").value == "Dörren kärvar"
            assert seen.says("1: Dörren kärvar")

    asyncio.run(story())
    assert kept[-1] == "Dörren kärvar"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1 200", 1200.0),
        ("-4", -4.0),
        ("−4", -4.0),
        (",5", 0.5),
        ("7,", 7.0),
        ("", None),
        ("tolv", None),
        ("1,2,3", None),
        ("1e9", None),
        ("nan", None),
    ],
)
def test_a_number_is_understood_as_people_write_it(typed: str, meant: float | None) -> None:
    assert number_in(typed) == meant


def test_only_a_change_between_narrow_and_wide_redraws() -> None:
    window, told = Window(), []

    def tell(*_: object) -> None:  # held by name: an observable keeps its listeners weakly
        told.append(window.wide)

    window.subscribe(tell)  # pyright: ignore[reportAttributeAccessIssue]
    for width in (390, 400, 899, 900, 1280, None, 390):
        window.resize(width)
    assert told == [True, False]


def test_a_voice_speaks_one_language() -> None:
    assert Voice("sv")("nav.tasks") == "Ärenden"
    assert Voice("en")("nav.tasks") == "Tasks"
    assert Voice("en").say(None) == ""
