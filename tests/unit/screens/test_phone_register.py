"""Phones in the app: one's own, everybody's for the administrator, and what is said before one is revoked."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.device.net import Answer
from app.state.phone import Phone
from domain.phones import KnownPhone, PhonesFound
from domain.records import to_plain
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.desk_phone import CARETAKER, HEADMASTER, at, now

ADMINISTRATOR = "system-admin"
HERE, LOST, OLD, OTHERS = "0000000a", "0000000b", "0000000c", "0000000d"


@dataclass
class RegisterServer(DemoServer):
    """Knows three phones of the person and one of the headmaster; `asked` are the searches."""

    asked: list[dict[str, list[str]]] = field(default_factory=list)
    revoked_from: list[str] = field(default_factory=list)

    def known(self) -> list[KnownPhone]:
        mine = KnownPhone(LOST, self.person, self.who.title, "Android, web", now(-200), now(-30))
        title = self.town.persons[HEADMASTER].title
        every = [
            mine,
            replace(mine, device=HERE, name="iOS, web", last_seen_at=now(-100)),
            replace(mine, device=OLD, revoked_at=now(-90)),
            KnownPhone(OTHERS, HEADMASTER, title, "Android", now(-50), now(-2)),
        ]
        return [replace(each, revoked_at=now()) if each.device in self.revoked_from else each for each in every]

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if self.down or not path.startswith("/devices"):
            return await super().send(method, path, headers=headers, body=body, timeout=timeout)
        if method == "POST":
            self.revoked_from.append(path.split("/")[2])
            return Answer(200, {}, b'{"status": "revoked"}')
        if path == "/devices":
            mine = [to_plain(each) for each in self.known() if each.person == self.person]
            return Answer(200, {}, json.dumps(mine).encode())
        asked = parse_qs(urlsplit(path).query, keep_blank_values=True)
        self.asked.append(asked)
        also = asked["revoked"] == ["true"]
        found = [each for each in self.known() if asked["words"][0] in each.title.casefold()]
        shown = PhonesFound(tuple(each for each in found if also or not each.revoked_at), 7)
        return Answer(200, {}, json.dumps(to_plain(shown)).encode())


Story = Callable[[Phone, RegisterServer], Coroutine[None, None, None]]


def tell(folder: Path, story: Story, person: str = CARETAKER, language: str = "sv") -> None:
    async def told() -> None:
        server = RegisterServer(person)
        phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        await story(phone, server)
        phone.db.close()

    asyncio.run(told())


def test_ones_own_phones_are_listed_with_this_one_marked_and_first(tmp_path: Path) -> None:
    async def story(phone: Phone, _: RegisterServer) -> None:
        async with at(phone, "/more") as seen:
            await seen.tap("more-phones")
            listed = [name for name in seen.ids() if name.startswith("phone-0")]
            assert listed == [f"phone-{HERE}", f"phone-{LOST}", f"phone-{OLD}"]
            assert seen.says("Den här telefonen")
            assert seen.says("Senast sedd")
            assert [name for name in seen.ids() if name.startswith("revoke-")] == [f"revoke-{LOST}"]
            assert "phones-all" not in seen.ids()

    tell(tmp_path, story)


def test_another_phone_is_signed_out_only_after_it_is_said_what_that_does(tmp_path: Path) -> None:
    async def story(phone: Phone, server: RegisterServer) -> None:
        async with at(phone, "/more/phones") as seen:
            await seen.tap(f"revoke-{LOST}")
            assert seen.says("kan gå förlorat")
            assert seen.says("Personens chef får veta det.")
            await seen.tap("revoke-stay")
            assert server.revoked_from == []
            await seen.tap(f"revoke-{LOST}")
            await seen.tap("revoke-sure")
            assert server.revoked_from == [LOST]
            assert f"revoke-{LOST}" not in seen.ids()
            assert f"phone-{LOST}" in seen.ids()

    tell(tmp_path, story)


def test_the_administrator_searches_everybodys_phones_and_revokes_a_lost_one(tmp_path: Path) -> None:
    async def story(phone: Phone, server: RegisterServer) -> None:
        async with at(phone, "/more/phones") as seen:
            await seen.tap("phones-all")
            assert seen.says("And 7 more")
            await seen.type("phones-search", "rektor")
            assert [name for name in seen.ids() if name.startswith("phone-0")] == [f"phone-{OTHERS}"]
            await seen.tap(f"revoke-{OTHERS}")
            assert seen.says("Revoke the phone: Rektor Björkhagaskolan?")
            assert seen.says("may be lost")
            await seen.tap("revoke-sure")
            assert server.revoked_from == [OTHERS]
            assert "phones-none" in seen.ids()
            await seen.tap("phones-also-revoked")
            assert server.asked[-1] == {"words": ["rektor"], "revoked": ["true"]}
            assert [name for name in seen.ids() if name.startswith("phone-0")] == [f"phone-{OTHERS}"]

    tell(tmp_path, story, ADMINISTRATOR, "en")


@pytest.mark.parametrize("person", [CARETAKER, HEADMASTER])
def test_nobody_else_sees_everybodys_phones_and_the_server_is_not_even_asked(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, server: RegisterServer) -> None:
        async with at(phone, "/more/phones/all") as seen:
            assert seen.says("Allas telefoner ser bara den som sköter kontona.")
            assert server.asked == []

    tell(tmp_path, story, person)


def test_without_a_network_the_page_says_so_and_asks_again(tmp_path: Path) -> None:
    async def story(phone: Phone, server: RegisterServer) -> None:
        server.down = True
        async with at(phone, "/more/phones") as seen:
            assert seen.says("Servern nås inte nu.")
            server.down = False
            await seen.tap("phones-again")
            assert f"phone-{HERE}" in seen.ids()
            server.down = True
            await seen.tap(f"revoke-{LOST}")
            await seen.tap("revoke-sure")
            assert seen.says("Inget är ändrat.")
            assert server.revoked_from == []

    tell(tmp_path, story)
