"""Finding documents by a field's value without looking at them all, asked through TinyDB's own query objects.

A TinyDB query carries a description of itself, the "hash" behind its cache: `('==', path, value)`, `('and', {...})`.
What such a description promises only narrows the search; every candidate is still tested by the query itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Scalar = str | int | float | None


class Index:
    """Which documents have which value in one field. Only scalars are kept: nothing else can equal a scalar."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._ids: dict[Scalar, set[int]] = {}

    def add(self, doc_id: int, document: Mapping[str, Any]) -> None:
        if self._field in document and _is_scalar(value := document[self._field]):
            self._ids.setdefault(value, set()).add(doc_id)

    def remove(self, doc_id: int, document: Mapping[str, Any]) -> None:
        if self._field in document and _is_scalar(value := document[self._field]) and (ids := self._ids.get(value)):
            ids.discard(doc_id)
            if not ids:
                del self._ids[value]

    def find(self, value: Scalar) -> set[int]:
        return self._ids.get(value, set())


def required_values(query: object, fields: Iterable[str]) -> dict[str, Scalar]:
    """The fields, of those given, that must equal a scalar in every document the query matches."""
    required: dict[str, Scalar] = {}
    parts = [getattr(query, "_hash", None)]
    while parts:
        match parts.pop():
            case ("and", frozenset() as both):
                parts.extend(both)
            case ("==", (str(field),), value) if field in fields and _is_scalar(value):
                required[field] = value
    return required


def _is_scalar(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)
