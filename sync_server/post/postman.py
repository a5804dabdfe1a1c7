"""The loop that tells what has become late and carries letters, for as long as the server runs."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta

from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.post.carrier import Carrier
from sync_server.post.lateness import Watch
from sync_server.post.mail_server import NoMailServer

log = logging.getLogger(__name__)
LOOKS_EVERY = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(minutes=15)


@dataclass
class Postman:
    """`failures` counts how often in a row the mail server could not be reached."""

    office: Office
    watch: Watch = field(default_factory=Watch)
    failures: int = 0

    def go_round(self) -> None:
        """Once through the queue. A mail server that does not answer is asked more and more seldom."""
        office, register = self.office, self.office.follow_register()
        self.watch.tell(office.database, register, office.now())
        try:
            Carrier(office.database, register, office.mail, office.now, self._picture).carry()
            self.failures = 0
        except NoMailServer as trouble:
            self.failures += 1
            log.warning("the post waits: %s; again in %s", trouble, self.pause)

    def _picture(self, sha256: str) -> bytes | None:
        return self.office.photos.store.get(photo_key(sha256))

    @property
    def pause(self) -> timedelta:
        return min(LOOKS_EVERY * 2 ** min(self.failures, 10), LONGEST_PAUSE)


async def carry_post(office: Office) -> None:
    """Until it is cancelled; nothing at all where no mail server is set."""
    postman = Postman(office)
    while office.mail.is_on:
        try:
            await asyncio.to_thread(postman.go_round)
        except Exception:
            # The post is not what the server is for: it goes on, and the letters wait.
            log.exception("the post could not be carried")
        await asyncio.sleep(postman.pause.total_seconds())
