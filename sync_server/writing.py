"""Writing JSON the short way; one encoder each, because making one costs more than writing an event with it."""

import json
from typing import Any

from domain.records import to_plain

_SHORT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SORTED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def as_json(record: Any) -> str:
    """A dataclass, or plain data, as JSON."""
    return _SHORT.encode(to_plain(record))


def in_one_way(plain: Any) -> str:
    """Plain data as JSON, the same whatever the order of its keys was."""
    return _SORTED.encode(plain)


def short(plain: Any) -> str:
    """Plain data as JSON, when it has been made plain already."""
    return _SHORT.encode(plain)
