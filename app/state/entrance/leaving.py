"""Leaving the phone: what was received goes, and restricted work goes with the key that sealed it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from tinydb import TinyDB

from app.device.disk import StoreError
from app.device.store import storage_of, together
from app.state.documents import PhoneDocuments
from app.state.entrance.session import Sessions
from app.state.sending.outbox import Outbox
from app.state.sending.photo_post import PhotoPost
from app.state.statistics import forget_statistics
from app.state.writing.drafting import Drafts
from app.state.writing.notes import Notes
from app.state.writing.signatures import SignatureNotes

log = logging.getLogger("rond")

LAST_TRY_SECONDS = 20.0
"""How long a sign-out waits for restricted work to be sent before it is destroyed."""


class Leaving:
    def __init__(
        self,
        db: TinyDB,
        sessions: Sessions,
        documents: PhoneDocuments,
        outbox: Outbox,
        post: PhotoPost,
        drafts: Drafts,
        notes: Notes,
        signatures: SignatureNotes,
    ):
        self._db, self._storage, self._sessions, self._documents = db, storage_of(db), sessions, documents
        self._outbox, self._post, self._written = outbox, post, (drafts, notes, signatures)

    def unsent_sealed(self) -> int:
        """What would be lost with the key: events, and what is still being written."""
        drafts, notes, signatures = self._written
        written = [held for held in (*drafts.all(), *notes.all(), *signatures.all()) if held.sealed]
        return self._outbox.sealed() + len(written)

    async def get_ready(self) -> None:
        """So that the next save can be sealed; or, where nobody is signed in, so that no key is left from a sign-out
        that was cut short. A phone that cannot seal sends what it has, and refuses such saves."""
        sealer = self._storage.sealer
        try:
            if sealer:
                await (sealer.get_ready() if self._sessions.current else sealer.destroy())
        except StoreError as error:
            log.warning("restricted work cannot be kept here: %s", error)

    async def leave(self, last_try: Callable[[], Awaitable[None]], unless: str = "") -> None:
        """Restricted work is sent now, or destroyed; of somebody who only signs in again (`unless`) it stays."""
        session = self._sessions.current
        somebody_else = session is None or session.person != unless
        if session and somebody_else and self.unsent_sealed():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_TRY_SECONDS):
                    await last_try()
        await self.forget(with_sealed=somebody_else)

    async def forget(self, with_sealed: bool = True) -> None:
        """Nobody is signed in after this, and nobody can read what was sealed."""
        files: list[str] = []
        try:
            with together(self._db):
                self._sessions.end()
                self._documents.forget()
                forget_statistics(self._db)
                if with_sealed:
                    files = self._let_go_of_sealed()
        finally:
            if with_sealed:
                await self._destroy_key()
        await self._post.remove_files(files)

    def _let_go_of_sealed(self) -> list[str]:
        self._outbox.destroy_sealed()
        for written in self._written:
            written.destroy_sealed()
        return self._post.let_go_of_sealed()

    async def _destroy_key(self) -> None:
        """What the disk has not overwritten yet cannot be read either."""
        try:
            if self._storage.sealer:
                await self._storage.sealer.destroy()
        finally:
            self._storage.purge()
