"""The phone's store: TinyDB's whole API over tables in memory and a journal on disk.

Every change is one frame, flushed to disk before the call returns, and only then true in memory. `together` makes
several changes one frame. A change that cannot be saved raises SaveFailed and has not happened.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from app.device.changes import EMPTIED, REMOVED, Change, from_line, snapshot, to_line
from app.device.disk import Disk, FileDisk, SaveFailed
from app.device.journal import Journal
from app.device.rows import Rows
from app.device.table import JournalTable, differences

Indexes = Mapping[str, Sequence[str]]  # table -> top-level fields

COMPACT_FROM = 256 * 1024  # bytes of journal below which tidying up is not worth it


class RondStore(TinyDB):
    """A TinyDB of JournalTables."""

    table_class = JournalTable


def open_store(path: str | Path, indexes: Indexes | None = None, *, compact_from: int = COMPACT_FROM) -> TinyDB:
    """The store kept in the file `path`, made if it is not there.

    Searches for `where(field) == value` are quick on the fields named in `indexes`, e.g. {"outbox": ["counter"]}.
    Raises StoreInUse if someone else has it open, StoreRefused if the file is not ours or a newer version's.
    """
    return open_on(FileDisk(Path(path)), indexes, compact_from=compact_from)


def open_on(disk: Disk, indexes: Indexes | None = None, *, compact_from: int = COMPACT_FROM) -> TinyDB:
    """The store kept on this disk, which it will close. Raises StoreRefused."""
    try:
        return RondStore(storage=lambda: JournalStorage(disk, indexes or {}, compact_from))
    except BaseException:
        disk.close()
        raise


@contextlib.contextmanager
def together(db: TinyDB) -> Iterator[None]:
    """All changes made inside, over any tables, are saved as one when the block ends, or none of them if it raises.

    Inside, the block sees its own changes; so does anyone else, so do not await in it. Blocks may be nested: an inner
    one that fails takes back only its own changes, and all is saved when the outermost ends. Raises SaveFailed.
    """
    storage = db.storage
    if not isinstance(storage, JournalStorage):
        raise TypeError("together() needs a store from open_store()")
    with storage.together():
        yield


class JournalStorage(Storage):
    """Tables in memory, each change to them in a journal."""

    def __init__(self, disk: Disk, indexes: Indexes, compact_from: int) -> None:
        self._journal = Journal(disk)
        self._indexes = indexes
        self._compact_from = compact_from
        self._waiting: list[Change] | None = None  # changes inside `together`
        self._tables: dict[str, Rows] = {}
        self._replay()
        self._compact_next = max(compact_from, 2 * sum(rows.bytes() for rows in self._tables.values()))
        if self.dropped:  # leave nothing behind that a later opening would report again
            self.compact()

    @property
    def dropped(self) -> bytes:
        """What lay in the journal after the last whole frame when it was opened: a save cut short, or damage."""
        return self._journal.dropped

    def rows(self, table: str) -> Rows:
        """The rows of a table, to read. A table that does not exist has none."""
        return self._tables.get(table) or Rows()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """A copy of everything as {table: {id: document}}; None if there are no tables."""
        tables = {
            name: {str(doc_id): rows.copy(doc_id) for doc_id in rows.texts} for name, rows in self._tables.items()
        }
        return tables or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables equal to `data`, as one change. Raises SaveFailed."""
        changes: list[Change] = [(name, None, REMOVED) for name in self._tables if name not in data]
        for name, documents in data.items():
            changes += self._made(name) + differences(name, self.rows(name), documents)
        self._save(changes)

    def commit(self, table: str, changes: list[Change]) -> None:
        """Save changes to one table, which exists from now on. Raises SaveFailed."""
        self._save(self._made(table) + changes)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """See the function of the same name."""
        outer = self._waiting
        mark = 0 if outer is None else len(outer)
        self._waiting = [] if outer is None else outer
        try:
            yield
            if outer is None:
                self._journal_changes(self._waiting)
                self._waiting = None
        except BaseException:
            undo = len(self._waiting or ()) > mark
            self._waiting = None if outer is None else outer[:mark]
            if undo:
                self._replay()
            raise
        self._compact_if_grown()

    def compact(self) -> bool:
        """Rewrite the journal to what is still true, atomically. False if it cannot be done now: nothing is lost."""
        if self._waiting is not None:
            return False
        try:
            self._journal.rewrite(snapshot(self._tables))
        except SaveFailed:
            self._compact_next = self._journal.size * 3 // 2
            return False
        self._compact_next = max(self._compact_from, self._journal.size * 2)
        return True

    def close(self) -> None:
        self._journal.close()

    def _made(self, table: str) -> list[Change]:
        return [] if table in self._tables else [(table, None, EMPTIED)]

    def _save(self, changes: list[Change]) -> None:
        if self._waiting is None:
            self._journal_changes(changes)
        else:
            self._waiting.extend(changes)
        self._apply(changes)
        self._compact_if_grown()

    def _journal_changes(self, changes: list[Change]) -> None:
        if changes:
            self._journal.append(to_line(changes))

    def _compact_if_grown(self) -> None:
        if self._journal.size > self._compact_next:
            self.compact()

    def _replay(self) -> None:
        """Make memory what the journal says, and what is waiting on top of it."""
        self._tables = {}
        for line in self._journal.frames():
            self._apply(from_line(line))
        self._apply(self._waiting or [])

    def _apply(self, changes: Iterable[Change]) -> None:
        for table, doc_id, text in changes:
            if doc_id is None:
                self._tables.pop(table, None) if text == REMOVED else self._emptied(table)
            elif text == REMOVED:
                self._tables[table].remove(doc_id)
            else:
                self._tables[table].put(doc_id, text)

    def _emptied(self, table: str) -> None:
        if table in self._tables:
            self._tables[table].clear()
        else:
            self._tables[table] = Rows(self._indexes.get(table, ()))
