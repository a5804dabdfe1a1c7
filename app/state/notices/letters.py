"""What a person chooses to be told by e-mail: kept by the server, so it takes a network to see and to change."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.device.net import NoNetwork, Transport
from domain.language import Words

AT_ONCE, DAILY, ONLY_CRITICAL = "at_once", "daily", "only_critical"
PATH = "/me/notifications"
WAITS_SECONDS = 20.0
NO_SERVER = Words(
    "Valen finns på servern, som inte nås nu. Inget är ändrat: försök igen när du har täckning.",
    "The choices are on the server, which cannot be reached now. Nothing has been changed: try again with coverage.",
)
NOT_NOW = Words(
    "Servern svarade inte som den skulle. Inget är ändrat: försök igen om en stund.",
    "The server did not answer as it should. Nothing has been changed: try again in a while.",
)


@dataclass(frozen=True)
class Chosen:
    """`quiet_from` and `quiet_to` are "HH:MM", `away_until` an ISO date, each "" for none.

    `stand_in` is one of `stand_ins` (id and title), who is told instead until `away_until` is over. Letters go to
    `address`, or nowhere where it is "".
    """

    pace: str = AT_ONCE
    quiet_from: str = ""
    quiet_to: str = ""
    away_until: str = ""
    stand_in: str = ""
    language: str = "sv"
    address: str = ""
    stand_ins: tuple[tuple[str, str], ...] = ()

    @property
    def chosen(self) -> dict[str, str]:
        """What the person decides, as the server wants it."""
        told = asdict(self)
        del told["address"], told["stand_ins"]
        return told


class LetterDesk:
    """Asks and tells the server, in the name of whoever is signed in (`token`)."""

    def __init__(self, transport: Transport, token: Callable[[], str]):
        self._transport, self._token = transport, token

    async def ask(self) -> Chosen | Words:
        """What has been chosen, or why it cannot be seen."""
        return await self._send("GET", None)

    async def choose(self, wanted: Chosen) -> Chosen | Words:
        """What has been chosen from now on, or why it is as it was."""
        return await self._send("PUT", json.dumps(wanted.chosen).encode())

    async def _send(self, method: str, body: bytes | None) -> Chosen | Words:
        headers = {"authorization": f"Bearer {self._token()}", "content-type": "application/json"}
        try:
            answer = await self._transport.send(method, PATH, headers=headers, body=body, timeout=WAITS_SECONDS)
            said = json.loads(answer.body)
        except NoNetwork:
            return NO_SERVER
        except ValueError:
            return NOT_NOW
        if answer.status == 200 and "pace" in said:
            return _read(said)
        why, do = said.get("why"), said.get("do")
        if not why or not do:
            return NOT_NOW
        return Words(f"{why['sv']} {do['sv']}", f"{why['en']} {do['en']}")


def _read(said: dict[str, Any]) -> Chosen:
    known = {field.name: said[field.name] for field in fields(Chosen) if field.name in said}
    others = tuple((other["id"], other["title"]) for other in said.get("stand_ins", ()))
    return Chosen(**{**known, "stand_ins": others})
