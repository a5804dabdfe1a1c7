"""All that stays of what has been destroyed: numbers, and who confirmed the yearly lists. Nothing says which."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.records import from_plain
from domain.secrecy.retention import Remains
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, DocumentRow, Key
from sync_server.storage.writing import as_json

REMAINS: Key = ("remains", "remains")


@dataclass(frozen=True)
class Confirmation:
    """Somebody confirmed the list of a year: `number` records went."""

    year: int
    at: str
    person: str
    number: int


@dataclass(frozen=True)
class AllRemains:
    """What is left of all that has been destroyed: a document that nobody has the keys to."""

    counts: tuple[Remains, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()


def remains(connection: Connection) -> AllRemains:
    stored = ledger.load(connection, [REMAINS]).get(REMAINS)
    return from_plain(AllRemains, json.loads(stored.body)) if stored else AllRemains()


def remember(connection: Connection, counters: Counters, counted: tuple[Remains, ...], *by: Confirmation) -> None:
    """Add to the numbers, inside a write. What goes by itself has nobody who confirmed it."""
    before = remains(connection)
    sums = {(kept.retention, kept.closed_in): kept.number for kept in before.counts}
    for kept in counted:
        key = kept.retention, kept.closed_in
        sums[key] = sums.get(key, 0) + kept.number
    counts = tuple(Remains(*key, number) for key, number in sorted(sums.items()))
    counters.version += 1
    nobody = ledger.audience_number(connection, frozenset())
    body = as_json(AllRemains(counts, (*before.confirmations, *by)))
    ledger.write_documents(connection, [DocumentRow(*REMAINS, counters.version, nobody, body)])
