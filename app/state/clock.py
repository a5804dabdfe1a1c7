"""Time and chance, handed in so that a test can hold them still."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Clock:
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    randomness: Callable[[int], bytes] = os.urandom

    def stamp(self) -> str:
        """Now, as events and documents write it: "2026-11-23T07:15:30.123+00:00"."""
        return self.now().isoformat(timespec="milliseconds")

    def today(self) -> str:
        """The date on this device's wall, in ISO 8601."""
        return self.now().astimezone().date().isoformat()
