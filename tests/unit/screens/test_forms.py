"""Where an answer calls for more: a form with place and thing filled in, and help before anything else."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

import flet as ft
import pytest

from app.screens.guard import part
from app.screens.home.emergency import after_answer
from app.screens.parts import named
from app.screens.surroundings import PhoneContext, SettingsContext
from app.screens.walking.form_offer import FormOffers
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.rounds.round import Round
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens


def tell(story: Callable[[Phone], Coroutine[None, None, None]], folder: Path, person: str) -> None:
    async def told() -> None:
        phone = await demo_phone(folder, DemoServer(person=person))
        await story(phone)
        phone.db.close()

    asyncio.run(told())


def alone(phone: Phone, control: Callable[[], ft.Control], route: str = "/") -> Screens:
    """One part of a page by itself."""
    drawn = part(control)

    def draw(page: ft.Page) -> None:
        page.render(lambda: PhoneContext(phone, lambda: SettingsContext(phone.settings, drawn)))

    return Screens(draw, route=route)


def walk_of(phone: Phone, round_id: object) -> Walk:
    assert isinstance(round_id, str), round_id
    walk = phone.book.walk(round_id)
    assert walk is not None
    return walk


def test_a_deviation_that_calls_for_a_form_offers_it_once_with_the_place_filled_in(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = walk_of(phone, phone.book.start_unplanned("B02", "graffiti-outdoor"))
        step = next(step for step in walk.steps if step.point.creates_form)
        form = step.point.creates_form
        draft = phone.draft_for_step(walk.round.id, step)
        assert draft is not None
        draft.change(text="Klotter på fasaden", no_photo="Mörkt")
        assert draft.send() is None
        given = walk.answer_to(step)
        assert given is not None
        async with alone(phone, lambda: FormOffers(walk, step)) as seen:
            await seen.tap(f"offer-{form}")
            [begun] = [held for held in phone.documents.all(Round) if held.checklist == form]
            assert seen.page.route == f"/round/{begun.id}"
        assert (begun.building, begun.origin) == ("B02", given.finding)
        assert (begun.space, begun.object) == (
            step.space.id if step.space else "",
            step.object.tag if step.object else "",
        )
        assert begun.component == step.point.component
        async with alone(phone, lambda: FormOffers(walk, step)) as seen:
            assert f"offer-{form}" not in seen.ids(), "it has been begun"

    tell(story, tmp_path, "caretaker-north")


def test_an_answer_that_is_fine_offers_no_form(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = walk_of(phone, phone.book.start_unplanned("B02", "graffiti-outdoor"))
        step = next(step for step in walk.steps if step.point.creates_form and step.point.type == "ok_dev_na")
        assert walk.answer(step, "ok") is None
        async with alone(phone, lambda: FormOffers(walk, step)) as seen:
            assert not [name for name in seen.ids() if name.startswith("offer-")]

    tell(story, tmp_path, "caretaker-north")


def test_a_choice_that_calls_for_a_form_offers_it_without_any_finding(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = walk_of(phone, phone.book.start_form("B01", "incident-lost-key"))
        step = next(step for step in walk.steps if any(choice.creates_form for choice in step.point.choices))
        choice = next(choice for choice in step.point.choices if choice.creates_form)
        assert walk.answer(step, choice.id) is None
        async with alone(phone, lambda: FormOffers(walk, step)) as seen:
            await seen.tap(f"offer-{choice.creates_form}")
        [begun] = [held for held in phone.documents.all(Round) if held.checklist == choice.creates_form]
        assert begun.origin == f"{walk.round.id}:{step.key}"

    tell(story, tmp_path, "reporter-b01")


@pytest.mark.parametrize(("value", "route"), [("no", "/round/r/point/2/emergency"), ("yes", "/round/r/point/2")])
def test_help_comes_on_top_of_the_point_when_somebody_is_not_safe(tmp_path: Path, value: str, route: str) -> None:
    async def story(phone: Phone) -> None:
        walk = walk_of(phone, phone.book.start_form("B01", "incident-threat-violence"))
        step = next(step for step in walk.steps if step.point.on_no)

        def button() -> ft.Control:
            return named("answer", ft.TextButton(content="x", on_click=lambda _: after_answer(step, value)))

        async with alone(phone, button, "/round/r/point/2") as seen:
            await seen.tap("answer")
            assert seen.page.route == route

    tell(story, tmp_path, "reporter-b01")
