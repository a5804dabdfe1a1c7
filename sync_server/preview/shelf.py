"""Where previews lie for an hour: a file each, so that every process of the server finds them, and not too many."""

import json
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from domain.records import from_plain, to_plain
from sync_server.preview.check import Checked

KEPT_SECONDS = 3600
KEPT_AT_MOST = 200
NAME = re.compile(r"[\w-]{1,80}")


class Shelf:
    """`clock` gives seconds since 1970, as a file's own time does."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time):
        self._folder, self._clock = folder, clock

    def put(self, preview: Checked) -> str:
        """The name that it can be had by, which nobody can guess. The oldest goes when there are too many."""
        name = secrets.token_urlsafe(16)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._tidy()
        said = json.dumps({"at": self._clock(), **to_plain(preview)})
        part = self._folder / f"{name}.part"
        part.write_text(said, "utf-8")
        part.rename(self._folder / f"{name}.json")
        return name

    def get(self, name: str) -> Checked | None:
        """None for one that has been put away, or never was."""
        if not NAME.fullmatch(name):
            return None
        try:
            said = json.loads((self._folder / f"{name}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if said.pop("at") + KEPT_SECONDS < self._clock():
            return None
        return from_plain(Checked, said)

    def _tidy(self) -> None:
        """By the files' own time, which is that of `put`."""
        found = sorted((path.stat().st_mtime, path) for path in self._folder.iterdir())
        old = [path for at, path in found if at + KEPT_SECONDS < self._clock()]
        for path in {*old, *(path for _, path in found[: len(found) - KEPT_AT_MOST + 1] if len(found) >= KEPT_AT_MOST)}:
            path.unlink(missing_ok=True)
