"""TinyDB's Table over rows in memory: reads copy out of them, a change writes down only the documents it touched."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from app.device.changes import EMPTIED, REMOVED, Change
from app.device.rows import Body, Rows, encode


class JournalTable(Table):
    """A table of a JournalStorage. An id once given out is never given out again, unless the whole table is emptied."""

    def search(self, cond: QueryLike) -> list[Document]:
        rows = self._rows
        return [Document(rows.copy(doc_id), doc_id) for doc_id in rows.matching(cond)]

    def get(  # pyright: ignore[reportIncompatibleMethodOverride]  # the same parameters, without TinyDB's overloads
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: list | None = None
    ) -> Any:
        rows = self._rows
        if doc_id is not None:
            return Document(rows.copy(int(doc_id)), doc_id) if int(doc_id) in rows.texts else None
        if doc_ids is not None:
            wanted = {int(each) for each in doc_ids}
            return [Document(rows.copy(each), each) for each in rows.texts if each in wanted]
        if cond is not None:
            first = next(rows.matching(cond), None)
            return None if first is None else Document(rows.copy(first), first)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def count(self, cond: QueryLike) -> int:
        return sum(1 for _ in self._rows.matching(cond))

    def update(
        self,
        fields: Mapping | Callable[[MutableMapping], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        if doc_ids is None and cond is not None:
            doc_ids = list(self._rows.matching(cond))
        return super().update(fields, doc_ids=doc_ids)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        if doc_ids is None and cond is not None:
            doc_ids = list(self._rows.matching(cond))
        return super().remove(doc_ids=doc_ids)

    def __len__(self) -> int:
        return len(self._rows.texts)

    def __iter__(self) -> Iterator[Document]:
        rows = self._rows
        return iter([Document(rows.copy(doc_id), doc_id) for doc_id in rows.texts])

    @property
    def _rows(self) -> Rows:
        return self._storage.rows(self.name)  # pyright: ignore[reportAttributeAccessIssue]  # always a JournalStorage

    def _get_next_id(self) -> int:
        next_id = max(self._next_id or 1, self._rows.top + 1)
        self._next_id = next_id + 1
        return next_id

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = Draft(self._rows)
        updater(draft)
        self._storage.commit(self.name, draft.changes(self.name))  # pyright: ignore[reportAttributeAccessIssue]


class Draft(MutableMapping[int, Body]):
    """A table as TinyDB's own operations wish to see it: a dict of documents that they may change at will."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._emptied = False
        self._touched: dict[int, Body] = {}
        self._removed: set[int] = set()

    def __getitem__(self, doc_id: int) -> Body:
        if (body := self._touched.get(doc_id)) is None:
            if not self._is_kept(doc_id):
                raise KeyError(doc_id)
            body = self._touched[doc_id] = self._rows.copy(doc_id)
        return body

    def __setitem__(self, doc_id: int, body: Body) -> None:
        self._touched[doc_id] = body

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched.pop(doc_id, None)
        self._removed.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._touched or self._is_kept(doc_id)

    def __iter__(self) -> Iterator[int]:
        kept = [doc_id for doc_id in self._rows.texts if self._is_kept(doc_id)]
        return iter(kept + [doc_id for doc_id in self._touched if not self._is_kept(doc_id)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._emptied = True
        self._touched.clear()
        self._removed.clear()

    def changes(self, table: str) -> list[Change]:
        """What to write down. Raises TypeError or ValueError if a document cannot be written as JSON."""
        old = {} if self._emptied else self._rows.texts
        changes: list[Change] = [(table, None, EMPTIED)] if self._emptied else []
        changes += [(table, doc_id, REMOVED) for doc_id in sorted(self._removed) if doc_id in old]
        for doc_id, body in self._touched.items():
            if (text := encode(body)) != old.get(doc_id):
                changes.append((table, int(doc_id), text))
        return changes

    def _is_kept(self, doc_id: object) -> bool:
        return not self._emptied and doc_id in self._rows.texts and doc_id not in self._removed


def differences(table: str, rows: Rows, wanted: Mapping[Any, Mapping[str, Any]]) -> list[Change]:
    """The changes that turn `rows` into `wanted`, a dict of documents by id."""
    draft = Draft(rows)
    ids = {int(doc_id) for doc_id in wanted}
    for doc_id in [each for each in draft if each not in ids]:
        del draft[doc_id]
    for doc_id, body in wanted.items():
        draft[int(doc_id)] = dict(body)
    return draft.changes(table)
