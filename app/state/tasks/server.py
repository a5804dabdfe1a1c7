"""What the desk asks the server for: what is stuck there, and tasks as a workbook. Needs the network."""

import json
from collections.abc import Callable, Sequence

from app.device.net import Answer, NoNetwork, Transport
from domain.language import Words
from domain.records import from_plain
from domain.refusals import Refusal
from domain.tasks.triage import ServerTriage

WAITS_SECONDS = 60.0
NO_SERVER = Refusal(
    "no_server",
    Words("Servern nås inte nu.", "The server is out of reach now."),
    Words(
        "Ärendena här är som de senast kom. Försök igen när du har täckning.",
        "The tasks here are as they last came. Try again with coverage.",
    ),
)
STRANGE = Refusal(
    "strange_answer",
    Words("Servern svarade inte som väntat.", "The server did not answer as expected."),
    Words("Försök igen om en stund.", "Try again in a while."),
)


class DeskServer:
    """`token` gives that of the person who is signed in."""

    def __init__(self, transport: Transport, token: Callable[[], str]):
        self._transport, self._token = transport, token

    async def triage(self) -> ServerTriage | Refusal:
        answer = await self._ask("GET", "/triage", None)
        if isinstance(answer, Refusal):
            return answer
        try:
            return from_plain(ServerTriage, json.loads(answer.body))
        except (ValueError, KeyError, TypeError):
            return STRANGE

    async def workbook(self, tasks: Sequence[str], language: str) -> bytes | Refusal:
        """XLSX with those of the tasks that the person may see, in this order."""
        said = json.dumps({"tasks": list(tasks), "language": language}).encode()
        answer = await self._ask("POST", "/tasks/table", said)
        return answer if isinstance(answer, Refusal) else answer.body

    async def ask(self, path: str) -> bytes | Refusal:
        """What lies at `path` for whoever is signed in."""
        answer = await self._ask("GET", path, None)
        return answer if isinstance(answer, Refusal) else answer.body

    async def _ask(self, method: str, path: str, body: bytes | None) -> Answer | Refusal:
        headers = {"authorization": f"Bearer {self._token()}", "content-type": "application/json"}
        try:
            answer = await self._transport.send(method, path, headers=headers, body=body, timeout=WAITS_SECONDS)
        except NoNetwork:
            return NO_SERVER
        if answer.status == 200:
            return answer
        try:
            return from_plain(Refusal, json.loads(answer.body))
        except (ValueError, KeyError, TypeError):
            return STRANGE
