"""The disk under the journal: what it must promise, and a file that only one process may own, which promises it.

Space is taken in steps of written zeros and then overwritten: a flush that need not also record a new file size is the
cheapest durable write there is (`python -m benchmarks.durable_save` measures it).
"""

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

STEP = 1 << 20  # bytes of zeros written ahead

NO_SPACE = (
    "The device has no space left: the change was not saved. Everything saved before is safe. "
    "Free some space and save again."
)


class StoreError(Exception):
    """Something about the store that the person must be told."""


class StoreInUse(StoreError):
    """Another window or process owns the store."""


class StoreRefused(StoreError):
    """What lies in the store's place is not ours, or from a newer version; it has been left untouched."""


class SaveFailed(StoreError):
    """A change was not saved; everything saved before is safe and the next save may work."""


class DiskFull(SaveFailed):
    """A change was not saved because the device has no space left."""


class Disk(Protocol):
    """What the journal needs of a place that keeps bytes. `write` and `replace` raise SaveFailed if they cannot."""

    def read(self) -> bytes:
        """Everything kept, perhaps followed by zeros; empty when nothing was ever kept."""
        ...

    def write(self, offset: int, data: bytes) -> None:
        """Put `data` at `offset`; durable when this returns. After a failure any part of `data` may be there."""
        ...

    def replace(self, data: bytes) -> None:
        """Make `data` everything there is, atomically: a kill at any instant leaves the old or the new, whole."""
        ...

    def close(self) -> None:
        """Let others own the place."""
        ...


class FileDisk:
    """A Disk in one file, guarded by a lock file beside it. Raises StoreInUse if another process has it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._spare = path.with_name(path.name + ".new")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(path.with_name(path.name + ".lock"))
        self._spare.unlink(missing_ok=True)
        self._rename_unflushed = False
        try:
            self._file, self._size = _open(path)
        except OSError:
            os.close(self._lock)
            raise

    def read(self) -> bytes:
        return b"" if self._file is None else os.pread(self._file, self._size, 0)

    def write(self, offset: int, data: bytes) -> None:
        if self._file is None:
            raise SaveFailed(f"The store {self._path.name} is closed or was never created; the change was not saved.")
        try:
            if self._rename_unflushed:
                self._flush_rename()
            _write_all(self._file, data, offset)
            if offset + len(data) > self._size:
                self._size = _write_ahead(self._file, offset + len(data))
            flush(self._file)
        except OSError as error:
            raise _save_failed(error) from error

    def replace(self, data: bytes) -> None:
        if self._lock < 0:
            raise SaveFailed(f"The store {self._path.name} is closed; nothing was changed.")
        try:
            file, size = self._put_in_place(data)
        except OSError as error:
            with contextlib.suppress(OSError):
                self._spare.unlink()
            raise _save_failed(error) from error
        if self._file is not None:
            os.close(self._file)
        self._file, self._size, self._rename_unflushed = file, size, True
        # The new file is the store from here on, so a failure below must stop later saves, not this call.
        with contextlib.suppress(OSError):
            self._flush_rename()

    def close(self) -> None:
        if self._lock >= 0:
            if self._file is not None:
                os.close(self._file)
            os.close(self._lock)
            self._file, self._lock = None, -1

    def _put_in_place(self, data: bytes) -> tuple[int, int]:
        file = os.open(self._spare, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            _write_all(file, data, 0)
            size = _write_ahead(file, len(data))
            flush(file)
            self._spare.replace(self._path)
        except OSError:
            os.close(file)
            raise
        return file, size

    def _flush_rename(self) -> None:
        directory = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
        self._rename_unflushed = False


def _flush_function() -> Callable[[int], object]:
    try:
        import fcntl
    except ImportError:  # Windows
        return os.fsync
    if hasattr(fcntl, "F_FULLFSYNC"):
        # On Darwin and iOS fsync leaves the data in the drive's cache: see fcntl(2) there.
        return lambda file: fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    return getattr(os, "fdatasync", os.fsync)


flush = _flush_function()


def _lock(path: Path) -> int:
    import fcntl

    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise StoreInUse(
            f"Another window or process has {path.stem} open. Nothing is lost; close the other one."
        ) from error
    return lock


def _open(path: Path) -> tuple[int | None, int]:
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None, 0
    return file, os.fstat(file).st_size


def _write_all(file: int, data: bytes, offset: int) -> None:
    while data:
        written = os.pwrite(file, data, offset)
        data, offset = data[written:], offset + written


def _write_ahead(file: int, end: int) -> int:
    """Zeros after `end` as far as space allows; returns the file's size, bytes."""
    with contextlib.suppress(OSError):
        _write_all(file, bytes(STEP), end)
    return os.fstat(file).st_size


def _save_failed(error: OSError) -> SaveFailed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(NO_SPACE)
    return SaveFailed(f"The change was not saved ({error.strerror}). Everything saved before is safe.")
