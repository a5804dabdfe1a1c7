"""What keeps nothing: a disk and a place for photos in memory, for a checklist that is only looked at."""

from app.device.photo_files import checked, refuse_other_name


class MemoryDisk:
    """Fulfils `app.device.disk.Disk`: as durable as the window."""

    def __init__(self) -> None:
        self._held = bytearray()

    def read(self) -> bytes:
        return bytes(self._held)

    def write(self, offset: int, data: bytes) -> None:
        self._held[offset : offset + len(data)] = data

    def replace(self, data: bytes) -> None:
        self._held = bytearray(data)

    def close(self) -> None:
        """Nobody else can own it."""


class MemoryPhotos:
    """Fulfils `app.device.photo_files.PhotoFiles`."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    async def save(self, sha256: str, jpeg: bytes) -> None:
        refuse_other_name(sha256, jpeg)
        self._held[sha256] = jpeg

    async def load(self, sha256: str) -> bytes | None:
        return self._held.get(checked(sha256))

    async def remove(self, sha256: str) -> None:
        self._held.pop(checked(sha256), None)

    async def stored(self) -> set[str]:
        return set(self._held)
