"""When to send: at every save, when the network comes back, when the app comes forward, and patiently in between."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

from app.device.disk import StoreError
from app.state.clock import Clock
from app.state.entrance.session import Sessions
from app.state.sending.backoff import wait_seconds
from app.state.sending.courier import Courier, Undelivered
from app.state.sending.outbox import Outbox
from app.state.sending.photo_post import PhotoPost
from app.state.sending.progress import DISK, OFFLINE, Sending

IDLE_SECONDS = 120.0
"""Without anything to send, how often to ask whether something has come."""


class Deliveries:
    def __init__(
        self,
        courier: Courier,
        photos: PhotoPost,
        sessions: Sessions,
        outbox: Outbox,
        sending: Sending,
        clock: Clock,
        needed_photos: Callable[[], Iterable[str]],
        get_ready: Callable[[], Awaitable[None]],
        on_revoked: Callable[[], Awaitable[None]],
    ):
        self._courier, self._photos, self._sessions = courier, photos, sessions
        self._outbox, self._sending, self._clock = outbox, sending, clock
        self._needed_photos, self._get_ready, self._on_revoked = needed_photos, get_ready, on_revoked
        self._failures = 0
        self._wake = asyncio.Event()
        self._at_work = asyncio.Lock()

    def wake(self) -> None:
        """Something changed: try at once."""
        self._failures = 0
        self._wake.set()

    def count(self) -> None:
        self._sending.waiting = len(self._outbox.waiting())
        self._sending.photos_waiting = len(self._photos.waiting())
        self._sending.attention = len(self._outbox.cases())

    async def run(self) -> None:
        """For as long as the app lives."""
        while True:
            self._wake.clear()
            await self.deliver()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._pause()):
                    await self._wake.wait()

    async def deliver(self) -> None:
        """One attempt: the words first, then the photos. Never raises; what was in the way is in `sending`."""
        async with self._at_work:
            self._sending.busy = True
            try:
                trouble = await self._attempt()
            finally:
                self._sending.busy = False
                self.count()
            self._sending.trouble = trouble
            self._sending.online = trouble != OFFLINE
            self._failures = self._failures + 1 if trouble else 0

    async def _attempt(self) -> str:
        try:
            await self._get_ready()
            await self._courier.deliver()
        except Undelivered as stopped:
            if stopped.revoked:
                await self._on_revoked()
            return stopped.trouble
        except StoreError:
            return DISK
        self.count()
        session = self._sessions.current
        if session is None:
            return ""
        trouble = await self._photos.deliver(session.token)
        await self._photos.tidy(self._needed_photos())
        return trouble

    def _pause(self) -> float:
        if not self._failures:
            self._sending.next_try = ""
            return IDLE_SECONDS
        seconds = wait_seconds(self._failures, self._clock.randomness(1)[0] / 255)
        self._sending.next_try = (self._clock.now() + timedelta(seconds=seconds)).isoformat(timespec="seconds")
        return seconds
