"""How long one durable save of one document takes, beside the disk's own limit and beside two peers.

    python -m benchmarks.durable_save

In each repeat all contenders take turns, save by save and in a new order each time, so that a busy disk slows all
alike; the figure to trust is the ratio to the plain append in the same repeat. TinyDB's own storage comes last, because
it writes so much.
"""

import json
import os
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from app.device.store import open_store

FOLDER = Path(__file__).parents[1] / "build" / "durable_save"  # on a disk: /tmp may be memory
SIZES = 100, 1_000, 10_000
REPEATS = 7
SAVES = 100
SAVES_OF_WHOLE_FILES = 8

Save = Callable[[int], object]  # save document n, changed, durably


def document(n: int) -> dict[str, Any]:
    """Some 390 bytes of JSON, different each time."""
    return {
        "id": f"0190a1b2-{n:012x}",
        "round": f"round-{n % 97}",
        "point": f"brandskydd/dörrar/{n % 31}",
        "answer": "avvikelse",
        "note": "Dörren till pannrummet går inte i lås. Dörrstängaren är lös i fästet och två skruvar saknas.",
        "at": time.time_ns(),
        "photos": [f"{n:064x}"],
        "counter": n,
    }


def text(n: int) -> bytes:
    return json.dumps(document(n)).encode() + b"\n"


@contextmanager
def append_and_sync(folder: Path, size: int) -> Iterator[Save]:
    file = os.open(folder / "append", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(file, b"".join(text(n) for n in range(size)))
    os.fsync(file)

    def save(n: int) -> None:
        os.write(file, text(n))
        os.fdatasync(file)

    yield save
    os.close(file)


@contextmanager
def overwrite_and_sync(folder: Path, size: int) -> Iterator[Save]:
    file = os.open(folder / "overwrite", os.O_WRONLY | os.O_CREAT)
    at = os.write(file, b"".join(text(n) for n in range(size)))
    os.write(file, bytes(1 << 20))
    os.fsync(file)

    def save(n: int) -> None:
        nonlocal at
        at += os.pwrite(file, text(n), at)
        os.fdatasync(file)

    yield save
    os.close(file)


@contextmanager
def rond_store(folder: Path, size: int) -> Iterator[Save]:
    with open_store(folder / "rond.journal") as db:
        table = db.table("answers")
        table.insert_multiple(document(n) for n in range(size))
        yield lambda n: table.update(document(n), doc_ids=[n + 1])


@contextmanager
def sqlite_wal_full(folder: Path, size: int) -> Iterator[Save]:
    connection = sqlite3.connect(folder / "rond.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE answers(id INTEGER PRIMARY KEY, body)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO answers VALUES(?, ?)", ((n, text(n)) for n in range(size)))
    connection.execute("COMMIT")
    yield lambda n: connection.execute("UPDATE answers SET body=? WHERE id=?", (text(n), n))
    connection.close()


@contextmanager
def tinydb_json(folder: Path, size: int) -> Iterator[Save]:
    with TinyDB(folder / "tinydb.json") as db:
        table = db.table("answers")
        table.insert_multiple(document(n) for n in range(size))
        yield lambda n: table.update(document(n), doc_ids=[n + 1])


UNIT = "append + fdatasync (the unit)"
BY_TURNS = {
    UNIT: append_and_sync,
    "overwrite of zeros + fdatasync (the limit)": overwrite_and_sync,
    "Rond's store": rond_store,
    "sqlite3, WAL, synchronous=FULL": sqlite_wal_full,
}
WHOLE_FILE = {"TinyDB, JSONStorage": tinydb_json}


def run() -> list[dict[str, str]]:
    """One row a contender: its name, and for each size of the store the median time and the ratio to the unit."""
    columns = {size: [measure(size, repeat) for repeat in range(REPEATS)] for size in SIZES}
    return [
        {"store": name} | {f"{size:,} documents": describe(columns[size], name) for size in SIZES}
        for name in (*BY_TURNS, *WHOLE_FILE)
    ]


def measure(size: int, repeat: int) -> dict[str, float]:
    """Each contender's median milliseconds for one save."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    chance = random.Random(repeat)
    times: dict[str, list[float]] = {name: [] for name in (*BY_TURNS, *WHOLE_FILE)}
    for group, saves in ((BY_TURNS, SAVES), (WHOLE_FILE, SAVES_OF_WHOLE_FILES)):
        with ExitStack() as opened:
            contenders = [(name, opened.enter_context(make(FOLDER, size))) for name, make in group.items()]
            for _ in range(saves):
                n = chance.randrange(size)
                for name, save in chance.sample(contenders, len(contenders)):
                    started = time.perf_counter()
                    save(n)
                    times[name].append(time.perf_counter() - started)
    return {name: statistics.median(each) * 1000 for name, each in times.items()}


def describe(repeats: list[dict[str, float]], name: str) -> str:
    milliseconds = statistics.median(each[name] for each in repeats)
    ratio = statistics.median(each[name] / each[UNIT] for each in repeats)
    return f"{milliseconds:.3f} ms (x{ratio:.2f})"


def as_markdown(rows: list[dict[str, str]]) -> str:
    head = list(rows[0])
    lines = [head, ["---"] * len(head)] + [list(row.values()) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(as_markdown(run()))
