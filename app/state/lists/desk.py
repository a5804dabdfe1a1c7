"""The demarcation list at the server: its versions, what a file would change, and adopting it. Needs the network."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from app.device.net import NoNetwork, Transport
from domain.demarcation.preview import ListHistory, ListPreview
from domain.language import Words
from domain.records import from_plain
from domain.refusals import Refusal

T = TypeVar("T")
WAITS_SECONDS = 60.0
NO_SERVER = Refusal(
    "no_server",
    Words("Servern nås inte nu, och det är den som jämför listorna.", "The server, which compares, is out of reach."),
    Words("Inget är ändrat. Försök igen när du har täckning.", "Nothing has changed. Try again with coverage."),
)
STRANGE = Refusal(
    "strange_answer",
    Words("Servern svarade inte som väntat.", "The server did not answer as expected."),
    Words("Inget är ändrat. Försök igen om en stund.", "Nothing has changed. Try again in a while."),
)


@dataclass(frozen=True)
class NotDone:
    """Why something was not done; `mistakes` are those in the file, each with row, column and what would be right."""

    refusal: Refusal
    mistakes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class TableFile:
    """A file that somebody has chosen, and the ISO date from which it is to be the list."""

    name: str
    content: bytes
    first_day: str


class ListDesk:
    """`token` gives that of the person who is signed in."""

    def __init__(self, transport: Transport, token: Callable[[], str]):
        self._transport, self._token = transport, token

    async def history(self) -> ListHistory | NotDone:
        return await self._ask("GET", "versions", {}, b"", lambda body: from_plain(ListHistory, json.loads(body)))

    async def preview(self, file: TableFile) -> ListPreview | NotDone:
        query = {"name": file.name, "from": file.first_day}
        return await self._ask(
            "POST", "preview", query, file.content, lambda body: from_plain(ListPreview, json.loads(body))
        )

    async def adopt(self, file: TableFile, why: str, against: str) -> str | NotDone:
        """The name of the version that it became."""
        query = {"name": file.name, "from": file.first_day, "why": why, "against": against}
        return await self._ask("POST", "adopt", query, file.content, lambda body: str(json.loads(body)["version"]))

    async def table(self, version: str, kind: str) -> bytes | NotDone:
        """A version as a file to edit; `kind` is "xlsx" or "csv"."""
        return await self._ask("GET", "table", {"version": version, "kind": kind}, b"", bytes)

    async def _ask(
        self, method: str, what: str, query: dict[str, str], body: bytes, understood: Callable[[bytes], T]
    ) -> T | NotDone:
        path = f"/demarcation/{what}?{urlencode(query)}"
        headers = {"authorization": f"Bearer {self._token()}"}
        sent = body if method == "POST" else None
        try:
            answer = await self._transport.send(method, path, headers=headers, body=sent, timeout=WAITS_SECONDS)
        except NoNetwork:
            return NotDone(NO_SERVER)
        try:
            return understood(answer.body) if answer.status == 200 else _not_done(json.loads(answer.body))
        except (ValueError, KeyError, TypeError):
            return NotDone(STRANGE)


def _not_done(said: dict[str, Any]) -> NotDone:
    return NotDone(from_plain(Refusal, said), tuple(from_plain(Words, each) for each in said.get("mistakes", ())))
