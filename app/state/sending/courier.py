"""Takes events to the server and brings documents back: one round trip, repeated until both sides have everything.

Nothing here can lose or double work. An event leaves the outbox only by a receipt; sending it again is harmless; the
answer (documents, receipts, cursor) is written as one change or not at all.
"""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

from tinydb import TinyDB

from app.device.net import NoNetwork, Transport
from app.device.store import storage_of, together
from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.entrance.session import ENDED, Session, Sessions
from app.state.sending.outbox import Outbox
from app.state.sending.progress import OFFLINE, SERVER, SIGNED_OUT, Sending
from domain.records import from_plain, to_plain
from domain.wire import SyncAnswer, SyncRequest

EVENTS_AT_ONCE = 500
TIMEOUT_SECONDS = 60.0
COMPRESSION = 1
"""gzip's quickest level: a quarter of the work of its usual one on a phone, and hardly larger."""


class Undelivered(Exception):
    """The exchange did not come about; `trouble` says what is in the way. Everything unsent is still here.

    `revoked` says that somebody has taken this phone's token away, because it is lost or not theirs any more.
    """

    def __init__(self, trouble: str, revoked: bool = False):
        super().__init__(trouble)
        self.trouble, self.revoked = trouble, revoked


class Courier:
    def __init__(
        self,
        db: TinyDB,
        transport: Transport,
        sessions: Sessions,
        outbox: Outbox,
        documents: PhoneDocuments,
        sending: Sending,
        clock: Clock,
        on_change: Callable[[], None],
    ):
        self._db, self._transport, self._clock = db, transport, clock
        self._sessions, self._outbox, self._documents = sessions, outbox, documents
        self._sending, self._on_change = sending, on_change

    async def deliver(self) -> None:
        """Exchange until nothing waits and nothing more comes. Raises Undelivered for what was in the way."""
        in_the_way: Undelivered | None = None
        for session in self._sessions.ended:
            try:
                await self._finish(session)
            except Undelivered as stopped:
                in_the_way = stopped
        while (current := self._sessions.current) and await self._exchange(current):
            pass
        if in_the_way:
            raise in_the_way

    async def _finish(self, session: Session) -> None:
        """Send what is left from before a sign-out, then let the session go. A token that no longer holds is replaced
        by the one with which the same person has signed in since; until then the work stays here."""
        current = self._sessions.current
        while self._outbox.waiting(session.device):
            try:
                await self._exchange(session)
            except Undelivered as stopped:
                same_person = current and current.person == session.person
                if stopped.trouble != SIGNED_OUT or not current or not same_person or current.token == session.token:
                    if stopped.trouble == SIGNED_OUT:
                        return
                    raise
                session = self._sessions.keep(replace(session, token=current.token))
        await self._sign_out(session)
        self._sessions.drop(session.device)

    async def _exchange(self, session: Session) -> bool:
        """One round trip. True where another is wanted at once."""
        events = self._outbox.waiting(session.device)[:EVENTS_AT_ONCE]
        request = SyncRequest(session.cursor, session.access, tuple(events))
        answer = from_plain(SyncAnswer, await self._post("/sync", to_plain(request), session.token))
        if not self._is_current(session):  # somebody signed out while the answer was on its way
            session = replace(session, state=ENDED)
        before = len(self._outbox.waiting(session.device))
        with together(self._db):
            self._outbox.settle(answer.receipts)
            if session.state != ENDED:
                gone = [(kind, identity) for kind, identity in answer.gone]
                self._documents.receive(answer.documents, gone, answer.reset)
                self._sessions.keep(replace(self._latest(session), cursor=answer.cursor, access=answer.access))
        storage_of(self._db).purge()
        self._after(session, answer)
        left = len(self._outbox.waiting(session.device))
        return answer.more or (0 < left < before)

    def _is_current(self, session: Session) -> bool:
        current = self._sessions.current
        return current is not None and current.device == session.device

    def _latest(self, session: Session) -> Session:
        """The session as it is now: events may have been recorded while the answer was on its way."""
        current = self._sessions.current
        return current if current and current.device == session.device else session

    def _after(self, session: Session, answer: SyncAnswer) -> None:
        self._sending.last_received = self._clock.stamp()
        self._sending.trouble = ""
        self._sending.online = True
        if session.state != ENDED:
            self._documents.lay_anew(self._outbox.unsent_by(session.person))
        self._on_change()

    async def _sign_out(self, session: Session) -> None:
        """Best effort: the server also lets unused tokens run out."""
        try:
            await self._post("/sign-out", {}, session.token)
        except Undelivered as stopped:
            if stopped.trouble != SIGNED_OUT:
                raise

    async def _post(self, path: str, plain: object, token: str) -> dict:
        headers = {
            "authorization": f"Bearer {token}",
            "content-type": "application/json",
            "content-encoding": "gzip",
        }
        body = gzip.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), COMPRESSION)
        try:
            answer = await self._transport.send("POST", path, headers=headers, body=body, timeout=TIMEOUT_SECONDS)
        except NoNetwork as none:
            raise Undelivered(OFFLINE) from none
        if answer.status == 401:
            raise Undelivered(SIGNED_OUT, revoked=_is_revoked(answer.body))
        if answer.status >= 300:
            raise Undelivered(SERVER)
        try:
            return json.loads(answer.body) if answer.body else {}
        except ValueError as garbled:
            raise Undelivered(SERVER) from garbled


def _is_revoked(body: bytes) -> bool:
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("code") == "revoked"
