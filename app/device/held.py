"""What only one window may hold: a lock by name, and a file of the origin-private file system, written synchronously.

Both exist in the browser only, in the worker that Python runs in; nothing of the browser is imported before its use.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from app.device.disk import StoreInUse

PATIENCE = 2.0  # seconds; Safari may hold the locks of a page for a moment after it was reloaded

T = TypeVar("T")


class HeldFile(Protocol):
    """A file held open for this worker alone. Whatever fails raises the browser's own error, with its `name`."""

    def read(self, offset: int, size: int | None = None) -> bytes: ...
    def write(self, offset: int, data: bytes) -> int: ...
    def cut(self, size: int) -> None: ...
    def flush(self) -> None: ...
    def close(self) -> None: ...


class BrowserFile:
    """A HeldFile over a FileSystemSyncAccessHandle."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def read(self, offset: int, size: int | None = None) -> bytes:
        import js  # pyright: ignore[reportMissingImports]

        left = max(0, self._handle.getSize() - offset)
        buffer = js.Uint8Array.new(left if size is None else min(size, left))
        self._handle.read(buffer, at=offset)
        return buffer.to_bytes()

    def write(self, offset: int, data: bytes) -> int:
        from pyodide.ffi import to_js  # pyright: ignore[reportMissingImports]

        return self._handle.write(to_js(data), at=offset)

    def cut(self, size: int) -> None:
        self._handle.truncate(size)

    def flush(self) -> None:
        self._handle.flush()

    def close(self) -> None:
        self._handle.close()


async def hold_file(name: str) -> HeldFile:
    """Open (or make) the file. Raises StoreInUse if another window holds it for longer than a reload does."""
    import js  # pyright: ignore[reportMissingImports]

    directory = await js.navigator.storage.getDirectory()
    file = await directory.getFileHandle(name, create=True)

    async def attempt() -> HeldFile | None:
        try:
            return BrowserFile(await file.createSyncAccessHandle())
        except Exception as error:
            if getattr(error, "name", "") == "NoModificationAllowedError":
                return None
            raise

    return await patiently(attempt)


async def hold_lock(name: str) -> Callable[[], None]:
    """Hold the Web Lock `name`; returns what lets it go, as does the end of the worker. Raises StoreInUse."""
    import js  # pyright: ignore[reportMissingImports]
    from pyodide.ffi import create_proxy  # pyright: ignore[reportMissingImports]

    async def attempt() -> Callable[[], None] | None:
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        let_go: list[Any] = []
        # The lock is held until the promise that its callback returned is kept.
        kept = js.Promise.new(create_proxy(lambda resolve, _reject: let_go.append(resolve)))

        def on_lock(lock: object) -> object:
            answer.set_result(bool(lock))
            return kept if lock else None

        js.navigator.locks.request(name, js.JSON.parse('{"ifAvailable": true}'), create_proxy(on_lock))
        return let_go[0] if await answer else None

    return await patiently(attempt)


async def patiently(attempt: Callable[[], Awaitable[T | None]]) -> T:
    """What `attempt` gives, asked again for PATIENCE seconds while it gives None. Raises StoreInUse."""
    started = time.monotonic()
    while (held := await attempt()) is None:
        if time.monotonic() - started > PATIENCE:
            raise StoreInUse("Rond is already open in another window. Nothing is lost; go on there, or close it first.")
        await asyncio.sleep(0.1)
    return held
