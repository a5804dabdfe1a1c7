"""Photos in and out: in parts that can be taken up again anywhere, verified by their hash, and only for the right eyes.

The parts lie in the photo store, so that any server process can go on where another one stopped.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.people import Person
from sync_server.photos import records as photo_records
from sync_server.photos.records import Photo, Upload
from sync_server.photos.store import PhotoStore
from sync_server.problems import No, no
from sync_server.register.register import Register
from sync_server.storage.database import Database

BYTES_AT_MOST = 8 * 1024 * 1024
PARTS_AT_MOST = 1_000
ABANDONED_AFTER = timedelta(days=14)
_RANGE = re.compile(r"bytes (\d{1,9})-(\d{1,9})/(\d{1,9})")


@dataclass(frozen=True)
class Part:
    """Some of a photo's bytes: those from `start` on, of `total`."""

    start: int
    total: int
    content: bytes


@dataclass(frozen=True)
class PhotoDesk:
    database: Database
    store: PhotoStore


def part_from(content_range: str, content: bytes) -> Part:
    """The part that a request carries; without a Content-Range it is the whole photo. Raises No 400 or 413."""
    if not content_range:
        part = Part(0, len(content), content)
    else:
        found = _RANGE.fullmatch(content_range)
        if not found:
            raise _wrong_range()
        first, last, total = map(int, found.groups())
        if last - first + 1 != len(content) or last >= total:
            raise _wrong_range()
        part = Part(first, total, content)
    if not content:
        raise _wrong_range()
    if part.total > BYTES_AT_MOST:
        raise too_large()
    return part


def receive(desk: PhotoDesk, person: Person, sha256: str, part: Part, now: datetime) -> int | None:
    """Take one part. Returns how many bytes have come, None once the photo is here, whole, verified and on disk.

    Raises No: 409 with "received" where the part does not follow on, 415 for what is no photo, 422 for a wrong hash.
    """
    with desk.database.reading() as connection:
        if photo_records.photo(connection, sha256):
            return None
        so_far = photo_records.upload(connection, sha256, person.id) or Upload(part.total, ())
    if part.start == 0 and part.total != so_far.total:
        _drop(desk, sha256, person, so_far)
        so_far = Upload(part.total, ())
    if part.start != so_far.received or part.total != so_far.total or len(so_far.parts) == PARTS_AT_MOST:
        raise _goes_on_at(so_far.received)
    if part.start == 0:
        media_type_of(part.content)
    if part.start + len(part.content) < part.total:
        return _keep_part(desk, person, sha256, part, so_far, now)
    _finish(desk, person, sha256, _joined(desk, person, sha256, so_far, part), now)
    _drop(desk, sha256, person, so_far)
    return None


def _finish(desk: PhotoDesk, person: Person, sha256: str, content: bytes, now: datetime) -> None:
    """Verify and keep the whole photo; a wrong one leaves nothing behind."""
    if hashlib.sha256(content).hexdigest() != sha256:
        with desk.database.reading() as connection:
            so_far = photo_records.upload(connection, sha256, person.id)
        if so_far:
            _drop(desk, sha256, person, so_far)
        raise no(
            422,
            "wrong_hash",
            "Bilden kom inte fram hel.",
            "The photo did not arrive whole.",
            "Den ligger kvar på telefonen och skickas om.",
            "It is still on the phone and will be sent again.",
        )
    desk.store.put(photo_key(sha256), content)
    arrived = Photo(len(content), media_type_of(content), person.id)
    desk.database.write(lambda connection: photo_records.add_photo(connection, sha256, arrived, now.isoformat()))


def received_so_far(desk: PhotoDesk, person: Person, sha256: str) -> int | None:
    """How many bytes have come; None once the photo is here."""
    with desk.database.reading() as connection:
        if photo_records.photo(connection, sha256):
            return None
        so_far = photo_records.upload(connection, sha256, person.id)
    return so_far.received if so_far else 0


def fetch(desk: PhotoDesk, register: Register, person: Person, sha256: str) -> tuple[bytes, str]:
    """The photo and its media type. Raises the same No 404 whether it has not arrived or is not for these eyes."""
    with desk.database.reading() as connection:
        found = photo_records.photo(connection, sha256)
        allowed = found and (
            found.uploader == person.id or photo_records.is_referred_to(connection, sha256, register.keys_of(person))
        )
    content = desk.store.get(photo_key(sha256)) if allowed else None
    if found is None or content is None:
        raise no(
            404,
            "not_arrived",
            "Bilden har inte kommit fram än.",
            "The photo has not arrived yet.",
            "Den skickas när telefonen som tog den har täckning.",
            "It will be sent when the phone that took it has coverage.",
        )
    return content, found.media_type


def tidy_uploads(desk: PhotoDesk, now: datetime) -> None:
    """Throw away what somebody began to send long ago and never finished."""
    with desk.database.reading() as connection:
        abandoned = photo_records.uploads_unchanged_since(connection, (now - ABANDONED_AFTER).isoformat())
    for sha256, person, so_far in abandoned:
        _drop(desk, sha256, Person(person, "", ""), so_far)


def media_type_of(content: bytes) -> str:
    """By the bytes, whatever the sender says. Raises No 415."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    raise no(
        415,
        "not_a_photo",
        "Filen är inte en bild i formatet JPEG, PNG eller WebP.",
        "The file is not a photo in JPEG, PNG or WebP.",
        "Välj en annan bild.",
        "Choose another photo.",
    )


def photo_key(sha256: str) -> str:
    return f"photos/{sha256[:2]}/{sha256}"


def too_large() -> No:
    return no(
        413,
        "too_large",
        f"Bilden är större än {BYTES_AT_MOST // 1024 // 1024} MB.",
        f"The photo is larger than {BYTES_AT_MOST // 1024 // 1024} MB.",
        "Ta om bilden i appen, som gör den mindre.",
        "Take the photo again in the app, which makes it smaller.",
    )


def _keep_part(desk: PhotoDesk, person: Person, sha256: str, part: Part, so_far: Upload, now: datetime) -> int:
    desk.store.put(_part_keys(sha256, person, Upload(part.total, (*so_far.parts, 0)))[-1], part.content)
    longer = Upload(part.total, (*so_far.parts, len(part.content)))

    def keep(connection: Connection) -> int | None:
        known = photo_records.upload(connection, sha256, person.id) or Upload(part.total, ())
        if known != so_far:
            return known.received
        photo_records.keep_upload(connection, sha256, person.id, longer, now.isoformat())
        return None

    if (elsewhere := desk.database.write(keep)) is not None:
        raise _goes_on_at(elsewhere)
    return longer.received


def _joined(desk: PhotoDesk, person: Person, sha256: str, so_far: Upload, last: Part) -> bytes:
    parts = [desk.store.get(key) for key in _part_keys(sha256, person, so_far)]
    return b"".join([*(part or b"" for part in parts), last.content])


def _drop(desk: PhotoDesk, sha256: str, person: Person, so_far: Upload) -> None:
    if so_far.parts:
        desk.database.write(lambda connection: photo_records.forget_upload(connection, sha256, person.id))
        desk.store.remove(_part_keys(sha256, person, so_far))


def _part_keys(sha256: str, person: Person, so_far: Upload) -> list[str]:
    """Each person's parts lie apart, so that nobody can spoil what somebody else is sending."""
    whose = hashlib.sha256(person.id.encode()).hexdigest()[:16]
    starts = [sum(so_far.parts[:number]) for number in range(len(so_far.parts))]
    return [f"parts/{sha256}/{whose}/{start}" for start in starts]


def _goes_on_at(received: int) -> No:
    wrong = no(
        409,
        "wrong_offset",
        "Bildens delar kom i fel ordning.",
        "The photo's parts came in the wrong order.",
        "Telefonen fortsätter där servern slutade.",
        "The phone goes on where the server stopped.",
    )
    wrong.extra["received"] = received
    return wrong


def _wrong_range() -> No:
    return no(
        400,
        "wrong_range",
        "Content-Range stämmer inte med innehållet.",
        "Content-Range does not match the content.",
        "Skicka 'bytes första-sista/alla', eller hela bilden utan Content-Range.",
        "Send 'bytes first-last/total', or the whole photo without Content-Range.",
    )
