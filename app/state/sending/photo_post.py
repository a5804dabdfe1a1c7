"""The photos' own way to the server: beside the words, a part at a time, each photo with its own failures.

A photo is on disk before anything refers to it, and its copy here goes only after the server has answered with the same
hash and nobody on this phone needs it any more. A sealed one lies under the hash of its sealed bytes: not even its name
tells which picture it is.
"""

import hashlib
import json
from collections.abc import Iterable

from tinydb import TinyDB, where

from app.device.net import NoNetwork, Transport
from app.device.photo_files import PhotoFiles
from app.device.sealed import Unreadable
from app.device.store import storage_of
from app.state.sending.courier import Undelivered
from app.state.sending.progress import OFFLINE, SERVER, SIGNED_OUT

PART_BYTES = 256 * 1024
TIMEOUT_SECONDS = 120.0
KEPT, WAITING, SENT, LOST = "kept", "waiting", "sent", "lost"
"""In a draft only; reported, to be sent; the server has it; the file here went bad before it was sent."""


class PhotoPost:
    def __init__(self, db: TinyDB, files: PhotoFiles, transport: Transport):
        self._table, self._files, self._transport = db.table("photos"), files, transport
        self._storage = storage_of(db)
        self.reload()

    def reload(self) -> None:
        """Take what is on disk as the truth: at the start, and when a save has failed."""
        self._state: dict[str, str] = {row["sha256"]: row["state"] for row in self._table}
        self._sealed_in: dict[str, str] = {row["sha256"]: row["file"] for row in self._table if row.get("sealed")}

    async def keep(self, sha256: str, jpeg: bytes, sealed: bool = False) -> None:
        """Write the photo for a draft. Durable when this returns; it is sent once something reported refers to it."""
        if sealed and self._storage.sealer:
            await self._keep_sealed(sha256, await self._storage.sealer.close_large(jpeg, sha256))
        elif sha256 not in self._sealed_in:
            await self._files.save(sha256, jpeg)
        if self._state.get(sha256) in (None, LOST):
            self._mark(sha256, KEPT)

    async def _keep_sealed(self, sha256: str, sealed: bytes) -> None:
        """In the place of a copy that lies here in the clear, or of one that was sealed before."""
        before, name = self._file_of(sha256), hashlib.sha256(sealed).hexdigest()
        await self._files.save(name, sealed)
        row = {"sha256": sha256, "state": self._state.get(sha256, KEPT), "sealed": True, "file": name}
        self._table.upsert(row, where("sha256") == sha256)
        self._state[sha256], self._sealed_in[sha256] = row["state"], name
        await self._files.remove(before)

    def _file_of(self, sha256: str) -> str:
        return self._sealed_in.get(sha256, sha256)

    async def _here(self, sha256: str) -> bytes | None:
        """The photo as it was taken, if it is on this phone and can be opened."""
        held = await self._files.load(self._file_of(sha256))
        if held is None or sha256 not in self._sealed_in or self._storage.sealer is None:
            return held
        try:
            return await self._storage.sealer.open_large(held, sha256)
        except Unreadable:
            return None

    def let_go_of_sealed(self) -> list[str]:
        """The sealed ones go with their key, sent or not; the names of their files, to be removed after that."""
        files, self._sealed_in = self._sealed_in, {}
        for sha256 in files:
            self._table.remove(where("sha256") == sha256)
            del self._state[sha256]
        return list(files.values())

    async def remove_files(self, names: Iterable[str]) -> None:
        for name in names:
            await self._files.remove(name)

    def put_in_line(self, photos: Iterable[str]) -> None:
        """Something that was reported refers to these photos: send them."""
        for sha256 in photos:
            if self._state.get(sha256) == KEPT:
                self._mark(sha256, WAITING)

    def waiting(self) -> list[str]:
        return [sha256 for sha256, state in self._state.items() if state == WAITING]

    async def deliver(self, token: str) -> str:
        """Send what waits. The trouble met ("" for none): one photo's failure does not stop the next one."""
        trouble = ""
        for sha256 in self.waiting():
            try:
                await self._send(sha256, token)
            except Undelivered as stopped:
                trouble = stopped.trouble
                if trouble in (OFFLINE, SIGNED_OUT):
                    break
        return trouble

    async def load(self, sha256: str, token: str) -> bytes | None:
        """The photo from this phone, else from the server; None when it has not arrived anywhere yet."""
        if here := await self._here(sha256):
            return here
        try:
            answer = await self._transport.send(
                "GET", f"/photos/{sha256}", headers=_bearer(token), body=None, timeout=TIMEOUT_SECONDS
            )
        except NoNetwork:
            return None
        return answer.body if answer.status == 200 else None

    async def tidy(self, needed: Iterable[str]) -> None:
        """Remove the copies that the server has confirmed, or that no draft holds any more, unless `needed`."""
        keep = set(needed)
        for sha256 in [sha256 for sha256, state in self._state.items() if state != WAITING and sha256 not in keep]:
            await self._remove(sha256)

    def is_only_here(self, sha256: str) -> bool:
        """Whether nothing that was reported refers to it: it is a draft's own, and no server has it."""
        return self._state.get(sha256) == KEPT

    async def let_go(self, sha256: str) -> None:
        """Its bytes leave the disk now. Whatever has been reported stays."""
        if self.is_only_here(sha256):
            await self._remove(sha256)

    async def _remove(self, sha256: str) -> None:
        await self._files.remove(self._file_of(sha256))
        self._table.remove(where("sha256") == sha256)
        del self._state[sha256]
        self._sealed_in.pop(sha256, None)

    async def _send(self, sha256: str, token: str) -> None:
        jpeg = await self._here(sha256)
        if jpeg is None:
            self._mark(sha256, LOST)
            return
        offset = await self._already_there(sha256, token)
        while offset is not None:
            offset = await self._send_part(sha256, jpeg, offset, token)
        self._mark(sha256, SENT)

    async def _already_there(self, sha256: str, token: str) -> int | None:
        """How many bytes the server has; None when it has all of them."""
        status, headers, _ = await self._ask("HEAD", sha256, _bearer(token), None)
        return None if status == 200 else int(headers.get("upload-offset", 0))

    async def _send_part(self, sha256: str, jpeg: bytes, offset: int, token: str) -> int | None:
        """The offset to go on from; None when the server has answered with the photo's own hash."""
        part = jpeg[offset : offset + PART_BYTES]
        range_ = f"bytes {offset}-{offset + len(part) - 1}/{len(jpeg)}"
        headers = {**_bearer(token), "content-type": "image/jpeg", "content-range": range_}
        status, _, body = await self._ask("PUT", sha256, headers, part)
        said = json.loads(body or b"{}")
        if status in (200, 201) and said.get("sha256") == sha256:
            return None
        if status in (202, 409) and said.get("received") != offset:
            return int(said["received"])
        raise Undelivered(SERVER)

    async def _ask(
        self, method: str, sha256: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[int, dict[str, str], bytes]:
        path = f"/photos/{sha256}"
        try:
            answer = await self._transport.send(method, path, headers=headers, body=body, timeout=TIMEOUT_SECONDS)
        except NoNetwork as none:
            raise Undelivered(OFFLINE) from none
        if answer.status == 401:
            raise Undelivered(SIGNED_OUT)
        return answer.status, answer.headers, answer.body

    def _mark(self, sha256: str, state: str) -> None:
        self._table.upsert({"sha256": sha256, "state": state}, where("sha256") == sha256)
        self._state[sha256] = state


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
