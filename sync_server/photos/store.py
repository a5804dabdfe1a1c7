"""Where photos lie: a folder, or S3-compatible storage. A photo that has been acknowledged is on disk."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import obstore
from obstore.store import LocalStore, ObjectStore, S3Store


@dataclass(frozen=True)
class PhotoStore:
    """`folder` is set where the photos lie in a folder of this machine."""

    objects: ObjectStore
    folder: Path | None = None

    def put(self, key: str, content: bytes) -> None:
        """Durable when this returns. Of two that put the same key, one content stays, whole."""
        if self.folder is None:
            obstore.put(self.objects, key, content)
        else:
            _put_on_disk(self.folder / key, content)

    def get(self, key: str) -> bytes | None:
        try:
            return bytes(obstore.get(self.objects, key).bytes())
        except FileNotFoundError:
            return None

    def remove(self, keys: list[str]) -> None:
        """It is no error if they are not there."""
        for key in keys:
            try:
                obstore.delete(self.objects, key)
            except FileNotFoundError:
                continue

    def check(self) -> None:
        """Raises if the store does not answer."""
        if self.folder is not None and not os.access(self.folder, os.W_OK):
            raise PermissionError(f"{self.folder} cannot be written to")
        obstore.list_with_delimiter(self.objects, "health")


def open_photo_store(url: str) -> PhotoStore:
    """`url` is a folder (also as `file:///folder`), or `s3://bucket/prefix`; then AWS_ENDPOINT_URL and so on say how.

    Raises ValueError for any other kind of address.
    """
    if url.startswith("s3://"):
        plain_http = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        return PhotoStore(S3Store.from_url(url, client_options={"allow_http": plain_http, "timeout": "30s"}))
    if "://" in url and not url.startswith("file://"):
        raise ValueError(f"photos can lie in a folder or at s3://bucket/prefix, not at {url}")
    folder = Path(url.removeprefix("file://")).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return PhotoStore(LocalStore(folder), folder)


def _put_on_disk(path: Path, content: bytes) -> None:
    """obstore's LocalStore does not sync, so that a photo could vanish with the power: write, sync, rename, sync."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
