"""The browser's Sealer: its key in IndexedDB, wrapped by a CryptoKey that no script can read (assets/web/sealing.mjs).

The browser keeps IndexedDB in files of its own; what it has deleted there may lie on the flash for a while, like
everything else that a phone deletes.
"""

from typing import Any

import js  # pyright: ignore[reportMissingImports]
from pyodide.ffi import JsException, to_js  # pyright: ignore[reportMissingImports]

from app.device.sealed import CannotSeal, Unreadable


class BrowserSealer:
    """One key under `name`. To be made ready before it can seal: the browser hands keys out only when awaited."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._box: Any = None

    def close(self, plain: bytes, about: str) -> bytes:
        return self._ready().close(to_js(plain), about).to_bytes()

    def open(self, sealed: bytes, about: str) -> bytes:
        try:
            return self._ready().open(to_js(sealed), about).to_bytes()
        except JsException as wrong:
            raise Unreadable(about) from wrong

    async def close_large(self, plain: bytes, about: str) -> bytes:
        return (await self._ready().closeLarge(to_js(plain), about)).to_bytes()

    async def open_large(self, sealed: bytes, about: str) -> bytes:
        try:
            return (await self._ready().openLarge(to_js(sealed), about)).to_bytes()
        except JsException as wrong:
            raise Unreadable(about) from wrong

    async def get_ready(self) -> None:
        if self._box is None:
            try:
                self._box = await (await js.sealing()).box(self._name)
            # Whatever is in the way: no such file on a first visit that went offline, no IndexedDB, no space.
            except JsException as error:
                raise CannotSeal(f"This browser keeps no key just now ({error}); nothing was changed.") from error

    async def destroy(self) -> None:
        if self._box is not None:
            self._box.forget()
            self._box = None
        try:
            await (await js.sealing()).destroy(self._name)
        except JsException as error:
            raise CannotSeal(f"The key could not be removed ({error}).") from error

    def _ready(self) -> Any:
        if self._box is None:
            raise CannotSeal("The key of this phone is not there yet; nothing was saved. Try again in a moment.")
        return self._box
