"""A phone that dies while a caretaker answers: a process that saves is killed at random instants, again and again."""

import os
import random
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where

from app.device.store import open_store, together

COMPACT_FROM = 3000  # bytes: every few saves, so that kills land in compactions too


def save_answer(db: TinyDB, n: int) -> None:
    """The n-th thing a caretaker does; always the same for the same n, and over two tables."""
    outbox = db.table("outbox")
    with together(db):
        outbox.insert({"counter": n, "answer": "avvikelse", "note": f"Dörr {n} går trögt " * (n % 7)})
        db.table("documents").upsert({"name": "round", "answered": n}, where("name") == "round")
    if n % 3 == 0:
        outbox.remove(where("counter") <= n - 20)


def answer_until_killed(path: Path, first: int, say: Callable[[int], object]) -> None:
    db = open_store(path, {"outbox": ["counter"]}, compact_from=COMPACT_FROM)
    say(first - 1)
    n = first
    while True:
        save_answer(db, n)
        say(n)
        n += 1


def assert_whole(db: TinyDB, first: int, acknowledged: int) -> int:
    """Every acknowledged answer is there, and perhaps one that was saved but not acknowledged. Returns the last."""
    counters = [each["counter"] for each in db.table("outbox")]
    document: Any = db.table("documents").get(where("name") == "round")
    last = document["answered"] if document else 0
    assert last in (acknowledged, acknowledged + 1)
    assert counters == sorted(counters)
    assert counters[-1:] == ([last] if last else [])
    assert set(range(max(1, last - 19), last + 1)) <= set(counters), "an answer was lost"
    if (removing := acknowledged // 3 * 3) >= first:
        assert counters[0] > removing - 20, "an answer that was removed came back"
    for each in db.table("outbox"):
        assert each["note"] == f"Dörr {each['counter']} går trögt " * (each["counter"] % 7)
    return last


def kill_after(seconds: float, path: Path, first: int) -> int:
    """Let a process save from `first` on, kill it `seconds` after it began; returns the last number it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            answer_until_killed(path, first, lambda n: os.write(writing, b"%d\n" % n))
        finally:
            os._exit(1)
    os.close(writing)
    try:
        assert select.select([reading], [], [], 60)[0], "the process never opened the store"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, "the process failed by itself"
        with os.fdopen(reading, "rb") as said:
            return int(said.read().split(b"\n")[-2])
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise


def test_no_acknowledged_answer_is_lost_to_a_kill(tmp_path: Path):
    chance = random.Random(1)
    path = tmp_path / "rond.journal"
    last = killed_while_compacting = 0
    for _ in range(240):
        first = last + 1
        acknowledged = kill_after(chance.uniform(0, 0.06), path, first)
        killed_while_compacting += path.with_name("rond.journal.new").exists()
        with open_store(path, compact_from=10**9) as db:
            last = assert_whole(db, first, acknowledged)
    assert last > 240
    assert killed_while_compacting
