"""The store is a TinyDB: what TinyDB's own tests expect of tables, storages and ids, and what ours adds to it."""

import copy
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from app.device.disk import DiskFull, SaveFailed, StoreInUse, StoreRefused
from app.device.store import open_store, together


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rond.journal"


@pytest.fixture
def db(path: Path) -> Iterator[TinyDB]:
    with open_store(path) as db:
        yield db


def everything(db: TinyDB) -> dict[str, Any] | None:
    return db.storage.read()


def written(path: Path) -> int:
    """Bytes of journal, without the zeros written ahead."""
    return len(path.read_bytes().rstrip(b"\0"))


def test_what_is_saved_is_there_after_opening_again(path: Path):
    with open_store(path) as db:
        db.insert({"answer": "ok", "note": "Dörren går trögt – \ud83d\ude42"})
        db.table("outbox").insert_multiple([{"n": 1}, {"n": 2.5}, {"n": None}])
        before = everything(db)
    with open_store(path) as db:
        assert everything(db) == before


def test_a_new_store_has_no_tables(db: TinyDB):
    assert db.tables() == set()
    assert everything(db) is None
    assert len(db) == 0
    assert db.all() == []


def test_the_default_table_is_tinydbs(db: TinyDB):
    db.insert({"a": 1})
    assert db.tables() == {"_default"}


def test_documents_are_found_by_id_by_ids_and_by_query(db: TinyDB):
    db.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    found: Any = db.get(doc_id=2)
    assert (found, found.doc_id) == ({"n": 2}, 2)
    assert [each.doc_id for each in db.get(doc_ids=[3, 1, 9])] == [1, 3]
    assert db.get(where("n") > 1) == {"n": 2}
    assert db.get(doc_id=9) is None
    assert db.get(where("n") == 9) is None
    assert db.contains(where("n") == 3)
    assert db.contains(doc_id=3)
    assert not db.contains(doc_id=4)
    assert db.count(where("n") >= 2) == 2
    with pytest.raises(RuntimeError):
        db.table("_default").get()


def test_updates_take_fields_or_operations_and_return_ids(db: TinyDB):
    db.insert_multiple([{"n": 1, "x": 0}, {"n": 2}])
    assert db.update({"n": 5}, where("n") == 1) == [1]
    assert db.update(increment("n")) == [1, 2]
    assert db.update(delete("x"), doc_ids=[1, 7]) == [1]
    assert db.update_multiple([({"n": 0}, where("n") == 3), (increment("n"), where("n") == 6)]) == [1, 2]
    assert db.all() == [{"n": 7}, {"n": 0}]


def test_upsert_updates_all_matches_or_inserts_one(db: TinyDB):
    assert db.upsert({"n": 1, "s": "a"}, where("n") == 1) == [1]
    assert db.upsert({"n": 1, "s": "b"}, where("n") == 1) == [1]
    assert db.upsert(Document({"n": 9}, doc_id=9)) == [9]
    assert db.all() == [{"n": 1, "s": "b"}, {"n": 9}]
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"n": 1})


def test_removing_needs_to_be_told_what(db: TinyDB):
    db.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    assert db.remove(where("n") == 2) == [2]
    assert db.remove(doc_ids=[3, 8]) == [3]
    with pytest.raises(RuntimeError):
        db.remove()
    assert db.all() == [{"n": 1}]


def test_a_truncated_table_still_exists_and_a_dropped_one_does_not(path: Path):
    with open_store(path) as db:
        for name in ("emptied", "dropped", "kept"):
            db.table(name).insert({"n": 1})
        db.table("emptied").truncate()
        db.drop_table("dropped")
        db.drop_table("never was")
        assert db.tables() == {"emptied", "kept"}
    with open_store(path) as db:
        assert db.tables() == {"emptied", "kept"}
        assert len(db.table("emptied")) == 0
        db.drop_tables()
        assert db.tables() == set()
    with open_store(path) as db:
        assert db.tables() == set()


def test_a_table_asked_for_as_persistent_exists_while_empty(path: Path):
    with open_store(path) as db:
        db.table("empty", persist_empty=True)
    with open_store(path) as db:
        assert db.tables() == {"empty"}


def test_an_explicit_id_is_kept_and_cannot_be_taken_twice(db: TinyDB):
    assert db.insert(Document({"n": 1}, doc_id=12)) == 12
    assert db.insert({"n": 2}) == 13
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"n": 3}, doc_id=12))
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"n": 4}, Document({"n": 3}, doc_id=12)])
    assert db.all() == [{"n": 1}, {"n": 2}]


@pytest.mark.parametrize("tidied", [False, True])
def test_the_id_of_a_removed_document_is_never_given_out_again(path: Path, tidied: bool):
    with open_store(path) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
        db.remove(doc_ids=[2, 3])
        if tidied:
            db.storage.compact()  # pyright: ignore[reportAttributeAccessIssue]
    with open_store(path) as db:
        assert db.insert({"n": 4}) == 4


def test_two_handles_to_one_table_share_its_ids(db: TinyDB):
    old = db.table("t")
    old.insert({"n": 1})
    db.drop_tables()
    new = db.table("t")
    assert [new.insert({"n": 1}), old.insert({"n": 2}), new.insert({"n": 3})] == [1, 2, 3]


@pytest.mark.parametrize("junk", [["a list"], "text", 7])
def test_only_mappings_are_documents(db: TinyDB, junk: Any):
    with pytest.raises(ValueError, match="Mapping"):
        db.insert(junk)
    assert len(db) == 0


def test_what_json_cannot_say_is_refused_before_anything_is_changed(db: TinyDB):
    db.insert({"n": 1})
    with pytest.raises(TypeError):
        db.update({"n": object()})
    with pytest.raises(TypeError):
        db.insert({"set": {1}})
    assert db.all() == [{"n": 1}]


def test_an_update_that_raises_half_way_changes_nothing(db: TinyDB):
    db.insert_multiple([{"n": 1}, {"m": 2}])
    with pytest.raises(KeyError):
        db.update(increment("n"))
    assert db.all() == [{"n": 1}, {"m": 2}]


def test_nobody_can_change_the_store_through_a_document(db: TinyDB):
    mine: dict[str, Any] = {"list": [1], "dict": {"a": [2]}}
    original = copy.deepcopy(mine)
    db.insert(mine)

    def spoil(document: Any) -> None:
        document["list"].append("spoilt")
        document["dict"]["a"].clear()
        document["new"] = "spoilt"

    spoil(mine)
    for read in (
        lambda: db.get(doc_id=1),
        lambda: db.get(where("list").exists()),
        lambda: db.get(doc_ids=[1])[0],
        lambda: db.search(where("list").exists())[0],
        lambda: db.all()[0],
        lambda: next(iter(db)),
        lambda: (everything(db) or {})["_default"]["1"],
    ):
        spoil(read())
        assert db.get(doc_id=1) == original
        assert db.search(where("list") == [1]) == [original]
    fields: dict[str, Any] = {"list": [3]}
    db.update(fields)
    fields["list"].append("spoilt")
    assert db.get(doc_id=1) == {**original, "list": [3]}


def test_a_whole_dict_can_be_written_and_read_as_with_any_storage(path: Path):
    data = {"a": {"1": {"n": 1}, "3": {"n": [None, True, 3.5, "å"]}}, "b": {}}
    with open_store(path) as db:
        db.table("old").insert({"n": 0})
        db.table("a").insert_multiple([{"n": 1}, {"n": 2}])
        db.storage.write(data)
        assert everything(db) == data
    with open_store(path) as db:
        assert everything(db) == data


def test_a_change_writes_only_what_it_changed(path: Path):
    with open_store(path) as db:
        db.insert_multiple({"n": n, "text": "x" * 300} for n in range(1000))
        before = written(path)
        db.update({"n": 0}, doc_ids=[500])
        assert 300 < written(path) - before < 400


def test_changes_made_together_are_all_there_or_none(path: Path):
    with open_store(path) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}])
        with together(db):
            db.insert({"n": 3})
            db.table("outbox").insert({"event": 1})
            db.remove(where("n") == 1)
            assert db.get(where("n") == 3) is not None, "the block sees its own changes"
        after = everything(db)
        with pytest.raises(ZeroDivisionError), together(db):  # noqa: PT012
            db.insert({"n": 4})
            db.remove(where("n") == 2)
            db.table("new").insert({"n": 1})
            db.drop_table("outbox")
            raise ZeroDivisionError
        assert everything(db) == after
        assert [each.doc_id for each in db] == [2, 3]
    with open_store(path) as db:
        assert everything(db) == after


def test_an_inner_block_that_fails_takes_back_only_its_own(path: Path):
    with open_store(path) as db:
        with together(db):
            db.insert({"n": "outer"})
            with pytest.raises(ZeroDivisionError), together(db):  # noqa: PT012
                db.insert({"n": "inner"})
                raise ZeroDivisionError
            with together(db):
                db.insert({"n": "second inner"})
        assert db.all() == [{"n": "outer"}, {"n": "second inner"}]
        after = everything(db)
    with open_store(path) as db:
        assert everything(db) == after


def test_together_is_for_our_store_only():
    from tinydb.storages import MemoryStorage

    with pytest.raises(TypeError, match="open_store"), together(TinyDB(storage=MemoryStorage)):
        pass


def test_a_second_opening_is_told_that_the_store_is_in_use(path: Path):
    with open_store(path) as db:
        with pytest.raises(StoreInUse):
            open_store(path)
        db.insert({"n": 1})
    with open_store(path) as db:
        assert len(db) == 1


def test_a_closed_store_refuses_to_save_and_forgets_nothing(path: Path):
    db = open_store(path)
    db.insert({"n": 1})
    db.close()
    db.close()
    with pytest.raises(SaveFailed, match="closed"):
        db.insert({"n": 2})
    assert db.all() == [{"n": 1}]


def test_a_full_disk_is_told_and_the_next_save_works(path: Path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_store(path) as db:
        db.insert({"n": 0, "text": "x" * 900_000})
        full = path.stat().st_size + 1000
        resource.setrlimit(resource.RLIMIT_FSIZE, (full, limits[1]))
        try:
            with pytest.raises(DiskFull, match="no space"):
                db.insert({"n": 1, "text": "x" * 1_200_000})
            with pytest.raises(DiskFull), together(db):  # noqa: PT012
                db.table("outbox").insert({"event": 1})
                db.insert({"n": 2, "text": "x" * 1_200_000})
            assert db.tables() == {"_default"}
            assert [each["n"] for each in db] == [0]
            db.insert({"n": 3})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        db.insert({"n": 4, "text": "x" * 400_000})
    with open_store(path) as db:
        assert [each["n"] for each in db] == [0, 3, 4]
        assert db.storage.dropped == b""  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 somebody's", "not a journal"),
        (b"rond journal 2\n00", "newer"),
        (b"rond journal \n", "not a journal"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(path: Path, content: bytes, words: str):
    path.write_bytes(content)
    for _ in range(2):  # the refusal has let go of the lock
        with pytest.raises(StoreRefused, match=words):
            open_store(path)
    assert path.read_bytes() == content


def test_the_journal_tidies_itself_up_and_keeps_every_document(path: Path):
    with open_store(path, compact_from=10_000) as db:
        db.insert_multiple({"n": n, "hits": 0} for n in range(20))
        for _ in range(100):
            db.update(increment("hits"), where("n") < 5)
        assert written(path) < 20_000
        before = everything(db)
    with open_store(path) as db:
        assert everything(db) == before
        assert db.get(where("n") == 4) == {"n": 4, "hits": 100}


def test_no_tidying_up_happens_inside_a_block(path: Path):
    with open_store(path, compact_from=100) as db:
        db.insert({"n": 1})
        with pytest.raises(ZeroDivisionError), together(db):  # noqa: PT012
            for n in range(100):
                db.insert({"n": n})
            assert not db.storage.compact()  # pyright: ignore[reportAttributeAccessIssue]
            raise ZeroDivisionError
    with open_store(path) as db:
        assert db.all() == [{"n": 1}]
