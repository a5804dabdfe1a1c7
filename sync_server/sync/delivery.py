"""Documents out: everything that changed since the cursor and that this person may see, and what they no longer may."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from domain.people import Person
from domain.records import to_plain
from domain.wire import Receipt
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, Key
from sync_server.storage.writing import quoted, short

PAGE_DOCUMENTS = 2_000
PAGE_BYTES = 2_000_000


@dataclass(frozen=True)
class Delivery:
    """`rows` are (kind, id, version, body as JSON). See `domain.wire.SyncAnswer` for the rest."""

    rows: Sequence[Any]
    gone: list[Key]
    cursor: int
    access: str
    reset: bool = False
    more: bool = False


def deliver(connection: Connection, register: Register, person: Person, cursor: int, access: str) -> Delivery:
    """What a phone at `cursor`, whose last answer was made for `access`, is to get. Inside one `Database.reading`."""
    now = ledger.read_counters(connection)
    keys = register.keys_of(person)
    opened = ledger.audiences_opened_by(connection, keys)
    fresh_access = access_of(keys, now)
    if access != fresh_access or cursor > now.version:
        everything = ledger.changed_since(connection, 0, opened, limit=None)
        return Delivery(everything, [], now.version, fresh_access, reset=True)
    rows = ledger.changed_since(connection, cursor, opened, limit=PAGE_DOCUMENTS + 1)
    page = _page(rows)
    more = len(page) < len(rows)
    reached = page[-1].version if more else now.version
    gone = ledger.departed_since(connection, cursor, reached, opened) if reached > cursor else []
    return Delivery(page, gone, reached, fresh_access, more=more)


def access_of(keys: frozenset[str], now: Counters) -> str:
    """Says, without saying which, what keys an answer was made for, and by which database."""
    return hashlib.sha256("\n".join([now.ledger, *sorted(keys)]).encode()).hexdigest()[:16]


def _page(rows: Sequence[Any]) -> Sequence[Any]:
    """As many of the rows as fit in one answer, at least one."""
    size = 0
    for number, row in enumerate(rows[:PAGE_DOCUMENTS]):
        size += len(row.body)
        if size > PAGE_BYTES and number:
            return rows[:number]
    return rows[:PAGE_DOCUMENTS]


def as_answer(receipts: Sequence[Receipt], delivery: Delivery, server_time: str) -> bytes:
    """A `domain.wire.SyncAnswer` as JSON. The bodies are JSON already and are not read again."""
    said = {
        "receipts": to_plain(receipts),
        "gone": delivery.gone,
        "cursor": delivery.cursor,
        "access": delivery.access,
        "reset": delivery.reset,
        "more": delivery.more,
        "server_time": server_time,
    }
    rest = short(said)
    parcels = ",".join(
        f'{{"kind":"{kind}","id":{quoted(identity)},"version":{version},"body":{body}}}'
        for kind, identity, version, body in delivery.rows
    )
    return f'{rest[:-1]},"documents":[{parcels}]}}'.encode()
