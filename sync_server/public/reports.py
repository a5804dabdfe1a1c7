"""Taking a report: checked, its picture redrawn, a finding by the ordinary intake, answered with a follow-up code.

A phone that gets no answer sends again: `sending` is its own random name for what it sends, and the same one is the
same report, with the same code.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain.events import FindingReported
from domain.photos import PhotoRef
from domain.places import Space
from domain.secrecy.suspicion import suspicious
from domain.tasks.to_reporter import PUBLIC
from sync_server.office import Office
from sync_server.photos import records as photo_records
from sync_server.photos.records import Photo
from sync_server.photos.upload import photo_key
from sync_server.problems import No
from sync_server.public import limits, refusals
from sync_server.public.codes import digest_of_code, digest_of_sending, follow_up_code
from sync_server.public.held_photos import note_waiting
from sync_server.public.kinds import NOT_HERE, Kind
from sync_server.public.pictures import Picture, redrawn
from sync_server.public.places import Place, open_to_all
from sync_server.public.reporter import THE_PUBLIC
from sync_server.public.settled import Settled, settled
from sync_server.public.tables import public_photos, public_reports
from sync_server.public.voice import speak
from sync_server.storage import ledger

TEXT_LETTERS, WHERE_LETTERS, CONTACT_LETTERS = 1000, 200, 200
SENDING = re.compile(r"[0-9a-f]{32}")
HERE = "here"
ATTEMPTS = 20


@dataclass(frozen=True)
class Said:
    """What somebody filled in. `where` is a space's name or "here", `sure` that nothing in it is about a person.

    `trap` is a field that people do not see and programs fill in.
    """

    sending: str
    kind: str
    text: str = ""
    where: str = ""
    where_words: str = ""
    contact: str = ""
    photo: bytes = b""
    sure: bool = False
    trap: str = ""


def take(office: Office, place: Place, said: Said) -> str:
    """The follow-up code. Raises No where the report is not as it has to be; then nothing of it is kept."""
    register, now = office.follow_register(), office.now()
    rules = settled(register.municipality.policy)
    kind = _checked(said, rules)
    picture = redrawn(said.photo) if said.photo else None
    if picture:
        office.photos.store.put(photo_key(_sha256(picture)), picture.content)
    try:
        return office.database.write(lambda connection: _keep(office, connection, place, said, kind, picture, now))
    except No:
        _throw_away(office, picture)
        raise


def new_finding_id() -> str:
    return f"public-{secrets.token_hex(8)}"


def _checked(said: Said, rules: Settled) -> Kind:
    """The kind of the report, once all of it is in order."""
    if said.trap or not SENDING.fullmatch(said.sending):
        raise refusals.not_from_the_page()
    if said.kind in NOT_HERE:
        raise refusals.not_here()
    kind = next((kind for kind in rules.kinds if kind.id == said.kind), None)
    if kind is None:
        raise refusals.what_is_it()
    if not said.text.strip() and not said.photo:
        raise refusals.nothing_said()
    longest = (
        (said.text, TEXT_LETTERS),
        (said.where, WHERE_LETTERS),
        (said.where_words, WHERE_LETTERS),
        (said.contact, CONTACT_LETTERS),
    )
    if any(len(text) > letters or "\0" in text for text, letters in longest):
        raise refusals.too_long()
    if not said.sure and suspicious(f"{said.text}\n{said.where}\n{said.where_words}"):
        raise refusals.about_a_person()
    return kind


def _keep(
    office: Office, connection: Connection, place: Place, said: Said, kind: Kind, picture: Picture | None, now: datetime
) -> str:
    key = ledger.lock(connection).ledger
    code, digest, is_new = _code(connection, key, said.sending)
    if not is_new:
        return code
    limits.note(connection, key, limits.AT_PLACE, place.code, now)
    register, received = office.register, now.isoformat(timespec="milliseconds")
    finding = new_finding_id()
    photos = _add_picture(connection, picture, finding, settled(register.municipality.policy), received)
    space = _space(place, said)
    act = FindingReported(
        finding,
        place.building.id,
        kind.component(space),
        _in_one_text(place, said, kind, space),
        kind.severity,
        space=space.id if space else "",
        photos=photos,
        attributes=kind.attributes,
    )
    if refusal := speak(connection, register, act, received):
        raise No(422, refusal)
    if picture and not photos:
        note_waiting(connection, register, finding, THE_PUBLIC.title, received)
    connection.execute(
        insert(public_reports).values(
            code_digest=digest,
            sending_digest=digest_of_sending(key, said.sending),
            finding=finding,
            contact=said.contact.strip(),
            reported_at=received,
        )
    )
    return code


def _code(connection: Connection, key: str, sending: str) -> tuple[str, bytes, bool]:
    """The sending's code with its digest, and whether it is new. Where another's is the same, the next is taken."""
    ours = digest_of_sending(key, sending)
    for attempt in range(ATTEMPTS):
        code = follow_up_code(key, sending, attempt)
        digest = digest_of_code(key, code)
        taken = connection.execute(
            select(public_reports.c.sending_digest).where(public_reports.c.code_digest == digest)
        ).scalar()
        if taken is None or bytes(taken) == ours:
            return code, digest, taken is None
    raise limits.too_often()


def _space(place: Place, said: Said) -> Space | None:
    """The space that was chosen, or where the poster hangs; None where it was said in words only."""
    if said.where in ("", HERE):
        return None if said.where_words.strip() else place.space
    return next((space for space in open_to_all(place.building) if space.name == said.where), None)


def _in_one_text(place: Place, said: Said, kind: Kind, space: Space | None) -> str:
    """What the desk reads: their words, and where in words when no space says it. In Swedish, as the desk's own."""
    lines = [said.text.strip() or "Se bilden.", f"Var: {said.where_words.strip()}" if said.where_words.strip() else ""]
    if space is None and said.where not in ("", HERE):
        lines.append(f"Var: {said.where}")
    return "\n".join([f"{kind.words.sv}: {lines[0]}", *filter(None, lines[1:])])


def _add_picture(
    connection: Connection, picture: Picture | None, finding: str, rules: Settled, received: str
) -> tuple[PhotoRef, ...]:
    """What the finding shows at once: nothing, where photos wait to be looked at."""
    if picture is None:
        return ()
    sha256 = _sha256(picture)
    arrived = Photo(len(picture.content), "image/jpeg", PUBLIC)
    photo_records.add_photo(connection, sha256, arrived, received)
    if not rules.hold_photos:
        return (PhotoRef(sha256, picture.width, picture.height, received),)
    row = {"width": picture.width, "height": picture.height, "taken_at": received, "waits": True}
    connection.execute(insert(public_photos).values(sha256=sha256, finding=finding, **row))
    return ()


def _throw_away(office: Office, picture: Picture | None) -> None:
    """The report was not kept: neither is its picture, unless somebody else's report has the very same one."""
    if picture is None:
        return
    sha256 = _sha256(picture)
    with office.database.reading() as connection:
        known = photo_records.photo(connection, sha256)
    if not known:
        office.photos.store.remove([photo_key(sha256)])


def _sha256(picture: Picture) -> str:
    return hashlib.sha256(picture.content).hexdigest()
