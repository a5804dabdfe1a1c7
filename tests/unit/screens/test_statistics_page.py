"""The statistics page: numbers in words beside each bar, the last that came when there is no network, gone with whoever
asked."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.device.net import Answer
from app.main import show
from app.state.phone import Phone
from app.state.statistics import Bar, StatisticsDesk, by_kind, by_place, published_bars, quarters
from domain.language import Words
from domain.refusals import Refusal
from domain.statistics.answer import Statistics
from domain.statistics.incident import Incident, counts_of
from domain.statistics.small_cells import publish
from sync_server.statistics.tables import as_csv, rows
from sync_server.storage.writing import as_json
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

KINDS = {"damage": "open", "threat": "restricted_person"}
NAMES = {
    "damage": Words("Skada", "Damage"),
    "threat": Words("Hot", "Threat"),
    "B01": Words("Björkhagaskolan", "Björkhaga school"),
    "BUN": Words("Utbildning", "Education"),
}
THIS_YEAR = datetime.now().astimezone().year


def said_of(year: int) -> Statistics:
    """Six damages and two threats in February; of a year that is over also what was published."""
    happened = [
        *[Incident("damage", "B01", "BUN", date(year, 2, 1))] * 6,
        *[Incident("threat", "B01", "BUN", date(year, 5, 1), "restricted_person")] * 2,
    ]
    told = publish(happened, year, KINDS, ["B01"], ["BUN"], f"{year + 1}-01-01", 5) if year < THIS_YEAR else None
    return Statistics(
        year, datetime(THIS_YEAR, 3, 4, 9, tzinfo=UTC).isoformat(), 5, counts_of(happened, year), told, NAMES
    )


@dataclass
class StatisticsServer(DemoServer):
    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        address = urlsplit(path)
        if self.down or not address.path.startswith("/statistics"):
            return await super().send(method, path, headers=headers, body=body, timeout=timeout)
        said = said_of(int(parse_qs(address.query)["year"][0]))
        if address.path.endswith("table"):
            return Answer(200, {}, as_csv(rows(said, "sv")))
        return Answer(200, {}, as_json(said).encode())


Story = Callable[[Phone, StatisticsServer, Screens], Coroutine[None, None, None]]


def tell(folder: Path, story: Story, language: str = "sv", person: str = "manager-b01", route: str = "/more") -> None:
    async def told() -> None:
        server = StatisticsServer(person=person)
        phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        async with Screens(lambda page: show(page, phone), route=route) as seen:
            await story(phone, server, seen)
        phone.db.close()

    asyncio.run(told())


def words_of(seen: Screens) -> str:
    return " | ".join(seen.texts())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            ["Ärenden som du får läsa", "Skada", "6", "Hot", "2", "Kvartal 1–4: 6 · 0 · 0 · 0", "en gång, när året"],
        ),
        (
            "en",
            ["Cases that you may read", "Damage", "6", "Threat", "2", "Quarters 1–4: 6 · 0 · 0 · 0", "Published once"],
        ),
    ],
)
def test_a_year_that_lasts_shows_ones_own_numbers_and_says_when_the_rest_comes(
    tmp_path: Path, language: str, said: list[str]
) -> None:
    async def story(_: Phone, _server: StatisticsServer, seen: Screens) -> None:
        await seen.tap("more-statistics")
        words = words_of(seen)
        assert [each for each in said if each not in words] == [], words

    tell(tmp_path, story, language)


def test_a_year_that_is_over_shows_bands_and_never_a_small_number(tmp_path: Path) -> None:
    async def story(_: Phone, _server: StatisticsServer, seen: Screens) -> None:
        await seen.tap(f"statistics-year-{THIS_YEAR - 1}")
        told = words_of(seen).partition("Hela kommunen")[2]
        assert "Björkhagaskolan | 5–9" in told
        assert "Överallt färre än 5, eller inga" in told

    tell(tmp_path, story, route="/more/statistics")


def test_without_a_network_the_last_that_came_is_shown_with_its_day(tmp_path: Path) -> None:
    async def story(_: Phone, server: StatisticsServer, seen: Screens) -> None:
        server.down = True
        await seen.tap(f"statistics-year-{THIS_YEAR - 1}")
        assert "Servern nås inte nu." in words_of(seen), "nothing was ever fetched of that year"
        await seen.tap(f"statistics-year-{THIS_YEAR}")
        assert "Det här är som det såg ut" in words_of(seen)
        assert "Skada" in words_of(seen)

    tell(tmp_path, story, route="/more/statistics")


def test_what_came_is_sealed_on_the_disk_and_leaves_with_whoever_asked(tmp_path: Path) -> None:
    async def story(phone: Phone, _server: StatisticsServer, _seen: Screens) -> None:
        assert phone.db.table("statistics").all()
        on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert "Björkhaga school".encode() not in on_disk
        await phone.sign_out()
        assert phone.db.table("statistics").all() == []

    tell(tmp_path, story, route="/more/statistics")


def test_a_contractor_has_no_statistics_in_the_menu(tmp_path: Path) -> None:
    async def story(_: Phone, _server: StatisticsServer, seen: Screens) -> None:
        assert "Statistik" not in words_of(seen)

    tell(tmp_path, story, person="locksmith-crew")


def test_somebody_elses_numbers_are_never_shown(tmp_path: Path) -> None:
    async def story(phone: Phone, server: StatisticsServer, _seen: Screens) -> None:
        server.down = True
        other = StatisticsDesk(phone.db, phone.desk_server.ask, "caretaker-north")
        kept = await other.of(THIS_YEAR)
        assert kept.statistics is None
        assert isinstance(kept.refusal, Refusal)

    tell(tmp_path, story, route="/more/statistics")


def test_bars_are_in_order_and_each_has_its_number() -> None:
    said = said_of(THIS_YEAR - 1)
    assert by_kind(said, "sv") == [Bar("Skada", "6", 1.0), Bar("Hot", "2", 2 / 6)]
    assert by_place(said, "threat", "en") == [Bar("Björkhaga school, Education", "2", 1.0)]
    assert quarters(said, "threat") == [0, 2, 0, 0]
    assert [(bar.name, bar.number) for bar in published_bars(said, "damage", "Övriga", "sv")] == [
        ("Björkhagaskolan", "5–9")
    ]
