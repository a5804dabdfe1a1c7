"""Removing records for good: documents leave the database and, at their next sync, the phones; what they left behind
in other tables goes with them, and photos that nobody refers to any longer go from the photo store."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from domain.cases.minimised import case_without_details, without_details, without_ok_photos
from domain.documents import Document
from domain.secrecy.retention import ClosedRecord
from sync_server.disposal import traces
from sync_server.disposal.held_records import CASE, ROUND, TASK, Archive
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, Key
from sync_server.storage.working_set import WorkingSet, photos_of


@dataclass
class Removal:
    """`gone` are documents that are not kept at all, `barer` those of which less is kept."""

    gone: set[Key] = field(default_factory=set)
    barer: dict[Key, Document] = field(default_factory=dict)


def destroy(
    connection: Connection, register: Register, held: Archive, due: Iterable[ClosedRecord], counters: Counters
) -> list[str]:
    """Inside a write. Returns the hashes of photos whose files may be removed once this is on disk."""
    removal = Removal()
    for record in due:
        _plan(removal, held, record)
    removal.gone |= _notices_about(connection, removal.gone)
    barer = {key: document for key, document in removal.barer.items() if key not in removal.gone}
    _take_away(connection, removal.gone, counters)
    documents = WorkingSet(connection, register)
    for document in barer.values():
        documents.put(document)
    documents.save(counters)
    touched = [*removal.gone, *barer]
    traces.silence_events(connection, touched)
    waited = traces.forget(connection, {name for _, name in removal.gone})
    still = {key: photos_of(document) for key, document in barer.items()}
    return traces.let_photos_go(connection, touched, still, waited)


def remove(connection: Connection, gone: set[Key], counters: Counters) -> None:
    """These documents, which refer to no photos, leave for good with what they left behind. Inside a write."""
    _take_away(connection, gone, counters)
    traces.silence_events(connection, gone)
    traces.forget(connection, {name for _, name in gone})


def _plan(removal: Removal, held: Archive, record: ClosedRecord) -> None:
    """What goes with a record: with a case its report, with a task its finding."""
    name = record.id
    match record.kind:
        case "case":
            removal.gone |= {(CASE, name), (ROUND, name)}
        case "task":
            removal.gone |= {(TASK, name), ("finding", held.tasks[name].finding)}
        case "round_photos":
            removal.barer[ROUND, name] = without_ok_photos(held.rounds[name])
        case "case_details":
            _minimise(removal, held, name)
        case kind:
            removal.gone.add((kind, name))


def _minimise(removal: Removal, held: Archive, name: str) -> None:
    case, report = held.cases[name], held.rounds[name]
    checklist = held.register.checklist(report.checklist, report.version)
    if checklist:
        removal.barer[CASE, name] = case_without_details(case)
        removal.barer[ROUND, name] = without_details(report, checklist)


def _notices_about(connection: Connection, gone: set[Key]) -> set[Key]:
    about = {name for kind, name in gone if kind in (CASE, ROUND)}
    notices = ledger.load_all(connection, ["notice"])
    return {key for key in notices if key[1].partition(":")[0] in about}


def _take_away(connection: Connection, gone: set[Key], counters: Counters) -> None:
    """Each takes a version number, so that phones learn at their next sync that it is gone."""
    stored = ledger.load(connection, sorted(gone))
    departures = []
    for key, kept in stored.items():
        counters.version += 1
        departures.append(ledger.departure(key, counters.version, kept.audience))
    ledger.record_departures(connection, departures)
    if stored:
        ledger.remove_documents(connection, stored)
