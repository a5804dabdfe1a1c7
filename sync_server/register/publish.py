"""The register laid out as documents: what has changed gets a new version, what has left it leaves the phones."""

import json

from sqlalchemy import Connection

from domain.checklists.checklist import Checklist
from domain.places import Building
from domain.records import from_plain
from domain.rounds.proposals import APPROVED, Proposal
from sync_server.content import Municipality
from sync_server.lists.kept import adopted_lists
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.ledger import DocumentRow, Key
from sync_server.storage.working_set import TYPES, WorkingSet
from sync_server.storage.writing import as_json

KINDS = ("secrecy", "municipality", "policy", "demarcation", "checklist", "organisation", "role", "building", "person")
REPLACEABLE = ("municipality", "policy", "organisation", "role", "building", "person")
"""Kinds that go when they leave the register. Decided lists and checklists that rounds were walked with never do."""


def read_register(connection: Connection, files: Municipality) -> Register:
    """The register to work with: what the files say, and what has been approved since they were written."""
    older = ledger.load_all(connection, ["checklist"])
    number = ledger.read_counters(connection).register
    return Register(files, _older_checklists(older), _approved(connection), number, adopted_lists(connection))


def publish(connection: Connection, files: Municipality) -> Register:
    """Write what has changed since last time and return the register to work with. Inside `Database.write`."""
    counters = ledger.lock(connection)
    stored = ledger.load_all(connection, KINDS)
    older, adopted = _older_checklists(stored), adopted_lists(connection)
    register = Register(files, older, _approved(connection), counters.register, adopted)
    rows, departures, published, moved = [], [], set(), False
    numbers: dict[frozenset[str], int] = {}
    for kind, identity, content, audience in register.documents():
        key, body = (kind, identity), as_json(content)
        published.add(key)
        if audience not in numbers:
            numbers[audience] = ledger.audience_number(connection, audience)
        before = stored.get(key)
        if before and before.body == body and before.audience == numbers[audience]:
            continue
        counters.version += 1
        rows.append(DocumentRow(*key, counters.version, numbers[audience], body))
        moved = moved or kind == "secrecy" or (kind == "building" and _changes_hands(before, content))
        if before and before.audience != numbers[audience]:
            departures.append(ledger.departure(key, counters.version, before.audience))
    gone = [key for key in stored if key not in published and key[0] in REPLACEABLE]
    for key in gone:
        counters.version += 1
        departures.append(ledger.departure(key, counters.version, stored[key].audience))
    ledger.write_documents(connection, rows)
    ledger.record_departures(connection, departures)
    if gone:
        ledger.remove_documents(connection, gone)
    if moved or any(kind == "building" for kind, _ in gone):
        _show_to_the_right_people(connection, register, counters)
    if rows or gone:
        counters.register = register.number = counters.register + 1
    ledger.advance(connection, counters)
    return register


def _changes_hands(before: ledger.Stored | None, building: Building) -> bool:
    """Whether others own or use it now: who may see what happened there goes by that."""
    return before is not None and from_plain(Building, json.loads(before.body)).orgs != building.orgs


def _approved(connection: Connection) -> list[Proposal]:
    stored = ledger.load_all(connection, ["proposal"]).values()
    proposals = (from_plain(Proposal, json.loads(kept.body)) for kept in stored)
    return [proposal for proposal in proposals if proposal.status == APPROVED]


def _older_checklists(stored: dict[Key, ledger.Stored]) -> dict[tuple[str, str], Checklist]:
    checklists = (
        from_plain(Checklist, json.loads(kept.body)) for (kind, _), kept in stored.items() if kind == "checklist"
    )
    return {(checklist.id, checklist.version): checklist for checklist in checklists}


def _show_to_the_right_people(connection: Connection, register: Register, counters: ledger.Counters) -> None:
    """A building has changed hands, or the rules of secrecy have: who may see what lies there already follows."""
    documents = WorkingSet(connection, register)
    for kind in TYPES:
        documents.prefetch(ledger.load_all(connection, [kind]))
    documents.save_all(counters)
