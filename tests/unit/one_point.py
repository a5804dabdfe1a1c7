"""One point on a phone of its own: its control is drawn, a person answers, and what is stored can be looked at."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flet as ft

from app.screens.answers import control_for
from app.screens.guard import part
from app.screens.surroundings import PhoneContext, SettingsContext, use_phone
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.checklists.checklist import Checklist, Choice, Point, Section
from domain.language import Words
from domain.rounds.round import Round
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

ROUND, PLACE = "one-point", "B01"


def a_point(type_: str, **facts: Any) -> Point:
    return Point(facts.pop("id", "asked"), type_, Words("Vad ser du?", "What do you see?"), **facts)


def choices(*ids: str, **facts: Any) -> tuple[Choice, ...]:
    return tuple(Choice(name, Words(f"Val {name}", f"Choice {name}"), **facts) for name in ids)


@dataclass
class OnePointServer(DemoServer):
    """Sends out a checklist of `points` and a round of it that has begun; and the roles, as the real one does."""

    points: tuple[Point, ...] = ()
    more: tuple[Any, ...] = field(default=())

    def _documents(self) -> list[tuple[str, str, Any]]:
        title = Words("Prov", "Trial")
        asked = Checklist("trial", "1", title, "fire", "round", "P1M", sections=(Section("s", title, self.points),))
        begun = Round(ROUND, PLACE, "trial", "1", status="in_progress", performer=self.who.id)
        roles = [("role", role.id, role) for role in self.town.roles.values()]
        others = [(kind, one.id, one) for kind, one in self.more]
        return [*super()._documents(), ("checklist", "trial@1", asked), ("round", ROUND, begun), *roles, *others]


@dataclass
class Asked:
    """What a story sees: the screen, the phone, and everything that the control told."""

    seen: Screens
    phone: Phone
    told: list[Any]

    @property
    def walk(self) -> Walk:
        walk = self.phone.book.walk(ROUND)
        assert walk is not None
        return walk

    @property
    def stored(self) -> Any:
        """The value of the last point's answer, as the document has it."""
        round_ = self.phone.documents.round(ROUND)
        assert round_ is not None
        given = round_.answers.get(self.walk.steps[-1].key)
        return given.value if given else None

    async def answer_before(self, value: Any) -> None:
        """Answer the first point, so that the last one is asked after it."""
        assert self.walk.answer(self.walk.steps[0], value) is None
        await self.seen.settle()


Story = Callable[[Asked], Awaitable[None]]


def ask(
    folder: Path, story: Story, *points: Point, language: str = "sv", more: tuple[Any, ...] = (), **client: Any
) -> None:
    """Tell a story about the control of the last of `points`; `client` are its answers to method calls."""

    async def told() -> None:
        phone = await demo_phone(folder, OnePointServer(points=points, more=more))
        phone.settings.choose_language(language)
        values: list[Any] = []

        @part
        def Last(walk: Walk) -> ft.Control:
            use_phone()
            step = walk.steps[-1]
            given = walk.answer_to(step)

            def give(value: Any) -> None:
                values.append(value)
                assert walk.answer(step, value) is None

            return control_for(step, walk, given.value if given else None, give)

        def page() -> ft.Control:
            walk = phone.book.walk(ROUND)
            assert walk is not None
            return ft.Column([Last(walk)])

        def draw(flet_page: ft.Page) -> None:
            flet_page.render(lambda: PhoneContext(phone, lambda: SettingsContext(phone.settings, part(page))))

        async with Screens(draw, answers=client) as seen:
            await story(Asked(seen, phone, values))
            assert not seen.says("could not be shown")
        phone.db.close()

    asyncio.run(told())
