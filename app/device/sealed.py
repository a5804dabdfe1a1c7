"""Work that must not lie on the phone in the clear: sealed with AES-GCM, under a key that can leave the phone alone.

A row that says `"sealed": true` is sealed on its way to the disk and opened when it is read, so that no frame of the
journal, old or new, ever held its words. Whoever destroys the key has destroyed all of it at once, wherever its bytes
still lie (crypto-shredding: flash memory cannot promise to forget them).

What it does not do: while somebody is signed in, the key lies on the same phone as what it sealed. It protects a phone
that is signed out, revoked or handed on, not one that is taken unlocked and signed in; the phone's own lock does that.
"""

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any, Protocol

from app.device.disk import SaveFailed

MARK = '"sealed":true'  # as `rows.encode` writes it; inside a string the quotes would be escaped
OPENING, CLOSING = '{"sealed":"', '"}'
KEY_BYTES, NONCE_BYTES = 32, 12


class CannotSeal(SaveFailed):
    """There is no key to seal with, so nothing was written; everything saved before is safe."""


class Unreadable(Exception):
    """The key that sealed this has left the phone, or the bytes are not those that were sealed."""


class Sealer(Protocol):
    """Seals and opens with the one key of this phone. `about` is what the bytes belong to: they open nowhere else."""

    def close(self, plain: bytes, about: str) -> bytes:
        """A nonce and what only the key opens. Makes the key where there is none yet. Raises CannotSeal."""
        ...

    def open(self, sealed: bytes, about: str) -> bytes:
        """Raises Unreadable."""
        ...

    async def close_large(self, plain: bytes, about: str) -> bytes:
        """The same for a picture, without holding up everything else."""
        ...

    async def open_large(self, sealed: bytes, about: str) -> bytes: ...

    async def get_ready(self) -> None:
        """To be awaited before the first `close` or `open`. Raises CannotSeal."""
        ...

    async def destroy(self) -> None:
        """The key leaves the phone; a new one is made for what comes after. Raises CannotSeal."""
        ...


def is_to_seal(text: str) -> bool:
    return MARK in text


def is_sealed(text: str) -> bool:
    return text.startswith(OPENING)


def closed_text(sealer: Sealer, about: str, text: str) -> str:
    """A row's JSON as it may lie on the disk. Raises CannotSeal."""
    return OPENING + b64encode(sealer.close(text.encode(), about)).decode() + CLOSING


def opened_text(sealer: Sealer, about: str, text: str) -> str:
    """Raises Unreadable."""
    try:
        sealed = b64decode(text.removeprefix(OPENING).removesuffix(CLOSING), validate=True)
    except ValueError as wrong:
        raise Unreadable(about) from wrong
    return sealer.open(sealed, about).decode()


class KeyFile:
    """The native Sealer: its key is a file beside the journal that only the app's own user may read (0600).

    The phone's keystore would be the better place. Flet reaches it only through a control of a page
    (`flet-secure-storage`), asynchronously; the store is opened, and must save, before and without one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cipher: Any = None

    def close(self, plain: bytes, about: str) -> bytes:
        from app.device.sealed_native import made_key, sealed

        if self._cipher is None:
            try:
                self._cipher = made_key(self._path)
            except OSError as error:
                raise CannotSeal(f"The key could not be kept ({error.strerror}); nothing was saved.") from error
        return sealed(self._cipher, plain, about)

    def open(self, sealed: bytes, about: str) -> bytes:
        from app.device.sealed_native import kept_key, opened

        self._cipher = self._cipher or kept_key(self._path)
        if self._cipher is None:
            raise Unreadable(about)
        return opened(self._cipher, sealed, about)

    async def close_large(self, plain: bytes, about: str) -> bytes:
        return self.close(plain, about)  # a thousandth of a second: quicker than handing it to a thread

    async def open_large(self, sealed: bytes, about: str) -> bytes:
        return self.open(sealed, about)

    async def get_ready(self) -> None:
        """The key is made when something is sealed for the first time."""

    async def destroy(self) -> None:
        self._cipher = None
        if not self._path.exists():
            return
        from app.device.sealed_native import destroy

        try:
            destroy(self._path)
        except OSError as error:
            raise CannotSeal(f"The key could not be removed ({error.strerror}).") from error
