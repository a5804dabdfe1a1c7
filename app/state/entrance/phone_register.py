"""The phones that the server knows: one's own, and for who manages accounts everybody's. Needs the network."""

import json
from urllib.parse import urlencode

from app.device.net import Transport
from app.state.asking import ask
from app.state.entrance.session import Sessions
from domain.phones import KnownPhone, PhonesFound
from domain.records import from_plain
from domain.refusals import Refusal


class PhoneRegister:
    def __init__(self, transport: Transport, sessions: Sessions):
        self._transport, self._sessions = transport, sessions

    @property
    def this(self) -> str:
        """The number of the phone in the hand, "" where nobody is signed in."""
        return self._sessions.current.device if self._sessions.current else ""

    async def mine(self) -> tuple[KnownPhone, ...] | Refusal:
        """All that the person has ever signed in with; those signed in first, then the latest seen."""

        def read(body: bytes) -> tuple[KnownPhone, ...]:
            known = [from_plain(KnownPhone, each) for each in json.loads(body)]
            known.sort(key=lambda phone: phone.last_seen_at, reverse=True)
            return tuple(sorted(known, key=lambda phone: (bool(phone.revoked_at), phone.device != self.this)))

        return await ask(self._transport, self._sessions.token, "GET", "/devices", read)

    async def everybodys(self, words: str = "", *, revoked: bool = False) -> PhonesFound | Refusal:
        """Those of whom all `words` are said; with `revoked` also phones that are signed out."""
        query = urlencode({"words": words.strip(), "revoked": str(revoked).lower()})

        def read(body: bytes) -> PhonesFound:
            return from_plain(PhonesFound, json.loads(body))

        return await ask(self._transport, self._sessions.token, "GET", f"/devices/all?{query}", read)

    async def revoke(self, device: str) -> Refusal | None:
        """It is signed out from the server, and forgets when it next has a network. None, or why not."""
        path = f"/devices/{device}/revoke"
        answer = await ask(self._transport, self._sessions.token, "POST", path, lambda body: True)
        return answer if isinstance(answer, Refusal) else None
