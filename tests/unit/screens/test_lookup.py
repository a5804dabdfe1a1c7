"""The look-up as anybody sees it: a place, a part of the building, three answers with the row that says so."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from app.main import show
from app.state.phone import Phone
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

Story = Callable[[Screens, Phone, DemoServer], Coroutine[None, None, None]]


def tell(folder: Path, story: Story, person: str = "reporter-b01", language: str = "sv", route: str = "/more") -> None:
    async def told() -> None:
        server = DemoServer(person=person)
        phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        async with Screens(lambda page: show(page, phone), route=route) as seen:
            await story(seen, phone, server)
        phone.db.close()

    asyncio.run(told())


def words_of(seen: Screens) -> str:
    return " | ".join(seen.texts())


async def ask_about(seen: Screens, typed: str, code: str) -> None:
    await seen.type("about-search", typed)
    await seen.tap(f"about-{code}")


def answer(seen: Screens, aspect: str) -> str:
    held = seen.inside(f"answer-{aspect}")
    return " | ".join(control.value for control in seen.walk(held) if isinstance(getattr(control, "value", None), str))


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        (
            "sv",
            "Handbrand",
            {
                "repair": "Åtgärdar | Tekniska förvaltningen, fastighetsavdelningen | Som ägare",
                "inspection": "Kontrollerar | Barn- och utbildningsförvaltningen | Som verksamhet",
                "cost": "Handbrandsläckare (rad DM-013, version 2026:1)",
            },
        ),
        (
            "en",
            "Portable",
            {
                "repair": "Repairs | Technical department, property division | As the owner",
                "inspection": "As the user",
                "cost": "Portable fire extinguisher (row DM-013, version 2026:1)",
            },
        ),
    ],
)
def test_a_teacher_finds_out_without_coverage_who_repairs_inspects_and_pays(
    tmp_path: Path, language: str, typed: str, said: dict[str, str]
) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        server.down = True
        await seen.tap("more-lookup")
        await ask_about(seen, typed, "FIR.EXT.PRT")
        for aspect, words in said.items():
            assert words in answer(seen, aspect)

    tell(tmp_path, story, language=language)


def test_the_room_changes_the_answer(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        await seen.tap("lookup-building-B03")
        await ask_about(seen, "Framkomlig", "FIR.EGR.CLR")
        assert "Inte avgjort" in answer(seen, "repair")
        await seen.tap("lookup-place")
        await seen.tap("room-B03-ENT")
        assert "Tekniska förvaltningen" in answer(seen, "repair")
        assert "OV-04" in answer(seen, "inspection"), "the building's own agreement goes before the list"
        await seen.tap("lookup-place")
        await seen.tap("lookup-elsewhere")
        await seen.tap("lookup-building-B01")
        assert "Inte avgjort" in answer(seen, "repair")

    tell(tmp_path, story, person="caretaker-north", route="/more/lookup")


def test_what_could_change_the_answer_is_asked_and_its_answer_counts(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        await ask_about(seen, "Handbrand", "FIR.EXT.PRT")
        assert "Som ägare" in answer(seen, "cost")
        await seen.tap("lookup-cause-user_operation")
        assert "DM-014" in answer(seen, "cost")
        assert "Som verksamhet" in answer(seen, "cost")
        assert "DM-013" in answer(seen, "repair")

    tell(tmp_path, story, route="/more/lookup")


def test_a_report_can_be_begun_with_what_was_looked_up(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        await ask_about(seen, "Handbrand", "FIR.EXT.PRT")
        await seen.tap("lookup-report")
        [draft] = phone.drafts()
        assert (draft.building, draft.component) == ("B01", "FIR.EXT.PRT")
        assert seen.page.route == f"/report/draft/{draft.id}"

    tell(tmp_path, story, route="/more/lookup")
