"""The one honest line about sending: what waits, when the server was last heard, and what is in the way."""

from dataclasses import dataclass

import flet as ft

OFFLINE, SERVER, SIGNED_OUT, DISK = "offline", "server", "signed_out", "disk"


@ft.observable
@dataclass(eq=False)
class Sending:
    """Counts only what the server has not acknowledged. `trouble` is "" or one of the codes above."""

    waiting: int = 0
    photos_waiting: int = 0
    attention: int = 0
    last_received: str = ""
    online: bool = True
    busy: bool = False
    trouble: str = ""
    next_try: str = ""

    @property
    def all_sent(self) -> bool:
        return not self.waiting and not self.photos_waiting
