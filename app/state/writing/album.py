"""The phone's pictures: taken into keeping before anything refers to them, and found again here or on the server."""

from collections.abc import Callable, Sequence

from app.device.blur import Patch, blurred
from app.device.disk import StoreError
from app.device.photos import NotAPhoto, prepare_photo
from app.state.clock import Clock
from app.state.sending.photo_post import PhotoPost
from app.state.writing import photo_words
from domain.language import Words
from domain.photos import PhotoRef


class Album:
    """`token` gives the signed-in person's, "" for nobody: it opens pictures that only the server has.

    `needed` gives the hashes of those that something on this phone refers to.
    """

    def __init__(self, post: PhotoPost, clock: Clock, token: Callable[[], str], needed: Callable[[], set[str]]):
        self._post, self._clock, self._token, self._needed = post, clock, token, needed

    async def prepared(self, raw: bytes) -> bytes | Words:
        """The picture as it would be kept, in memory only: to be looked at before it is."""
        try:
            return (await prepare_photo(raw)).jpeg
        except NotAPhoto as no:
            return photo_words.why_not(no.reason)

    async def covered(self, jpeg: bytes, places: Sequence[Patch]) -> bytes | Words:
        """A prepared picture with these places made unrecognisable, in memory only."""
        try:
            return (await blurred(jpeg, places)).jpeg
        except NotAPhoto as no:
            return photo_words.why_not(no.reason)

    async def keep(self, raw: bytes, sealed: bool = False) -> PhotoRef | Words:
        """Upright, small, without metadata, hashed and on disk, perhaps sealed; only then may anything refer to it."""
        try:
            photo = await prepare_photo(raw)
            await self._post.keep(photo.sha256, photo.jpeg, sealed)
        except NotAPhoto as no:
            return photo_words.why_not(no.reason)
        except (OSError, StoreError):
            return photo_words.NO_ROOM
        return PhotoRef(photo.sha256, photo.width, photo.height, self._clock.stamp())

    async def load(self, sha256: str) -> bytes | None:
        """The JPEG, from here or from the server; None when it has not arrived yet."""
        return await self._post.load(sha256, self._token())

    def is_only_here(self, sha256: str) -> bool:
        """Whether it is a draft's own, of which nobody else has heard."""
        return self._post.is_only_here(sha256)

    async def let_go(self, sha256: str) -> None:
        """Its bytes leave the disk at once, unless something else refers to it."""
        if sha256 not in self._needed():
            await self._post.let_go(sha256)
