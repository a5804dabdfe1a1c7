"""An append-only journal: each frame is one line, on disk before `append` returns, its checksum continuing the last.

A frame counts only right after the very frames it was written after. The first that does not fit (torn by a kill, zeros
written ahead, what a failed save left) is where the journal ends.
"""

import contextlib
from collections.abc import Iterable
from zlib import crc32

from app.device.disk import Disk, SaveFailed, StoreRefused

MAGIC = b"rond journal "
HEADER = MAGIC + b"1\n"


class Journal:
    """The frames on a disk. `dropped` is what lay after the last whole frame at opening: nothing, or a save cut short.

    Raises StoreRefused, and touches nothing, if the disk holds something else or a newer version's journal.
    """

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        raw = disk.read()
        if not raw.startswith(HEADER) and HEADER.startswith(_without_zeros(raw)):
            disk.replace(HEADER)  # it is new, or cut before its first frame
            raw = HEADER
        _check_header(raw)
        self._opening, self._end, self._crc = _recover(raw)
        self.dropped = _without_zeros(raw[self._end :])

    @property
    def size(self) -> int:
        """Bytes of whole frames, the header included."""
        return self._end

    def frames(self) -> list[str]:
        """Every frame's text, oldest first. Read anew from the disk, except the first time."""
        opening, self._opening = self._opening, None
        return _recover(self._disk.read()[: self._end])[0] if opening is None else opening

    def append(self, text: str) -> None:
        """Add one frame of ASCII text without line breaks, durable when this returns.

        Raises SaveFailed: then nothing was added.
        """
        line, crc = _frame(text, self._crc)
        try:
            self._disk.write(self._end, line)
        except SaveFailed:
            # Keep a frame that we call failed from showing up after a restart; the next append writes over it anyway.
            with contextlib.suppress(SaveFailed):
                self._disk.write(self._end, bytes(len(line)))
            raise
        self._end += len(line)
        self._crc = crc

    def rewrite(self, texts: Iterable[str]) -> None:
        """Replace all frames by these, atomically. Raises SaveFailed: then the old ones are still there."""
        crc = crc32(HEADER)
        lines = [HEADER]
        for text in texts:
            line, crc = _frame(text, crc)
            lines.append(line)
        data = b"".join(lines)
        self._disk.replace(data)
        self._end, self._crc = len(data), crc

    def close(self) -> None:
        self._disk.close()


def _frame(text: str, crc: int) -> tuple[bytes, int]:
    payload = text.encode("ascii")
    crc = crc32(payload, crc)
    return b"%08x %s\n" % (crc, payload), crc


def _recover(raw: bytes) -> tuple[list[str], int, int]:
    """The texts of the whole frames, where they end, and the checksum to continue from."""
    texts: list[str] = []
    end, crc = len(HEADER), crc32(HEADER)
    for line in raw[len(HEADER) : raw.rfind(b"\n")].split(b"\n"):
        payload = line[9:]
        after = crc32(payload, crc)
        if line[:9] != b"%08x " % after:
            break
        texts.append(payload.decode("ascii"))
        end += len(line) + 1
        crc = after
    return texts, end, crc


def _without_zeros(raw: bytes) -> bytes:
    """`raw` without the zeros at its end."""
    return b"" if raw == bytes(len(raw)) else raw.rstrip(b"\0")


def _check_header(raw: bytes) -> None:
    if raw.startswith(HEADER):
        return
    if raw.startswith(MAGIC) and (version := raw[len(MAGIC) : len(MAGIC) + 8].split(b"\n")[0]).isdigit():
        raise StoreRefused(
            f"The saved work here was written by a newer Rond (journal version {version.decode()}; this one reads 1). "
            "Nothing was changed. Update the app."
        )
    raise StoreRefused(
        "The file in the store's place is not a journal of Rond. Nothing was changed; move it away first."
    )
