"""Each slow step of the build is kept under the hash of all it was made from, and redone only when that changes."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path


class CannotBuild(Exception):
    """What is wrong and what to do about it, in a sentence for the person who builds."""


def digest(parts: Iterable[bytes]) -> str:
    """16 hex digits that change when any part, or the border between two parts, changes."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]


def contents(folder: Path) -> list[bytes]:
    """Names and contents of all files under a folder, in a fixed order; Python's own caches do not count."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [part for path in files for part in (str(path.relative_to(folder)).encode(), path.read_bytes())]


def kept(cache: Path, name: str, key: str, make: Callable[[Path], None]) -> Path:
    """`<key>-<name>` in the cache, file or folder; `make(path)` runs if it is missing. A failed make leaves nothing."""
    file = cache / f"{key}-{name}"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            unfinished = Path(folder) / name
            make(unfinished)
            if not file.exists():  # another build may have been quicker
                unfinished.rename(file)
    return file
