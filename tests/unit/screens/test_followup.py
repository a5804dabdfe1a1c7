"""Follow-up as the coordinator and the reviewers see it, and nobody else."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.main import show
from app.state.phone import Phone
from domain.records import to_plain
from domain.rounds.round import MISSED, SUBMITTED, SUSPENDED, Round
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens


def month(ago: int, status: str, checklist: str = "sba-monthly", building: str = "B01") -> Round:
    """A round that was due so many months ago, and on that day signed or not."""
    due = datetime.now(UTC) - timedelta(days=30 * ago)
    day = due.date()
    signed = due.isoformat() if status == SUBMITTED else ""
    name = f"{building}:{checklist}:{day}"
    opens, last = day - timedelta(days=30), day + timedelta(days=7)
    return Round(
        name, building, checklist, "2026:1", status, "p", opens.isoformat(), day.isoformat(), last.isoformat(),
        submitted_at=signed,
    )  # fmt: skip


ROUNDS = [
    *(month(ago, SUBMITTED) for ago in (1, 2, 5)),
    month(3, SUSPENDED),
    *(month(ago, MISSED, "graffiti-outdoor") for ago in range(1, 9)),
    month(4, MISSED),
]


def tell(person: str, language: str, folder: Path, story: Callable[[Phone], Coroutine[None, None, None]]) -> None:
    async def told() -> None:
        phone = await demo_phone(folder, DemoServer(person=person))
        phone.settings.choose_language(language)
        parcels = [Parcel("round", round_.id, 1, to_plain(round_)) for round_ in ROUNDS]
        phone.documents.receive(parcels, (), reset=False)
        await story(phone)
        phone.db.close()

    asyncio.run(told())


def words_of(seen: Screens) -> str:
    return " | ".join(seen.texts())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", ("Uppföljning", "Månadsrond brandskydd", "75 % genomförda", "0 % genomförda", "och 2 till")),
        ("en", ("Follow-up", "Monthly fire safety round", "75% done", "0% done", "and 2 more")),
    ],
)
def test_the_coordinator_sees_every_building_and_checklist_the_worst_first(
    tmp_path: Path, language: str, said: tuple[str, ...]
) -> None:
    async def story(phone: Phone) -> None:
        async with Screens(lambda page: show(page, phone), route="/more") as seen:
            await seen.tap("more-followup")
            words = words_of(seen)
            assert all(each in words for each in said), words
            assert words.index(said[3]) < words.index(said[2])

    tell("safety-coordinator", language, tmp_path, story)


def test_a_shorter_period_counts_less(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        async with Screens(lambda page: show(page, phone), route="/more/followup") as seen:
            assert "3/4" in words_of(seen)
            await seen.tap("followup-period-3")
            assert "2/2 | 100 % genomförda" in words_of(seen)

    tell("safety-coordinator", "sv", tmp_path, story)


def test_a_reviewer_sees_only_what_they_review(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        async with Screens(lambda page: show(page, phone), route="/more/followup") as seen:
            words = words_of(seen)
            assert "Månadsrond brandskydd" in words
            assert "0/8" not in words

    tell("manager-b01", "sv", tmp_path, story)


def test_who_reviews_nothing_has_no_follow_up_in_the_menu(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        async with Screens(lambda page: show(page, phone), route="/more") as seen:
            assert "Uppföljning" not in words_of(seen)

    tell("caretaker-north", "sv", tmp_path, story)
