"""The SQL of photos: which have arrived, how far the others have come, and which documents refer to them."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.storage.ledger import audiences_opened_by
from sync_server.storage.schema import documents, photo_refs, photo_uploads, photos


@dataclass(frozen=True)
class Photo:
    """A photo that has arrived whole."""

    size: int
    media_type: str
    uploader: str


@dataclass(frozen=True)
class Upload:
    """A photo on its way: its whole size in bytes, and the sizes of the parts that have come, in order."""

    total: int
    parts: tuple[int, ...]

    @property
    def received(self) -> int:
        return sum(self.parts)


def photo(connection: Connection, sha256: str) -> Photo | None:
    row = connection.execute(
        select(photos.c.size, photos.c.media_type, photos.c.uploader).where(photos.c.sha256 == sha256)
    ).one_or_none()
    return Photo(*row) if row else None


def add_photo(connection: Connection, sha256: str, arrived: Photo, now: str) -> None:
    """The first to send it is its uploader."""
    statement = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(photos)
    row = {
        "sha256": sha256,
        "size": arrived.size,
        "media_type": arrived.media_type,
        "uploader": arrived.uploader,
        "stored_at": now,
    }
    connection.execute(statement.values(row).on_conflict_do_nothing())


def upload(connection: Connection, sha256: str, person: str) -> Upload | None:
    row = connection.execute(
        select(photo_uploads.c.total, photo_uploads.c.parts).where(*_of(sha256, person))
    ).one_or_none()
    return Upload(row.total, tuple(json.loads(row.parts))) if row else None


def keep_upload(connection: Connection, sha256: str, person: str, upload_: Upload, now: str) -> None:
    values = {"total": upload_.total, "parts": json.dumps(upload_.parts), "changed_at": now}
    changed = connection.execute(update(photo_uploads).where(*_of(sha256, person)).values(values))
    if not changed.rowcount:
        connection.execute(insert(photo_uploads).values(sha256=sha256, person=person, **values))


def forget_upload(connection: Connection, sha256: str, person: str) -> None:
    connection.execute(delete(photo_uploads).where(*_of(sha256, person)))


def uploads_unchanged_since(connection: Connection, moment: str) -> list[tuple[str, str, Upload]]:
    """Hash, person and upload of those that somebody began and never finished."""
    rows = connection.execute(select(photo_uploads).where(photo_uploads.c.changed_at < moment))
    return [(row.sha256, row.person, Upload(row.total, tuple(json.loads(row.parts)))) for row in rows]


def is_referred_to(connection: Connection, sha256: str, keys: frozenset[str]) -> bool:
    """Whether a document that these keys open refers to the photo."""
    opened = audiences_opened_by(connection, keys)
    wanted = (
        select(photo_refs.c.id)
        .join(documents, (documents.c.kind == photo_refs.c.kind) & (documents.c.id == photo_refs.c.id))
        .where(photo_refs.c.sha256 == sha256, documents.c.audience.in_(opened))
    )
    return connection.execute(wanted.limit(1)).first() is not None


def _of(sha256: str, person: str) -> tuple:
    return photo_uploads.c.sha256 == sha256, photo_uploads.c.person == person
