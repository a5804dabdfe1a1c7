"""How a change to the tables is written down: three JSON values a change, one JSON line a frame.

    ["outbox",	12,	{"answer":"ok"},	"outbox",	7,	null]

puts document 12 and removes document 7. An id of null means the whole table: `{}` empties it, `null` drops it.
A tab follows every comma between the values, and JSON text holds no tab elsewhere, so a line is taken apart without
decoding the documents.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from app.device.rows import Rows

Change = tuple[str, int | None, str]  # table, id (None: the whole table), document as JSON

SEPARATOR = ",\t"
REMOVED = "null"
EMPTIED = "{}"
AT_ONCE = 100  # changes in one frame of a snapshot

_name_written = lru_cache(json.dumps)
_name_read = lru_cache(json.loads)


def to_line(changes: Iterable[Change]) -> str:
    tokens: list[str] = []
    for table, doc_id, text in changes:
        tokens += _name_written(table), "null" if doc_id is None else str(doc_id), text
    return f"[{SEPARATOR.join(tokens)}]"


def from_line(line: str) -> Iterator[Change]:
    tokens = line[1:-1].split(SEPARATOR)
    ids = json.loads(f"[{','.join(tokens[1::3])}]")
    return zip(map(_name_read, tokens[::3]), ids, tokens[2::3], strict=True)


def snapshot(tables: Mapping[str, Rows]) -> Iterator[list[Change]]:
    """Changes, a frame at a time, that make these tables from nothing, and remember the ids already given out."""
    for name, rows in tables.items():
        changes: list[Change] = [(name, None, EMPTIED)]
        changes += [(name, doc_id, text) for doc_id, text in rows.texts.items()]
        if rows.top and rows.top not in rows.texts:
            changes.append((name, rows.top, REMOVED))
        for at in range(0, len(changes), AT_ONCE):
            yield changes[at : at + AT_ONCE]
