"""Asking the server at once what only it knows, with a network: an answer, or in words why there is none."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from app.device.net import NoNetwork, Transport
from domain.language import Words
from domain.records import from_plain
from domain.refusals import Refusal

T = TypeVar("T")
WAITS_SECONDS = 60.0
NO_SERVER = Refusal(
    "no_server",
    Words("Servern nås inte nu.", "The server is out of reach now."),
    Words("Inget är ändrat. Försök igen när du har täckning.", "Nothing has changed. Try again with coverage."),
)
STRANGE = Refusal(
    "strange_answer",
    Words("Servern svarade inte som väntat.", "The server did not answer as expected."),
    Words("Försök igen om en stund.", "Try again in a while."),
)


async def ask(
    transport: Transport,
    token: str,
    method: str,
    path: str,
    understood: Callable[[bytes], T],
    said: dict[str, Any] | None = None,
    *,
    without: Refusal = NO_SERVER,
) -> T | Refusal:
    """`understood` makes of the body what was asked for; `said` is sent as JSON; `without` is told without network."""
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    body = json.dumps(said or {}).encode() if method == "POST" else None
    try:
        answer = await transport.send(method, path, headers=headers, body=body, timeout=WAITS_SECONDS)
    except NoNetwork:
        return without
    try:
        return understood(answer.body) if answer.status == 200 else from_plain(Refusal, json.loads(answer.body))
    except (ValueError, KeyError, TypeError):
        return STRANGE
