"""Opening the phone: its store, its photos and its way to the server, on a device or in a browser."""

import base64
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from app.device.installed import ask_to_keep_storage, watch_update
from app.device.net import open_transport, watch_network, watch_visibility
from app.device.photo_files import open_photo_files
from app.device.store import open_store
from app.state.phone import Phone
from app.state.settings import Settings

log = logging.getLogger("rond")

INDEXES = {
    "documents": ["key"],
    "outbox": ["id", "state"],
    "sessions": ["device"],
    "photos": ["sha256"],
    "drafts": ["id"],
    "notes": ["id"],
    "signature_notes": ["id"],
    "notices_read": ["id"],
    "settings": ["name"],
}
STORE, PHOTOS = "rond.journal", "photos"


InPage = Callable[[Callable[..., None]], Callable[..., None]]
"""Makes a callback from outside (the browser's own events) run where Flet's changes may be made."""


async def open_phone(folder: Path, server: str, in_page: InPage, *, language: str = "sv") -> Phone:
    """The phone whose data lie in `folder` (in the browser: in its private file system), talking to `server`.

    Raises StoreInUse where another window or process has it open, StoreRefused where the data are a newer version's.
    """
    db = await _open_db(folder)
    _keep_what_was_dropped(db)
    photos = await open_photo_files(folder / PHOTOS)
    settings = Settings(server=server)
    settings.load(db, language)
    phone = Phone(db, photos, open_transport(lambda: settings.server), settings=settings)
    phone.installation.asks_for_server = sys.platform != "emscripten" and not server
    watch_network(in_page(phone.network_changed))
    watch_visibility(in_page(lambda state: phone.came_forward() if state == "visible" else None))
    watch_update(in_page(phone.installation.update_waits))
    ask_to_keep_storage(in_page(phone.installation.storage_is_kept))
    return phone


def _keep_what_was_dropped(db: TinyDB) -> None:
    """Of no use to the app, but whoever helps the owner of the phone may find their work in it."""
    if dropped := getattr(db.storage, "dropped", b""):
        log.warning("%d bytes at the end of the journal could not be read and are kept aside", len(dropped))
        db.table("damaged").insert({"bytes": base64.b64encode(dropped).decode()})


async def _open_db(folder: Path) -> TinyDB:
    if sys.platform == "emscripten":
        from app.device.opfs import open_opfs_store

        return await open_opfs_store(STORE, INDEXES)
    folder.mkdir(parents=True, exist_ok=True)
    return open_store(folder / STORE, INDEXES)
