"""The police's text and the insurer's package of a case: the server makes them, the phone shows them and hands them on.

They are fetched anew each time and never kept here: what is restricted is to leave no copy behind.
"""

import json
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote

from app.device.net import Transport
from app.state.asking import ask
from domain.language import Words
from domain.refusals import Refusal

T = TypeVar("T")
TEXT, POLICE_ZIP, CLAIM_PDF, CLAIM_ZIP = KINDS = ("police.txt", "police.zip", "insurance.pdf", "insurance.zip")
NO_SERVER = Refusal(
    "no_server",
    Words("Underlaget görs av servern, som inte nås nu.", "The server makes it, and is out of reach now."),
    Words(
        "Är det bråttom: ring 114 14 och läs ur anmälan, den finns här. Hämta underlaget när du har täckning.",
        "If it is urgent, call 114 14 and read from the report, which is here. Fetch it with coverage.",
    ),
)


class CasePapers:
    """`token` gives that of the person who is signed in."""

    def __init__(self, transport: Transport, token: Callable[[], str]):
        self._transport, self._token = transport, token

    async def fetch(self, case: str, kind: str, language: str) -> bytes | Refusal:
        """One of KINDS as it is now. Of a restricted case the server logs that it was opened."""
        path = f"/cases/{quote(case, safe='')}/packs/{kind}?language={language}"
        link = await self._ask("POST", path, lambda body: str(json.loads(body)["link"]))
        return link if isinstance(link, Refusal) else await self._ask("GET", link, bytes)

    async def _ask(self, method: str, path: str, understood: Callable[[bytes], T]) -> T | Refusal:
        return await ask(self._transport, self._token(), method, path, understood, without=NO_SERVER)
