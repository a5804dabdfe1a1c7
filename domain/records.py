"""Dataclasses as plain JSON data and back, fast enough for a phone and strict enough for a journal.

A field that holds its default is left out, so that a record of ten facts costs ten facts. A field that this version
does not know is passed over when read: a newer server may send more than an older phone understands.
"""

import dataclasses
import types
import typing
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_NO_DEFAULT = object()
_SCALARS = frozenset({str, int, float, bool, type(None)})


def to_plain(record: Any) -> Any:
    """A dataclass (with nested ones, tuples and dicts) as dicts, lists and scalars."""
    return record if type(record) in _SCALARS else _writer(type(record))(record)


def changed(record: T, **fields: Any) -> T:
    """`dataclasses.replace` in half the time, for documents: for them it is asked once an event."""
    return type(record)(**{**vars(record), **fields})


def from_plain(wanted: type[T], plain: Any) -> T:
    """The inverse of `to_plain`. Raises TypeError where a field without default is missing."""
    return _reader(wanted)(plain)


@cache
def _writer(kind: type) -> typing.Callable[[Any], Any]:
    """How to write one type: made once per type, because looking at it is slow."""
    if dataclasses.is_dataclass(kind):
        return _record_writer(kind)
    if issubclass(kind, (tuple, list)):
        return lambda items: [to_plain(item) for item in items]
    if issubclass(kind, dict):
        return lambda mapping: {key: to_plain(value) for key, value in mapping.items()}
    return lambda value: value


def _record_writer(kind: type) -> typing.Callable[[Any], Any]:
    defaults = {field.name: _default_of(field) for field in dataclasses.fields(kind)}
    default_of = defaults.get

    def write(record: Any) -> dict[str, Any]:
        # A record's own dictionary has its fields in order, and after them what `cached_property` keeps there: that is
        # no field, and passed over as if it held its default.
        return {
            name: value if type(value) in _SCALARS else to_plain(value)
            for name, value in vars(record).items()
            if value != default_of(name, value)
        }

    return write


def _default_of(field: dataclasses.Field) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _NO_DEFAULT


@cache
def _reader(wanted: Any) -> typing.Callable[[Any], Any]:
    """How to read one type: made once per type, because looking at annotations is slow."""
    if dataclasses.is_dataclass(wanted):
        return _record_reader(typing.cast(type, wanted))
    origin, args = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is tuple and args[-1] is Ellipsis:
        item = _reader(args[0])
        return lambda plain: tuple(map(item, plain))
    if origin is dict:
        value = _reader(args[1])
        return lambda plain: {key: value(held) for key, held in plain.items()}
    if origin in (typing.Union, types.UnionType):
        return _optional_reader(args)
    return lambda plain: plain


def _record_reader(record: type) -> typing.Callable[[Any], Any]:
    readers: dict[str, typing.Callable[[Any], Any]] = {}

    def read(plain: dict[str, Any]) -> Any:
        # Found at the first reading, not before: a record may hold records of its own kind.
        if not readers:
            hints = typing.get_type_hints(record)
            readers.update(
                {field.name: _reader(hints[field.name]) for field in dataclasses.fields(record) if field.init}
            )
        return record(**{name: readers[name](value) for name, value in plain.items() if name in readers})

    return read


def _optional_reader(args: tuple[Any, ...]) -> typing.Callable[[Any], Any]:
    """`X | None`, or a union of scalars, which needs no reading."""
    records = [arg for arg in args if dataclasses.is_dataclass(arg)]
    if not records:
        return lambda plain: plain
    [record] = records
    read = _reader(record)
    return lambda plain: None if plain is None else read(plain)
