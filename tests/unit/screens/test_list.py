"""The page of the demarcation list: a file is chosen, what it changes is shown, and it is adopted with a reason."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flet as ft
import pytest

from app.device.net import Answer, NoNetwork
from app.main import show
from app.state.phone import Phone
from domain.demarcation.changes import Hand, compare
from domain.demarcation.preview import Adoption, ListHistory, ListPreview, Moved, Version
from domain.records import to_plain
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

COORDINATOR = "safety-coordinator"
FIRST_DAY = f"{date.today().year + 1}-01-01"
MISTAKE = {"sv": "lista.xlsx, rad 14, kolumn cost_responsible (cell N14): fel.", "en": "lista.xlsx, row 14: wrong."}
MOVED = Moved(
    "f1", 214, True, "B01", "Björkhagaskolan, Korridor A", "FIR.EXT.PRT", "Släckaren är borta",
    "2026-11-20T08:00:00+00:00", (Hand("repair", "ORG-TF", "ORG-BUN"), Hand("cost", "ORG-TF", "")),
)  # fmt: skip


@dataclass
class ListServer(DemoServer):
    """Also has a demarcation list to edit: `asked` is what it was asked, `says` its answer to a file."""

    person: str = COORDINATOR
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    adopted: bool = False
    wrong: bool = False
    without_list: bool = False

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if not path.startswith("/demarcation/"):
            return await super().send(method, path, headers=headers, body=body, timeout=timeout)
        if self.without_list:
            raise NoNetwork("offline")
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        what = parts.path.removeprefix("/demarcation/")
        self.asked.append((what, query, body or b""))
        if what == "table":
            return Answer(200, {}, b"a table")
        if what == "versions":
            return self._said(200, to_plain(self._history()))
        if self.wrong:
            why = {"sv": "lista.xlsx har ett fel. Inget är ändrat.", "en": "lista.xlsx has one mistake."}
            return self._said(422, {"code": "list_mistakes", "why": why, "do": {"sv": ""}, "mistakes": [MISTAKE]})
        if what == "preview":
            return self._said(200, to_plain(self._preview(query["from"])))
        self.adopted = True
        return self._said(200, {"version": "2027:1", "from": query["from"]})

    def _said(self, status: int, plain: Any) -> Answer:
        return Answer(status, {}, json.dumps(plain).encode())

    def _preview(self, first_day: str) -> ListPreview:
        listing = self.town.demarcation[0]
        rows = [
            replace(row, cost_responsible="user") if row.cost_responsible == "owner" and at < 40 else row
            for at, row in enumerate(listing.rows[1:])
        ]
        changes = compare(listing, replace(listing, rows=(*rows, replace(rows[0], row_id="DM-900", priority=5))))
        parts = (changes.added, changes.removed, changes.changed)
        return ListPreview("2027:1", first_day, "2026:1", 175, *parts, (MOVED,), 2, ("FIR.ORG.RSP",))

    def _history(self) -> ListHistory:
        first = Version("2026:1", "2026-01-01", "", 175, now=True)
        if not self.adopted:
            return ListHistory((first,))
        line = Adoption("2027:1", FIRST_DAY, "Samordnaren", "2026-11-23T09:00:00+00:00", "KS 314", "l.xlsx", 0, 0, 12)
        return ListHistory((Version("2027:1", FIRST_DAY, "", 175), first), (line,))


Story = Callable[[Screens, ListServer], Coroutine[None, None, None]]


def tell(folder: Path, story: Story, *, language: str = "sv", route: str = "/more/list", **how: Any) -> None:
    async def told() -> None:
        server = ListServer(**how)
        phone: Phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        saved = {"save_file": "x"}
        async with Screens(lambda page: show(page, phone), route=route, answers=saved) as seen:
            await settled(seen)
            await story(seen, server)
        phone.db.close()

    asyncio.run(told())


async def settled(seen: Screens) -> None:
    await asyncio.sleep(0)
    await seen.settle()


def words_of(seen: Screens) -> str:
    return " | ".join(seen.texts())


async def choose(seen: Screens, name: str = "lista.xlsx", content: bytes = b"rows") -> None:
    chosen = seen.inside("list-choose").action
    assert chosen.allowed_extensions == ["csv", "xlsx"]
    file = {"id": 1, "name": name, "size": len(content), "path": None, "bytes": content}
    await seen.fire(chosen.file_picker, "result", {"files": [file]})


async def previewed(seen: Screens) -> None:
    await choose(seen)
    await seen.tap("list-look")
    await settled(seen)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", ("Version 2027:1 från 1 januari", "1 ny", "1 borttagen", "3 ärenden annorlunda", "blir utan rad",
                "Betalar: Verksamheten (förut Fastighetsägaren)", "Och 2 som du inte får se",
                "Åtgärdar: Barn- och utbildningsförvaltningen (förut Tekniska förvaltningen, fastighetsavdelningen)")),
        ("en", ("Version 2027:1 from 1 January", "1 new", "1 removed", "3 cases differ", "loses its row",
                "Pays: The user (was The property owner)", "And 2 that you may not see", "Pays: Not decided (was")),
    ],
)  # fmt: skip
def test_a_file_is_shown_row_by_row_and_case_by_case_before_anything_changes(
    tmp_path: Path, language: str, said: tuple[str, ...]
) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await previewed(seen)
        words = words_of(seen)
        assert [each for each in said if each not in words] == []
        what, query, body = server.asked[-1]
        assert (what, query["name"], query["from"], body) == ("preview", "lista.xlsx", FIRST_DAY, b"rows")
        assert not server.adopted

    tell(tmp_path, story, language=language)


def test_adopting_takes_a_reason_and_then_stands_in_the_log(tmp_path: Path) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await previewed(seen)
        assert seen.inside("list-adopt").disabled
        await seen.type("list-why", "KS 314")
        await seen.tap("list-adopt")
        await settled(seen)
        [(_, query, body)] = [each for each in server.asked if each[0] == "adopt"]
        assert query == {"name": "lista.xlsx", "from": FIRST_DAY, "why": "KS 314", "against": "2026:1"}
        assert body == b"rows"
        assert seen.says("Version 2027:1 är antagen")
        assert "adoption-2027:1" in seen.ids()
        assert "list-preview" not in seen.ids(), "the next import begins anew"

    tell(tmp_path, story)


def test_a_list_with_mistakes_names_them_and_cannot_be_adopted(tmp_path: Path) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await previewed(seen)
        assert seen.says(MISTAKE["sv"])
        assert "list-adopt" not in seen.ids()

    tell(tmp_path, story, wrong=True)


def test_a_property_manager_sees_what_would_change_and_hands_the_file_on(tmp_path: Path) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await seen.tap("more-list")
        await previewed(seen)
        assert "list-preview" in seen.ids()
        assert "list-adopt" not in seen.ids()
        assert seen.says("Samordnaren antar listan")

    tell(tmp_path, story, person="property-manager-centre", route="/more")


def test_a_version_is_saved_as_a_file_to_edit(tmp_path: Path) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await seen.tap("list-xlsx-2026:1")
        await settled(seen)
        assert server.asked[-1][:2] == ("table", {"version": "2026:1", "kind": "xlsx"})

    tell(tmp_path, story)


def test_another_day_or_file_takes_the_comparison_away(tmp_path: Path) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await previewed(seen)
        await choose(seen, "andra.csv")
        assert "list-preview" not in seen.ids()
        assert seen.inside("list-choose").content == "andra.csv"
        await seen.tap("list-first-day")
        [calendar] = seen.every(ft.DatePicker)
        await seen.fire(calendar, "change", None, value=date(2030, 5, 1))
        await seen.tap("list-look")
        await settled(seen)
        assert server.asked[-1][1] == {"name": "andra.csv", "from": "2030-05-01"}

    tell(tmp_path, story)


def test_without_coverage_it_says_what_is_safe_and_what_to_do(tmp_path: Path) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        await previewed(seen)
        assert seen.says("Servern nås inte nu")
        assert seen.says("Försök igen när du har täckning")

    tell(tmp_path, story, without_list=True)


@pytest.mark.parametrize("person", ["caretaker-north", "reporter-b01", "manager-b01"])
def test_who_has_nothing_to_do_with_it_has_it_neither_in_the_menu_nor_by_its_address(
    tmp_path: Path, person: str
) -> None:
    async def story(seen: Screens, server: ListServer) -> None:
        assert "list-choose" not in seen.ids()
        assert seen.says("Listan ändras av andra")
        await seen.go("/more")
        assert "more-list" not in seen.ids()
        assert "more-lookup" in seen.ids()

    tell(tmp_path, story, person=person)
