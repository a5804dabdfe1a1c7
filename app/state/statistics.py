"""A year's statistics: asked of the server, and kept as they last came, sealed, for when there is no network."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from tinydb import TinyDB, where

from domain.records import from_plain, to_plain
from domain.refusals import Refusal
from domain.statistics.answer import Statistics
from domain.statistics.incident import Count
from domain.statistics.small_cells import Band

TABLE = "statistics"
Ask = Callable[[str], Awaitable[bytes | Refusal]]


@dataclass(frozen=True)
class Kept:
    """What is shown: `refusal` says why it could not be asked for anew."""

    statistics: Statistics | None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Bar:
    """A kind, or a place, with its number in words; `share` of the longest bar, 0 to 1."""

    name: str
    number: str
    share: float


class StatisticsDesk:
    """`ask` asks the server for a path, for whoever is signed in (`person`)."""

    def __init__(self, db: TinyDB, ask: Ask, person: str):
        self._table, self._ask, self._person = db.table(TABLE), ask, person

    async def of(self, year: int) -> Kept:
        """As the server has it now; without a network, as it last came."""
        answer = await self._ask(f"/statistics?year={year}")
        if isinstance(answer, Refusal):
            return Kept(self._last(year), answer)
        said = from_plain(Statistics, json.loads(answer))
        self._keep(said)
        return Kept(said)

    async def table(self, year: int, form: str, language: str) -> bytes | Refusal:
        """XLSX or CSV."""
        return await self._ask(f"/statistics/table?year={year}&form={form}&language={language}")

    def _last(self, year: int) -> Statistics | None:
        row = self._table.get((where("person") == self._person) & (where("year") == year))
        return from_plain(Statistics, row["said"]) if isinstance(row, dict) else None

    def _keep(self, said: Statistics) -> None:
        mine = (where("person") == self._person) & (where("year") == said.year)
        row = {"person": self._person, "year": said.year, "said": to_plain(said), "sealed": True}
        self._table.upsert(row, mine)


def forget_statistics(db: TinyDB) -> None:
    """Whoever asked for them has left the phone."""
    db.table(TABLE).truncate()


def by_kind(said: Statistics, language: str) -> list[Bar]:
    """One's own numbers, the most first."""
    numbers: dict[str, int] = {}
    for count in said.own:
        numbers[count.kind] = numbers.get(count.kind, 0) + count.number
    return _bars({name_of(said, kind, language): number for kind, number in numbers.items()}.items())


def quarters(said: Statistics, kind: str) -> list[int]:
    """One's own numbers of a kind in the four quarters."""
    return [sum(count.quarter(each) for count in said.own if count.kind == kind) for each in range(1, 5)]


def by_place(said: Statistics, kind: str, language: str) -> list[Bar]:
    """One's own numbers of a kind, by building and whose people."""
    return _bars((_place(said, count, language), count.number) for count in said.own if count.kind == kind)


def _place(said: Statistics, count: Count, language: str) -> str:
    names = (name_of(said, name, language) for name in (count.building, count.administration) if name)
    return ", ".join(names)


def _bars(numbers: Iterable[tuple[str, int]]) -> list[Bar]:
    found = sorted(numbers, key=lambda each: (-each[1], each[0]))
    longest = max((number for _, number in found), default=1)
    return [Bar(name, str(number), number / longest) for name, number in found]


def published_kinds(said: Statistics) -> list[str]:
    """Those of which something is told."""
    told = said.published
    return sorted({band.cell.kind for band in told.bands} | {cell.kind for cell in told.few}) if told else []


def published_bars(said: Statistics, kind: str, others: str, language: str) -> list[Bar]:
    """The bands of a kind, the highest first; `others` is the word for what has no name any longer."""
    bands = [band for band in said.published.bands if band.cell.kind == kind] if said.published else []
    longest = max((band.most for band in bands), default=1)

    def bar(band: Band) -> Bar:
        name = band.cell.building or band.cell.administration
        words = name_of(said, name, language) if name else others
        return Bar(words, f"{band.least}–{band.most}", band.least / longest)

    return sorted(map(bar, bands), key=lambda each: (-each.share, each.name))


def name_of(said: Statistics, name: str, language: str) -> str:
    """Of a kind, a building or an administration."""
    return said.names[name].in_language(language) if name in said.names else name
