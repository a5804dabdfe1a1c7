"""What the desk asks the server for: what is stuck there, and tasks as a workbook. Needs the network."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from app.device.net import Transport
from app.state.asking import ask
from domain.language import Words
from domain.records import from_plain
from domain.refusals import Refusal
from domain.tasks.triage import ServerTriage

T = TypeVar("T")
NO_SERVER = Refusal(
    "no_server",
    Words("Servern nås inte nu.", "The server is out of reach now."),
    Words(
        "Ärendena här är som de senast kom. Försök igen när du har täckning.",
        "The tasks here are as they last came. Try again with coverage.",
    ),
)


class DeskServer:
    """`token` gives that of the person who is signed in."""

    def __init__(self, transport: Transport, token: Callable[[], str]):
        self._transport, self._token = transport, token

    async def triage(self) -> ServerTriage | Refusal:
        return await self._ask("GET", "/triage", lambda body: from_plain(ServerTriage, json.loads(body)))

    async def workbook(self, tasks: Sequence[str], language: str) -> bytes | Refusal:
        """XLSX with those of the tasks that the person may see, in this order."""
        return await self._ask("POST", "/tasks/table", bytes, {"tasks": list(tasks), "language": language})

    async def ask(self, path: str) -> bytes | Refusal:
        """What lies at `path` for whoever is signed in."""
        return await self._ask("GET", path, bytes)

    async def _ask(
        self, method: str, path: str, understood: Callable[[bytes], T], said: dict[str, Any] | None = None
    ) -> T | Refusal:
        return await ask(self._transport, self._token(), method, path, understood, said, without=NO_SERVER)
