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
from app.device.sealed import KeyFile, Sealer, Unreadable, closed_text, is_sealed, is_to_seal, opened_text
from app.device.table import JournalTable, differences

Indexes = Mapping[str, Sequence[str]]  # table -> top-level fields

COMPACT_FROM = 256 * 1024  # bytes of journal below which tidying up is not worth it


class RondStore(TinyDB):
    """A TinyDB of JournalTables."""

    table_class = JournalTable


def open_store(path: str | Path, indexes: Indexes | None = None, *, compact_from: int = COMPACT_FROM) -> TinyDB:
    """The store kept in the file `path`, made if it is not there.

    Searches for `where(field) == value` are quick on the fields named in `indexes`, e.g. {"outbox": ["counter"]}.
    The key of what is sealed lies beside it. Raises StoreInUse if someone else has it open, StoreRefused if the file is
    not ours or a newer version's.
    """
    path = Path(path)
    return open_on(FileDisk(path), indexes, KeyFile(path.with_suffix(".key")), compact_from=compact_from)


def open_on(
    disk: Disk, indexes: Indexes | None = None, sealer: Sealer | None = None, *, compact_from: int = COMPACT_FROM
) -> TinyDB:
    """The store kept on this disk, which it will close. Raises StoreRefused.

    Without a `sealer`, which a disk in memory needs not have, nothing is sealed.
    """
    try:
        return RondStore(storage=lambda: JournalStorage(disk, indexes or {}, compact_from, sealer))
    except BaseException:
        disk.close()
        raise


@contextlib.contextmanager
def together(db: TinyDB) -> Iterator[None]:
    """All changes made inside, over any tables, are saved as one when the block ends, or none of them if it raises.

    Inside, the block sees its own changes; so does anyone else, so do not await in it. Blocks may be nested: an inner
    one that fails takes back only its own changes, and all is saved when the outermost ends. Raises SaveFailed.
    """
    with storage_of(db).together():
        yield


def storage_of(db: TinyDB) -> "JournalStorage":
    """What is beneath a store of `open_store`. Raises TypeError for any other."""
    if not isinstance(db.storage, JournalStorage):
        raise TypeError("this needs a store from open_store()")
    return db.storage


class JournalStorage(Storage):
    """Tables in memory, each change to them in a journal. Rows to be sealed are plain in memory only.

    `lost` counts the rows that could not be opened any more: their key has left the phone.
    """

    def __init__(self, disk: Disk, indexes: Indexes, compact_from: int, sealer: Sealer | None) -> None:
        self._journal = Journal(disk)
        self._indexes = indexes
        self.sealer = sealer
        self.lost = 0
        self._to_purge = False
        self._compact_from = compact_from
        self._waiting: list[Change] | None = None  # changes inside `together`
        self._tables: dict[str, Rows] = {}
        self._replay()
        self._compact_next = max(compact_from, 2 * sum(rows.bytes() for rows in self._tables.values()))
        if self.dropped or self.lost:  # leave nothing behind that a later opening would report again
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
            self._journal.rewrite(to_line(self._closed(changes)) for changes in snapshot(self._tables))
        except SaveFailed:
            self._compact_next = self._journal.size * 3 // 2
            return False
        self._compact_next = max(self._compact_from, self._journal.size * 2)
        self._to_purge = False
        return True

    def purge(self) -> None:
        """Leave no frame in the journal that holds, sealed, what is not true any more."""
        if self._to_purge:
            self.compact()

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
            self._journal.append(to_line(self._closed(changes)))

    def _closed(self, changes: list[Change]) -> list[Change]:
        """As they may lie on the disk. Raises SaveFailed where there is no key to seal with."""
        sealer = self.sealer
        if sealer is None:
            return changes
        return [
            (table, doc_id, closed_text(sealer, f"{table}:{doc_id}", text) if is_to_seal(text) else text)
            for table, doc_id, text in changes
        ]

    def _opened(self, change: Change) -> Change:
        """As somebody wrote it; what cannot be opened any more is gone."""
        table, doc_id, text = change
        if not is_sealed(text):
            return change
        try:
            if self.sealer:
                return table, doc_id, opened_text(self.sealer, f"{table}:{doc_id}", text)
        except Unreadable:
            pass
        self.lost += 1
        return table, doc_id, REMOVED

    def _compact_if_grown(self) -> None:
        if self._journal.size > self._compact_next:
            self.compact()

    def _replay(self) -> None:
        """Make memory what the journal says, and what is waiting on top of it."""
        self._tables, self.lost = {}, 0
        for line in self._journal.frames():
            self._apply(map(self._opened, from_line(line)))
        self._apply(self._waiting or [])

    def _apply(self, changes: Iterable[Change]) -> None:
        for table, doc_id, text in changes:
            self._to_purge = self._to_purge or self._is_sealed_now(table, doc_id)
            if doc_id is None:
                self._tables.pop(table, None) if text == REMOVED else self._emptied(table)
            elif text == REMOVED:
                self._tables[table].remove(doc_id)
            else:
                self._tables[table].put(doc_id, text)

    def _is_sealed_now(self, table: str, doc_id: int | None) -> bool:
        """Whether a change there leaves sealed bytes behind in an older frame."""
        texts = self.rows(table).texts
        return is_to_seal(texts.get(doc_id, "")) if doc_id is not None else any(map(is_to_seal, texts.values()))

    def _emptied(self, table: str) -> None:
        if table in self._tables:
            self._tables[table].clear()
        else:
            self._tables[table] = Rows(self._indexes.get(table, ()))
