"""The phone's pictures: taken into keeping before anything refers to them, and found again here or on the server."""

from collections.abc import Callable

from app.device.disk import StoreError
from app.device.photos import NotAPhoto, prepare_photo
from app.state import photo_words
from app.state.clock import Clock
from app.state.photo_post import PhotoPost
from domain.language import Words
from domain.photos import PhotoRef


class Album:
    """`token` gives the signed-in person's, "" for nobody: it opens pictures that only the server has."""

    def __init__(self, post: PhotoPost, clock: Clock, token: Callable[[], str]):
        self._post, self._clock, self._token = post, clock, token

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
