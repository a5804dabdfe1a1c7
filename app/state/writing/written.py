"""What drafts and notes share: a row that is on disk at every change, and a handful of photos, each only once."""

from dataclasses import replace
from typing import Any

from tinydb import where
from tinydb.table import Table

from app.device.disk import StoreError
from domain.photos import PhotoRef

Photos = tuple[PhotoRef, ...]


def is_kept(table: Table, row: dict[str, Any]) -> bool:
    """Write the row under its "id". False where the disk says no: what is on the screen is not kept yet."""
    try:
        table.upsert(row, where("id") == row["id"])
    except StoreError:
        return False
    return True


def one_more(photos: Photos, photo: PhotoRef) -> Photos:
    return photos if photo.sha256 in [held.sha256 for held in photos] else (*photos, photo)


def instead(photos: Photos, sha256: str, photo: PhotoRef) -> Photos:
    """With `photo` in the place of the one with the hash, taken when that was taken."""
    return tuple(replace(photo, taken_at=held.taken_at) if held.sha256 == sha256 else held for held in photos)


def all_but(photos: Photos, sha256: str) -> Photos:
    return tuple(photo for photo in photos if photo.sha256 != sha256)
