"""What is sealed is on the disk in no byte, opens only with its key and in its own place, and goes with the key."""

import asyncio
import contextlib
import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from app.device.changes import from_line
from app.device.disk import SaveFailed
from app.device.journal import HEADER, Journal
from app.device.preview import MemoryDisk
from app.device.sealed import CannotSeal, KeyFile, Unreadable, is_sealed
from app.device.store import open_on, open_store, storage_of, together

CANARY = "Kanariefågel ö 4711"
SPELLINGS = (CANARY.encode(), json.dumps(CANARY)[1:-1].encode(), b"4711")
SECRET = {"id": "a", "text": CANARY, "sealed": True}


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def tells(folder: Path) -> bool:
    return any(spelling in bytes_of(folder) for spelling in SPELLINGS)


def opened(folder: Path) -> TinyDB:
    return open_store(folder / "rond.journal", {"drafts": ["id"]}, compact_from=2_000)


def test_a_row_that_says_so_is_on_the_disk_in_no_byte_and_read_again_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        db.table("drafts").insert(SECRET)
        assert db.table("drafts").search(where("id") == "a") == [SECRET]
        assert not tells(tmp_path)
    with opened(tmp_path) as db:
        assert db.table("drafts").search(where("id") == "a") == [SECRET]
        assert not tells(tmp_path)


def test_a_row_that_does_not_say_so_is_written_as_ever(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        db.table("drafts").insert({"id": "a", "text": '"sealed":true says somebody', "sealed": False})
    assert rb"\"sealed\":true says somebody" in (tmp_path / "rond.journal").read_bytes()
    assert not (tmp_path / "rond.key").exists()


def test_tidying_the_journal_keeps_what_is_sealed_sealed(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        for number in range(100):
            db.table("drafts").upsert({**SECRET, "text": f"{CANARY} {number}"}, where("id") == "a")
            db.table("drafts").insert({"id": f"other {number}"})
            assert not tells(tmp_path)
        assert storage_of(db).compact()
    assert not tells(tmp_path)
    with opened(tmp_path) as db:
        assert [row["text"] for row in db.table("drafts").search(where("id") == "a")] == [f"{CANARY} 99"]
        assert len(db.table("drafts")) == 101


def test_a_change_taken_back_leaves_what_was_sealed_before(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        db.table("drafts").insert(SECRET)
        with contextlib.suppress(ZeroDivisionError), together(db):
            db.table("drafts").update({"text": "gone"}, where("id") == "a")
            raise ZeroDivisionError
        assert db.table("drafts").all() == [SECRET]


def test_purging_leaves_not_even_the_sealed_bytes_of_what_is_not_true_any_more(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        db.table("drafts").insert(SECRET)
        db.table("outbox").insert({"id": "kept"})
        db.table("drafts").remove(where("id") == "a")
        assert b'"sealed"' in bytes_of(tmp_path)
        storage_of(db).purge()
        assert b'"sealed"' not in bytes_of(tmp_path)
        size = (tmp_path / "rond.journal").stat().st_ino
        storage_of(db).purge()
        assert (tmp_path / "rond.journal").stat().st_ino == size, "nothing to purge, and yet it was written anew"


def test_without_its_key_a_sealed_row_is_gone_and_everything_else_is_there(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        db.table("drafts").insert(SECRET)
        plain = db.table("drafts").insert({"id": "b"})
        kept = bytes_of(tmp_path)
        asyncio.run(KeyFile(tmp_path / "rond.key").destroy())
    assert not (tmp_path / "rond.key").exists()
    with opened(tmp_path) as db:
        assert [row.doc_id for row in db.table("drafts")] == [plain]
        assert storage_of(db).lost == 1
    sealed = [text for line in Journal(_disk(kept)).frames() for _, _, text in from_line(line) if is_sealed(text)]
    assert len(sealed) == 1
    with pytest.raises(Unreadable):
        KeyFile(tmp_path / "rond.key").open(sealed[0].encode(), "drafts:1")


def _disk(held: bytes) -> MemoryDisk:
    disk = MemoryDisk()
    disk.replace(held[held.index(HEADER) :])
    return disk


def test_a_new_key_does_not_open_what_the_old_one_sealed(tmp_path: Path) -> None:
    key = KeyFile(tmp_path / "key")
    sealed = key.close(b"words", "drafts:1")
    asyncio.run(key.destroy())
    again = key.close(b"words", "drafts:1")
    assert key.open(again, "drafts:1") == b"words"
    with pytest.raises(Unreadable):
        key.open(sealed, "drafts:1")


@given(plain=st.binary(max_size=200), bit=st.integers(0, 7), data=st.data())
def test_what_was_sealed_opens_in_its_own_place_unharmed_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, plain: bytes, bit: int, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "one.key"
    sealed = KeyFile(path).close(plain, "drafts:1")
    assert KeyFile(path).open(sealed, "drafts:1") == plain
    assert KeyFile(path).close(plain, "drafts:1") != sealed
    at = data.draw(st.integers(0, len(sealed) - 1))
    harmed = sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :]
    for wrong, about in ((sealed, "drafts:2"), (harmed, "drafts:1"), (sealed[:at], "drafts:1")):
        with pytest.raises(Unreadable):
            KeyFile(path).open(wrong, about)


def test_only_the_apps_own_user_may_read_the_key(tmp_path: Path) -> None:
    KeyFile(tmp_path / "key").close(b"", "")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert len((tmp_path / "key").read_bytes()) == 32


def test_a_key_cut_short_by_a_power_cut_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"half")
    (tmp_path / "key.new").write_bytes(b"left over")
    sealed = KeyFile(tmp_path / "key").close(b"words", "a")
    assert KeyFile(tmp_path / "key").open(sealed, "a") == b"words"


def test_where_no_key_can_be_kept_the_save_fails_and_nothing_is_shown(tmp_path: Path) -> None:
    with opened(tmp_path) as db:
        storage_of(db).sealer = KeyFile(tmp_path / "no such folder" / "key")
        with pytest.raises(CannotSeal):
            db.table("drafts").insert(SECRET)
        assert db.table("drafts").all() == []
        assert isinstance(CannotSeal(), SaveFailed)
    assert not tells(tmp_path)


def test_a_disk_in_memory_needs_no_key() -> None:
    db = open_on(MemoryDisk())
    db.table("drafts").insert(SECRET)
    assert db.table("drafts").all() == [SECRET]
