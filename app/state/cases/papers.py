"""The police's text and the insurer's package of a case: the server makes them, the phone shows them and hands them on.

They are fetched anew each time and never kept here: what is restricted is to leave no copy behind.
"""

import json
from collections.abc import Callable
from urllib.parse import quote

from app.device.net import Answer, NoNetwork, Transport
from domain.language import Words
from domain.records import from_plain
from domain.refusals import Refusal

WAITS_SECONDS = 60.0
TEXT, POLICE_ZIP, CLAIM_PDF, CLAIM_ZIP = KINDS = ("police.txt", "police.zip", "insurance.pdf", "insurance.zip")
NO_SERVER = Refusal(
    "no_server",
    Words("Underlaget görs av servern, som inte nås nu.", "The server makes it, and is out of reach now."),
    Words(
        "Är det bråttom: ring 114 14 och läs ur anmälan, den finns här. Hämta underlaget när du har täckning.",
        "If it is urgent, call 114 14 and read from the report, which is here. Fetch it with coverage.",
    ),
)
STRANGE = Refusal(
    "strange_answer",
    Words("Servern svarade inte som väntat.", "The server did not answer as expected."),
    Words("Inget är ändrat. Försök igen om en stund.", "Nothing has changed. Try again in a while."),
)


class CasePapers:
    """`token` gives that of the person who is signed in."""

    def __init__(self, transport: Transport, token: Callable[[], str]):
        self._transport, self._token = transport, token

    async def fetch(self, case: str, kind: str, language: str) -> bytes | Refusal:
        """One of KINDS as it is now. Of a restricted case the server logs that it was opened."""
        answer = await self._ask("POST", f"/cases/{quote(case, safe='')}/packs/{kind}?language={language}")
        if isinstance(answer, Refusal):
            return answer
        try:
            link = str(json.loads(answer.body)["link"])
        except (ValueError, KeyError, TypeError):
            return STRANGE
        file = await self._ask("GET", link)
        return file if isinstance(file, Refusal) else file.body

    async def _ask(self, method: str, path: str) -> Answer | Refusal:
        headers = {"authorization": f"Bearer {self._token()}"}
        body = b"" if method == "POST" else None
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
