"""The app as it is installed on this device: whether a new version waits, and whether its storage is safe."""

from dataclasses import dataclass

import flet as ft

from app.device.installed import apply_update


@ft.observable
@dataclass(eq=False)
class Installation:
    """`storage_kept` is the browser's promise not to clear what is stored; None where nobody has to promise.

    `asks_for_server` is for native apps: a browser has its server already. `preview` is the address of the page that
    shows this phone as a preview of a checklist, "" on a real phone. `device` is what its owner will know it by.
    """

    update_ready: bool = False
    storage_kept: bool | None = None
    asks_for_server: bool = False
    preview: str = ""
    device: str = "Rond"

    def update_waits(self) -> None:
        self.update_ready = True

    def apply_update(self) -> None:
        apply_update()

    def storage_is_kept(self, kept: bool) -> None:
        self.storage_kept = kept
