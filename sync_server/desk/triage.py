"""What the line of events knows of trouble: refused events, events that wait for others, photos that have not come."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from domain.cases.case_file import CaseFile
from domain.cases.events import CaseCosted
from domain.documents import Document
from domain.findings import Finding
from domain.records import from_plain
from domain.refusals import Refusal
from domain.rounds.round import Round
from domain.tasks.task import Task
from domain.tasks.triage import OwingPhone, RefusedEvent, ServerTriage
from sync_server.entrance import accounts
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.schema import events, held, photo_refs, photos, set_aside
from sync_server.storage.working_set import TYPES

REFUSED_WITHIN = timedelta(days=30)
LOOKED_THROUGH = 50_000
"""So many of the latest events are looked through for refusals: the line is long, and what is older was seen."""
AT_MOST = 200
LATE_AFTER = timedelta(days=1)
ABOUT = ("task", "finding", "round", "proposal")


def triage(connection: Connection, register: Register, now: datetime) -> ServerTriage:
    since = (now - REFUSED_WITHIN).isoformat()
    refused = sorted(_refused(connection, register, since), key=lambda each: each.at, reverse=True)[:AT_MOST]
    phones = sorted(_owing(connection, register, now), key=lambda phone: phone.since)
    return ServerTriage(tuple(refused), tuple(phones))


def _refused(connection: Connection, register: Register, since: str) -> Iterator[RefusedEvent]:
    last = connection.execute(select(func.max(events.c.seq))).scalar() or 0
    recent = (
        select(events.c.line, events.c.refusal)
        .where(events.c.seq > last - LOOKED_THROUGH, events.c.refusal != "", events.c.received_at > since)
        .order_by(events.c.seq.desc())
        .limit(AT_MOST)
    )
    aside = select(set_aside.c.line, set_aside.c.refusal).where(set_aside.c.received_at > since).limit(AT_MOST)
    for query in (recent, aside):
        for line, refusal in connection.execute(query):
            yield _as_refused(register, json.loads(line), from_plain(Refusal, json.loads(refusal)))


def _as_refused(register: Register, line: dict[str, Any], refusal: Refusal) -> RefusedEvent:
    """Nothing of its body but what it was about."""
    body, person = line.get("body") or {}, str(line.get("person", ""))
    kind = next((kind for kind in ABOUT if isinstance(body.get(kind), str)), "")
    return RefusedEvent(
        id=str(line.get("id", "")),
        act=str(line.get("act", "")),
        person=person,
        title=register.person(person).title,
        at=str(line.get("at", "")),
        refusal=refusal,
        about=body[kind] if kind else "",
        about_kind=kind,
    )


def _owing(connection: Connection, register: Register, now: datetime) -> Iterator[OwingPhone]:
    """Phones with events in waiting, and those of people whose photos have been missing for over a day."""
    missing = _missing_photos(connection, (now - LATE_AFTER).isoformat())
    waiting = select(held.c.device, func.count(), func.min(held.c.received_at)).group_by(held.c.device)
    for number, count, since in connection.execute(waiting).all():
        if device := accounts.device(connection, number):
            photos_since = missing.pop(device.person, [])
            yield _phone(register, device, min([since, *photos_since]), count, len(photos_since))
    for person, since in missing.items():
        if devices := accounts.devices_of(connection, person):
            yield _phone(register, devices[0], min(since), 0, len(since))


def _phone(register: Register, device: accounts.Device, since: str, count: int, photos_owed: int) -> OwingPhone:
    return OwingPhone(
        device=device.device,
        name=device.name,
        person=device.person,
        title=register.person(device.person).title,
        since=since,
        last_seen_at=device.last_seen_at,
        held=count,
        photos=photos_owed,
    )


def _missing_photos(connection: Connection, before: str) -> dict[str, list[str]]:
    """By person: when each photo that has not come was taken into use, for those older than `before`."""
    joined = photo_refs.outerjoin(photos, photos.c.sha256 == photo_refs.c.sha256)
    wanted = (
        select(photo_refs.c.sha256, photo_refs.c.kind, photo_refs.c.id)
        .select_from(joined)
        .where(photos.c.sha256.is_(None))
    )
    rows = connection.execute(wanted).all()
    stored = ledger.load(connection, [(kind, identity) for _, kind, identity in rows])
    owed: dict[str, tuple[str, str]] = {}
    for sha256, kind, identity in rows:
        if kept := stored.get((kind, identity)):
            document = from_plain(TYPES[kind], json.loads(kept.body))
            person, at = _taken_by(document, sha256)
            if person and at and _moment(at) < _moment(before):
                owed[sha256] = (person, at)
    by_person: dict[str, list[str]] = {}
    for person, at in owed.values():
        by_person.setdefault(person, []).append(at)
    return by_person


def _moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


def _taken_by(document: Document, sha256: str) -> tuple[str, str]:
    """Whose photo it is and when it was used; ("", "") where the document does not say."""
    match document:
        case Task():
            entries = ((entry.person, entry.at, entry.photos) for entry in document.history)
            uses = [*entries, (document.reporter, document.found_at, document.photos)]
        case Finding():
            again = ((each.person, each.at, each.photos) for each in document.seen_again)
            uses = [*again, (document.reporter, document.found_at, document.photos)]
        case Round():
            given = [held for answer in document.answers.values() for held in (answer, *answer.others)]
            uses = [(answer.person, answer.at, answer.photos) for answer in given]
        case CaseFile():
            # The case keeps one list: a picture came with the first costs that were written after it was taken.
            costed = [entry for entry in document.history if entry.what == CaseCosted.__name__]
            taken = document.cost.invoices
            uses = [(each.person, each.at, [one for one in taken if one.taken_at <= each.at]) for each in costed]
        case _:
            uses = []
    found = ((person, at) for person, at, used in uses if any(photo.sha256 == sha256 for photo in used))
    return next(found, ("", ""))
