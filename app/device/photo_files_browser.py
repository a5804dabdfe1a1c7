"""Photo bytes kept by their hash in the browser's origin private file system (OPFS), one file a photo."""

import asyncio
from collections.abc import Callable
from typing import Any

from app.device.photo_files import checked, is_hash, refuse_other_name, whole_or_none


async def open_browser_photo_files(folder: str) -> "BrowserPhotoFiles":
    """The photos of this origin. Raises what the browser raises where OPFS is missing or forbidden."""
    import js  # pyright: ignore[reportMissingImports]
    from pyodide.ffi import to_js  # pyright: ignore[reportMissingImports]

    root = await js.navigator.storage.getDirectory()
    return BrowserPhotoFiles(await root.getDirectoryHandle(folder, create=True), to_js)


class BrowserPhotoFiles:
    """OPFS cannot rename in every browser, so a file is written in place and `load` passes over one cut short.

    `directory` is a FileSystemDirectoryHandle and `to_js` turns bytes into a Uint8Array.
    """

    def __init__(self, directory: Any, to_js: Callable[[bytes], Any]) -> None:
        self._directory = directory
        self._to_js = to_js
        self._one_at_a_time = asyncio.Lock()  # a second access handle on one file is refused

    async def save(self, sha256: str, jpeg: bytes) -> None:
        refuse_other_name(sha256, jpeg)
        async with self._one_at_a_time:
            # Never truncate a photo that is whole: a crash just then would lose what an earlier save promised.
            missing = b"" if await self._read(sha256) is not None else jpeg
            try:
                await self._write_and_flush(sha256, missing)
            except Exception as error:
                raise OSError(f"photo {sha256[:8]} could not be kept: {error}") from error

    async def load(self, sha256: str) -> bytes | None:
        async with self._one_at_a_time:
            return await self._read(checked(sha256))

    async def remove(self, sha256: str) -> None:
        async with self._one_at_a_time:
            try:
                await self._directory.removeEntry(checked(sha256))
            except Exception as error:
                if not _means_absent(error):
                    raise

    async def stored(self) -> set[str]:
        return {name async for name in self._directory.keys() if is_hash(name)}  # noqa: SIM118

    async def _read(self, sha256: str) -> bytes | None:
        try:
            handle = await self._directory.getFileHandle(sha256)
            file = await handle.getFile()
        except Exception as error:
            if _means_absent(error):
                return None
            raise
        return whole_or_none(sha256, (await file.arrayBuffer()).to_bytes())

    async def _write_and_flush(self, sha256: str, content: bytes) -> None:
        handle = await self._directory.getFileHandle(sha256, create=True)
        access = await handle.createSyncAccessHandle()
        try:
            if content:
                access.truncate(0)
                if access.write(self._to_js(content), at=0) != len(content):
                    raise OSError("the browser's storage is full")
            access.flush()
        finally:
            access.close()


def _means_absent(error: Exception) -> bool:
    return getattr(error, "name", "") == "NotFoundError"
