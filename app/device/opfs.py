"""The disk under the journal, in the browser: two files of the origin-private file system, held by this worker alone.

A file here can be cut and written but not renamed over another, so the two take turns: the new content goes into the
idle file, is flushed, and only then made the newer one by its stamp. A kill before that leaves the older one in force.
"""

import contextlib
from collections.abc import Callable, Iterator
from zlib import crc32

from tinydb import TinyDB

from app.device.disk import NO_SPACE, DiskFull, SaveFailed, StoreRefused
from app.device.held import HeldFile, hold_file, hold_lock
from app.device.sealed import OPENING
from app.device.store import Indexes, open_on

STAMP = 32  # bytes at the start of each file
MARK = b"rond turn "


async def open_opfs_store(name: str = "rond", indexes: Indexes | None = None) -> TinyDB:
    """The browser's store `name`, as `store.open_store`. For a worker only.

    Raises StoreInUse, StoreRefused, and CannotSeal where something is sealed and its key cannot be asked for now.
    """
    from app.device.sealed_browser import BrowserSealer

    release = await hold_lock(name)
    files: list[HeldFile] = []
    try:
        for turn in "01":
            files.append(await hold_file(f"{name}.{turn}"))
        disk, sealer = OpfsDisk(files[0], files[1], release), BrowserSealer(f"{name}.key")
        if OPENING.encode() in disk.read():
            await sealer.get_ready()
        return open_on(disk, indexes, sealer)
    except BaseException:
        for file in files:
            file.close()  # closing twice does no harm
        release()
        raise


class OpfsDisk:
    """A Disk in two held files. Raises StoreRefused if one of them holds something that is not ours."""

    def __init__(self, first: HeldFile, second: HeldFile, release: Callable[[], None] = lambda: None) -> None:
        self._release = release
        self._open = True
        turns = [(_turn(first), first), (_turn(second), second)]
        (self._turn, self._current), (_, self._idle) = sorted(turns, key=lambda each: each[0], reverse=True)
        self._idle_in_doubt = False

    def read(self) -> bytes:
        return self._current.read(STAMP) if self._turn else b""

    def write(self, offset: int, data: bytes) -> None:
        with self._told_as_save_failed():
            if self._idle_in_doubt:
                self._empty_idle()
            _write_all(self._current, STAMP + offset, data)
            self._current.flush()

    def replace(self, data: bytes) -> None:
        with self._told_as_save_failed():
            self._empty_idle()
            # From here to the end the idle file may get a stamp newer than ours: no save may go before that is settled.
            self._idle_in_doubt = True
            _write_all(self._idle, STAMP, data)
            self._idle.flush()
            _write_all(self._idle, 0, _stamp(self._turn + 1))
            self._idle.flush()
        self._idle_in_doubt = False
        self._turn += 1
        self._current, self._idle = self._idle, self._current
        # What has just been tidied away is not to lie here until the next time; if it cannot go now, it goes then.
        with contextlib.suppress(Exception):
            self._empty_idle()

    def close(self) -> None:
        if self._open:
            self._open = False
            self._current.close()
            self._idle.close()
            self._release()

    def _empty_idle(self) -> None:
        self._idle.cut(0)
        self._idle.flush()
        self._idle_in_doubt = False

    @contextlib.contextmanager
    def _told_as_save_failed(self) -> Iterator[None]:
        if not self._open:
            raise SaveFailed("The store is closed; the change was not saved.")
        try:
            yield
        except Exception as error:
            # JavaScript's own errors arrive as JsException, told apart by `name`.
            if getattr(error, "name", "") == "QuotaExceededError":
                raise DiskFull(NO_SPACE) from error
            raise SaveFailed(f"The change was not saved ({error}). Everything saved before is safe.") from error


def _stamp(turn: int) -> bytes:
    text = MARK + b"%012d " % turn
    return text + b"%08x\n" % crc32(text)


def _turn(file: HeldFile) -> int:
    """Which turn a file was stamped for; 0 if it was never finished. Raises StoreRefused."""
    stamp = file.read(0, STAMP)
    turn = stamp[len(MARK) : len(MARK) + 12]
    if turn.isdigit() and stamp == _stamp(int(turn)):
        return int(turn)
    # A stamp is written last, over zeros: a torn one lacks its end.
    torn = len(stamp) < STAMP or stamp.endswith(b"\0")
    if torn and MARK.startswith(stamp.rstrip(b"\0")[: len(MARK)]):
        return 0
    raise StoreRefused("The browser's file for the store is damaged or not ours. Nothing was changed.")


def _write_all(file: HeldFile, offset: int, data: bytes) -> None:
    written = file.write(offset, data)
    if written != len(data):
        raise OSError(f"only {written} of {len(data)} bytes were taken")
