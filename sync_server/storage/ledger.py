"""The SQL of events and documents: the line of events as it came, and the documents as they stand.

Everything that writes runs inside `Database.write`, after `lock`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.storage.schema import (
    audience_keys,
    audiences,
    counters,
    departures,
    documents,
    events,
    held,
    photo_refs,
    set_aside,
)

Key = tuple[str, str]
"""A document's kind and id."""


@dataclass
class Counters:
    """The last version and the last task number given. `ledger` names this database and no other.

    `register` is another number whenever the register is another than before.
    """

    version: int
    task: int
    ledger: str
    register: int


@dataclass(frozen=True)
class Stored:
    """A document as it lies in the database: `audience` is the number of a set of keys, `body` is JSON."""

    version: int
    audience: int
    body: str


@dataclass(frozen=True)
class Kept:
    """What is known of an event already in line. `refusal` is JSON, "" where it was accepted."""

    digest: bytes
    refusal: str


_ALL_COUNTERS = select(counters.c.version, counters.c.task, counters.c.ledger, counters.c.register)
_LAST_COUNTER = select(func.max(events.c.counter)).where(events.c.device == bindparam("device"))
_KEPT = select(events.c.counter, events.c.digest, events.c.refusal).where(
    events.c.device == bindparam("device"), events.c.counter.between(bindparam("first"), bindparam("last"))
)
_HELD = select(held.c.counter, held.c.line).where(held.c.device == bindparam("device"))


class EventRow(NamedTuple):
    """An event in its line: `refusal` is JSON, "" where it was accepted."""

    device: str
    counter: int
    received_at: str
    digest: bytes
    refusal: str
    line: str


class DocumentRow(NamedTuple):
    """A document to be written: `audience` is the number of a set of keys, `body` is JSON."""

    kind: str
    id: str
    version: int
    audience: int
    body: str


def _many(connection: Connection, what: str, conflict: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows, straight to the driver: for a thousand, SQLAlchemy's own way costs more than the database does."""
    values = _places(connection, len(rows[0]))
    connection.exec_driver_sql(f"{what} VALUES ({values}){conflict}", [tuple(row) for row in rows])


def _places(connection: Connection, count: int) -> str:
    """So many parameters, as the driver spells them."""
    return ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * count)


def _either(connection: Connection, table: Any) -> Any:
    """An insert that can say what to do on conflict: the two databases agree in all but the import."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


# --- the line of events --------------------------------------------------------------------------------------------


def lock(connection: Connection) -> Counters:
    """Stand in line for writing: until this transaction ends, nobody else gets a version number."""
    return Counters(*connection.execute(_ALL_COUNTERS.with_for_update()).one())


def read_counters(connection: Connection) -> Counters:
    return Counters(*connection.execute(_ALL_COUNTERS).one())


def advance(connection: Connection, now: Counters) -> None:
    connection.execute(update(counters).values(version=now.version, task=now.task, register=now.register))


def last_counter(connection: Connection, device: str) -> int:
    return connection.execute(_LAST_COUNTER, {"device": device}).scalar() or 0


def kept(connection: Connection, device: str, first: int, last: int) -> dict[int, Kept]:
    rows = connection.execute(_KEPT, {"device": device, "first": first, "last": last})
    return {counter: Kept(bytes(digest), refusal) for counter, digest, refusal in rows}


def append(connection: Connection, rows: Sequence[EventRow]) -> None:
    if rows:
        _many(connection, "INSERT INTO events (device, counter, received_at, digest, refusal, line)", "", rows)


def held_lines(connection: Connection, device: str) -> dict[int, str]:
    return {row.counter: row.line for row in connection.execute(_HELD, {"device": device})}


def hold(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(held), rows)


def release(connection: Connection, device: str, up_to: int) -> None:
    """The line has come this far: what was held up to here now stands in line."""
    connection.execute(delete(held).where(held.c.device == device, held.c.counter <= up_to))


def put_aside(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(_either(connection, set_aside).values(row).on_conflict_do_nothing())


# --- documents -----------------------------------------------------------------------------------------------------


def load(connection: Connection, keys: Iterable[Key]) -> dict[Key, Stored]:
    """Those of the documents that there are. To the driver, as in `_many`: the list of ids is long."""
    by_kind: dict[str, list[str]] = {}
    for kind, identity in keys:
        by_kind.setdefault(kind, []).append(identity)
    found = {}
    for kind, ids in by_kind.items():
        for start in range(0, len(ids), 1000):
            some = ids[start : start + 1000]
            wanted = "SELECT id, version, audience, body FROM documents WHERE kind = {} AND id IN ({})"
            sql = wanted.format(_places(connection, 1), _places(connection, len(some)))
            for identity, *stored in connection.exec_driver_sql(sql, (kind, *some)):
                found[kind, identity] = Stored(*stored)
    return found


def load_all(connection: Connection, kinds: Iterable[str]) -> dict[Key, Stored]:
    rows = connection.execute(select(documents).where(documents.c.kind.in_(list(kinds))))
    return {(row.kind, row.id): Stored(row.version, row.audience, row.body) for row in rows}


def write_documents(connection: Connection, rows: Sequence[DocumentRow]) -> None:
    """Insert, or replace what is there."""
    replaced = ", ".join(f"{name} = excluded.{name}" for name in ("version", "audience", "body"))
    conflict = f" ON CONFLICT (kind, id) DO UPDATE SET {replaced}"
    if rows:
        _many(connection, "INSERT INTO documents (kind, id, version, audience, body)", conflict, rows)


def remove_documents(connection: Connection, keys: Iterable[Key]) -> None:
    connection.execute(delete(documents).where(tuple_(documents.c.kind, documents.c.id).in_(list(keys))))


def departure(key: Key, version: int, audience: int) -> dict[str, Any]:
    """A row for `record_departures`: since `version`, not all of `audience` may see the document any longer."""
    return {"kind": key[0], "id": key[1], "version": version, "audience": audience}


def record_departures(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(departures), rows)


def refer_to_photos(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_either(connection, photo_refs).on_conflict_do_nothing(), rows)


def audience_number(connection: Connection, keys: frozenset[str]) -> int:
    """The number of this set of keys, given now if it is new."""
    spelled = "\n".join(sorted(keys))
    known = connection.execute(select(audiences.c.id).where(audiences.c.spelled == spelled)).scalar()
    if known is not None:
        return known
    number = connection.execute(insert(audiences).values(spelled=spelled).returning(audiences.c.id)).scalar_one()
    if keys:
        connection.execute(insert(audience_keys), [{"key": key, "audience": number} for key in sorted(keys)])
    return number


def changed_of_kind(connection: Connection, kind: str, since: int) -> list[Any]:
    """Rows (id, version, body) of the documents of a kind with a higher version than `since`, lowest version first."""
    wanted = select(documents.c.id, documents.c.version, documents.c.body)
    return list(
        connection.execute(
            wanted.where(documents.c.version > since, documents.c.kind == kind).order_by(documents.c.version)
        )
    )


# --- documents on their way out --------------------------------------------------------------------------------------


def audiences_opened_by(connection: Connection, keys: Iterable[str]) -> list[int]:
    opened = select(audience_keys.c.audience).where(audience_keys.c.key.in_(sorted(keys))).distinct()
    return list(connection.execute(opened).scalars())


def changed_since(connection: Connection, cursor: int, opened: Sequence[int], limit: int | None) -> list[Any]:
    """Rows (kind, id, version, body) with a higher version that the audiences let out, lowest version first."""
    wanted = (
        select(documents.c.kind, documents.c.id, documents.c.version, documents.c.body)
        .where(documents.c.version > cursor, documents.c.audience.in_(opened))
        .order_by(documents.c.version)
        .limit(limit)
    )
    return list(connection.execute(wanted))


def departed_since(connection: Connection, cursor: int, up_to: int, opened: Sequence[int]) -> list[Key]:
    """Documents that could be seen with these audiences and no longer can."""
    same = and_(documents.c.kind == departures.c.kind, documents.c.id == departures.c.id)
    wanted = (
        select(departures.c.kind, departures.c.id)
        .distinct()
        .outerjoin(documents, same)
        .where(departures.c.version > cursor, departures.c.version <= up_to, departures.c.audience.in_(opened))
        .where(or_(documents.c.audience.is_(None), documents.c.audience.not_in(opened)))
        .order_by(departures.c.kind, departures.c.id)
    )
    return [(kind, identity) for kind, identity in connection.execute(wanted)]
