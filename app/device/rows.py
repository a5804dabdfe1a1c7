"""The documents of one table in memory: each kept as the very text that is on disk, decoded when first looked at.

Handing out a freshly decoded document is quicker than a deep copy, and no caller can reach into the store through it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.device.index import Index, required_values

Body = dict[str, Any]


_decoder = json.JSONDecoder()


def decode(text: str) -> Body:
    return _decoder.raw_decode(text)[0]


encode: Callable[[Mapping[str, Any]], str] = json.JSONEncoder(separators=(",", ":")).encode


class Rows:
    """Documents by id, in the order they were inserted. `top` is the highest id ever given out, removed or not."""

    def __init__(self, indexed: Sequence[str] = ()) -> None:
        self._indexed = indexed
        self.clear()

    def clear(self) -> None:
        self.texts: dict[int, str] = {}
        self.top = 0
        self._looked_at: dict[int, Body] = {}
        self._indexes: dict[str, Index] = {}  # made when first asked for: opening need not decode anything
        self._ascending = True

    def put(self, doc_id: int, text: str) -> None:
        if doc_id in self.texts:
            self._forget(doc_id)
        elif doc_id > self.top:
            self.top = doc_id
        else:
            self._ascending = False
        self.texts[doc_id] = text
        for index in self._indexes.values():
            index.add(doc_id, self.peek(doc_id))

    def remove(self, doc_id: int) -> None:
        """Take a document away; the id counts as given out even if there was none."""
        self.top = max(self.top, doc_id)
        if doc_id in self.texts:
            self._forget(doc_id)
            del self.texts[doc_id]

    def bytes(self) -> int:
        """What the documents take as text."""
        return sum(map(len, self.texts.values()))

    def copy(self, doc_id: int) -> Body:
        """A document of the caller's own."""
        return decode(self.texts[doc_id])

    def peek(self, doc_id: int) -> Body:
        """The store's own copy: to look at, never to change or hand out."""
        if (body := self._looked_at.get(doc_id)) is None:
            body = self._looked_at[doc_id] = decode(self.texts[doc_id])
        return body

    def matching(self, query: Callable[[Mapping[str, Any]], bool]) -> Iterator[int]:
        """Ids of the documents the query holds for, in the table's order."""
        return (doc_id for doc_id in self._candidates(query) if query(self.peek(doc_id)))

    def _candidates(self, query: object) -> list[int]:
        # A set of ids has lost the table's order; where ids only ever grew, sorting brings it back.
        if self._indexed and self._ascending and (required := required_values(query, self._indexed)):
            found = [self._index(field).find(value) for field, value in required.items()]
            return sorted(set.intersection(*found))
        return list(self.texts)

    def _index(self, field: str) -> Index:
        if (index := self._indexes.get(field)) is None:
            index = self._indexes[field] = Index(field)
            for doc_id in self.texts:
                index.add(doc_id, self.peek(doc_id))
        return index

    def _forget(self, doc_id: int) -> None:
        for index in self._indexes.values():
            index.remove(doc_id, self.peek(doc_id))
        self._looked_at.pop(doc_id, None)
