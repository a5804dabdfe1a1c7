"""The versions that were adopted here, in the database beside the documents: nobody needs access to any file."""

import json

from sqlalchemy import Connection

from domain.demarcation.versions import AdoptedList
from domain.records import from_plain
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, DocumentRow
from sync_server.storage.writing import as_json

KIND = "adopted_list"
NOBODY: frozenset[str] = frozenset()
"""Who may read the log asks for it; what phones get is the list itself."""


def adopted_lists(connection: Connection) -> list[AdoptedList]:
    stored = ledger.load_all(connection, [KIND]).values()
    adopted = (from_plain(AdoptedList, json.loads(kept.body)) for kept in stored)
    return sorted(adopted, key=lambda each: each.number)


def keep(connection: Connection, counters: Counters, adopted: AdoptedList) -> None:
    """Inside `Database.write`, after `ledger.lock`; `publish` then lays it out."""
    counters.version += 1
    audience = ledger.audience_number(connection, NOBODY)
    row = DocumentRow(KIND, adopted.listing.version, counters.version, audience, as_json(adopted))
    ledger.write_documents(connection, [row])
    ledger.advance(connection, counters)
