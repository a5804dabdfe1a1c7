"""Messages, as a person chooses them: seen and kept only with a network, and honest about both."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.device.net import Answer
from app.main import show
from app.state.phone import Phone
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

STAND_IN = {"id": "property-manager-centre", "title": "Förvaltare centrum"}
REFUSED = {
    "code": "wrong_quiet_hours",
    "why": {"sv": "Tysta timmar behöver både en början och ett slut.", "en": "Quiet hours need both."},
    "do": {"sv": "Skriv båda. Inget är ändrat.", "en": "Write both. Nothing has been changed."},
}


@dataclass
class LetterServer(DemoServer):
    """Keeps what was chosen; refuses quiet hours that do not end."""

    address: str = "caretaker-north@ljungaholm.example"
    chosen: dict[str, str] = field(default_factory=lambda: {"pace": "at_once", "language": "sv"})

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if path != "/me/notifications" or self.down:
            return await super().send(method, path, headers=headers, body=body, timeout=timeout)
        wanted = json.loads(body) if body else self.chosen
        if bool(wanted.get("quiet_from")) != bool(wanted.get("quiet_to")):
            return Answer(422, {}, json.dumps(REFUSED).encode())
        self.chosen = wanted
        said: dict[str, Any] = {**self.chosen, "address": self.address, "stand_ins": [STAND_IN]}
        return Answer(200, {}, json.dumps(said).encode())


Story = Callable[[Phone, Screens], Coroutine[None, None, None]]


def tell(server: LetterServer, folder: Path, story: Story) -> None:
    async def told() -> None:
        phone = await demo_phone(folder, server)
        async with Screens(lambda page: show(page, phone), route="/more") as seen:
            await story(phone, seen)
        phone.db.close()

    asyncio.run(told())


def test_what_is_chosen_on_the_page_is_what_the_server_keeps(tmp_path: Path):
    server = LetterServer()

    async def story(_: Phone, seen: Screens) -> None:
        await seen.tap("more-notifications")
        assert seen.says("caretaker-north@ljungaholm.example")
        assert seen.says("Akuta ärenden kommer alltid genast")
        await seen.tap("pace-daily")
        await seen.type("quiet-from", "21:00")
        await seen.type("quiet-to", "06:30")
        await seen.type("away-until", "2027-01-07")
        await seen.tap("stand-in-property-manager-centre")
        await seen.tap("letters-language-en")
        assert not seen.says("Sparat på servern")
        await seen.tap("letters-save")
        assert seen.says("Sparat på servern")
        await seen.tap("pace-at_once")
        assert not seen.says("Sparat på servern")

    tell(server, tmp_path, story)
    assert server.chosen == {
        "pace": "daily",
        "quiet_from": "21:00",
        "quiet_to": "06:30",
        "away_until": "2027-01-07",
        "stand_in": "property-manager-centre",
        "language": "en",
    }


def test_what_the_server_refuses_is_told_in_its_words_and_what_was_typed_stays(tmp_path: Path):
    async def story(_: Phone, seen: Screens) -> None:
        await seen.tap("more-notifications")
        await seen.type("quiet-from", "21:00")
        await seen.tap("letters-save")
        assert seen.says("Tysta timmar behöver både en början och ett slut. Skriv båda. Inget är ändrat.")
        await seen.type("quiet-to", "06:30")
        await seen.tap("letters-save")
        assert seen.says("Sparat på servern")

    tell(LetterServer(), tmp_path, story)


def test_without_a_network_the_page_says_so_and_tries_again(tmp_path: Path):
    server = LetterServer()

    async def story(_: Phone, seen: Screens) -> None:
        server.down = True
        await seen.tap("more-notifications")
        assert seen.says("Valen finns på servern, som inte nås nu.")
        server.down = False
        await seen.tap("letters-again")
        assert seen.says("När vill du ha brev?")
        server.down = True
        await seen.tap("letters-save")
        assert seen.says("Inget är ändrat: försök igen när du har täckning.")

    tell(server, tmp_path, story)


def test_who_has_no_address_is_told_that_letters_cannot_come(tmp_path: Path):
    async def story(phone: Phone, seen: Screens) -> None:
        phone.settings.choose_language("en")
        await seen.tap("more-notifications")
        assert seen.says("You are told only in the app.")

    tell(LetterServer(address=""), tmp_path, story)
