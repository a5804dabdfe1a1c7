"""Photo bytes kept by their hash until the server has them: one file a photo, whole or not there.

The name is the SHA-256 of the content, so bytes that went bad on disk give themselves away when they are read.
"""

import asyncio
import contextlib
import hashlib
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Protocol

_HASH = re.compile(r"[0-9a-f]{64}")
_TEMPORARY = ".part"


class PhotoFiles(Protocol):
    """Photo bytes by lower-case hex SHA-256. A name that is no such hash is a ValueError everywhere."""

    async def save(self, sha256: str, jpeg: bytes) -> None:
        """Return once the bytes survive a power cut. ValueError: not their hash. OSError: not kept, disk full."""
        ...

    async def load(self, sha256: str) -> bytes | None:
        """The whole, unharmed photo, or None."""
        ...

    async def remove(self, sha256: str) -> None:
        """Forget the photo; nothing happens when there is none."""
        ...

    async def stored(self) -> set[str]:
        """The hashes there is a file for. The files are not read: only `load` knows whether one is whole."""
        ...


async def open_photo_files(folder: Path) -> PhotoFiles:
    """The photos on this device. `folder` is made if need be; in the browser its name alone counts."""
    if sys.platform == "emscripten":
        from app.device.photo_files_browser import open_browser_photo_files

        return await open_browser_photo_files(folder.name)
    return FolderPhotoFiles(folder)


class FolderPhotoFiles:
    """Written aside, synced, then renamed. Opened by one process at a time: opening sweeps out what a crash left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        _sync_folder(folder.parent)
        for left_by_a_crash in folder.glob(f"*{_TEMPORARY}"):
            left_by_a_crash.unlink()

    async def save(self, sha256: str, jpeg: bytes) -> None:
        refuse_other_name(sha256, jpeg)
        await asyncio.to_thread(_write_durably, self._folder / sha256, jpeg)

    async def load(self, sha256: str) -> bytes | None:
        path = self._folder / checked(sha256)
        with contextlib.suppress(FileNotFoundError):
            return whole_or_none(sha256, await asyncio.to_thread(path.read_bytes))
        return None

    async def remove(self, sha256: str) -> None:
        (self._folder / checked(sha256)).unlink(missing_ok=True)

    async def stored(self) -> set[str]:
        return {path.name for path in self._folder.iterdir() if is_hash(path.name)}


def is_hash(name: str) -> bool:
    return _HASH.fullmatch(name) is not None


def checked(sha256: str) -> str:
    """The name itself, safe as a file name. ValueError for anything but a lower-case hex SHA-256."""
    if not is_hash(sha256):
        raise ValueError(f"not a photo's hash: {sha256!r}")
    return sha256


def whole_or_none(sha256: str, content: bytes) -> bytes | None:
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def refuse_other_name(sha256: str, jpeg: bytes) -> None:
    if whole_or_none(checked(sha256), jpeg) is None:
        raise ValueError(f"these bytes are not the photo {sha256}")


def _write_durably(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(suffix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            _sync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync(descriptor: int) -> None:
    if sys.platform in ("darwin", "ios"):
        import fcntl

        # Apple's fsync(2): the drive may keep the bytes in its own cache; this asks it to write them down.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and NTFS journals its renames itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)
