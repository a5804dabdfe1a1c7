"""Whatever is done to the store, it holds what a plain TinyDB in memory holds, and searches find what a scan finds."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from app.device.store import open_on, together


class MemoryDisk:
    """A disk in memory, with zeros written ahead like the real one's."""

    def __init__(self) -> None:
        self._bytes = b""

    def read(self) -> bytes:
        return self._bytes

    def write(self, offset: int, data: bytes) -> None:
        self._bytes = self._bytes[:offset] + data + self._bytes[offset + len(data) :]

    def replace(self, data: bytes) -> None:
        self._bytes = data + bytes(64)

    def close(self) -> None: ...


INDEXES = {"rounds": ["site", "n"], "outbox": ["n"]}

# Few different values and ids, so that the steps meet each other's documents.
names = st.sampled_from(["rounds", "rounds", "outbox"])
ids = st.integers(1, 5)
scalars = st.sampled_from(["a", "å", 0, 1, 1.0, True, None, float("nan")])
values = st.one_of(scalars, scalars, scalars, scalars.map(lambda each: [each]), scalars.map(lambda each: {"k": each}))
documents = st.fixed_dictionaries(
    {"n": st.sampled_from([0, 1, 2])}, optional={"site": values, "deep": st.fixed_dictionaries({"n": values})}
)


@st.composite
def queries(draw: st.DrawFn) -> Any:
    simple = st.one_of(
        st.builds(lambda field, value: where(field) == value, st.sampled_from(["site", "n", "deep"]), values),
        st.builds(lambda value: where("deep")["n"] == value, values),
        st.builds(lambda value: where("site") != value, scalars),
        st.just(where("n").exists()),
        st.just(Query().noop()),
        st.just(where("n").test(lambda value: value == 1)),
        st.just(where("n").map(str) == "1"),
        st.just(lambda document: "site" in document),
    )
    first = draw(simple)
    if not hasattr(first, "is_cacheable"):
        return first
    others = draw(st.lists(simple.filter(lambda each: hasattr(each, "is_cacheable")), max_size=2))
    for other in others:
        first = draw(st.sampled_from([first & other, first | other, first & ~other]))
    return first


Step = Callable[[TinyDB], Any]


def on_table(step: Callable[[Any], Any]) -> st.SearchStrategy[Step]:
    return names.map(lambda name: lambda db: step(db.table(name)))


def raise_n(document: Any) -> None:
    if isinstance(document.get("n"), int):
        increment("n")(document)


def drop_n(document: Any) -> None:
    if "n" in document:
        delete("n")(document)


def insert_far_ahead(table: Any, body: dict[str, Any]) -> tuple[int, int]:
    """Insert under an id of one's own, above all that were given out, and go on from there.

    Without going on, TinyDB forgets that id together with the document, and gives it out again; our store does not.
    """
    return table.insert(Document(body, doc_id=table.insert({}) + 3)), table.insert({})


steps: st.SearchStrategy[Step] = st.one_of(
    documents.flatmap(lambda body: on_table(lambda table: table.insert(body))),
    documents.flatmap(lambda body: on_table(lambda table: insert_far_ahead(table, body))),
    st.lists(documents, max_size=3).flatmap(lambda bodies: on_table(lambda table: table.insert_multiple(bodies))),
    st.tuples(documents, queries()).flatmap(lambda both: on_table(lambda table: table.update(*both))),
    st.tuples(documents, st.lists(ids, unique=True)).flatmap(
        lambda both: on_table(lambda table: table.update(both[0], doc_ids=both[1]))
    ),
    st.tuples(documents, queries()).flatmap(lambda both: on_table(lambda table: table.upsert(*both))),
    st.tuples(documents, ids).flatmap(lambda both: on_table(lambda table: table.update(both[0], doc_ids=[both[1]]))),
    on_table(lambda table: table.update(raise_n)),
    on_table(lambda table: table.update_multiple([(raise_n, where("n") == 1), (drop_n, where("n") == 2)])),
    queries().flatmap(lambda query: on_table(lambda table: table.remove(query))),
    st.lists(ids, unique=True).flatmap(lambda some: on_table(lambda table: table.remove(doc_ids=some))),
    on_table(lambda table: table.truncate()),
    names.map(lambda name: lambda db: db.drop_table(name)),
    st.just(lambda db: db.drop_tables()),
)


def contents(db: TinyDB) -> str:
    """Everything with ids and in order, comparable although NaN is not equal to itself."""
    return repr({name: [(each.doc_id, dict(each)) for each in db.table(name)] for name in sorted(db.tables())})


class Ours:
    """Our store over one disk, to be closed, opened and tidied up at will."""

    def __init__(self) -> None:
        self._disk = MemoryDisk()
        self.reopen()

    def reopen(self) -> None:
        self.db = open_on(self._disk, INDEXES, compact_from=500)

    def compact(self) -> None:
        self.db.storage.compact()  # pyright: ignore[reportAttributeAccessIssue]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(steps, st.sampled_from(["reopen", "compact"])), max_size=25))
def test_any_sequence_of_operations_leaves_what_tinydb_has(sequence: list[Any]):
    plain, ours = TinyDB(storage=MemoryStorage), Ours()
    for db in (plain, ours.db):
        db.table("rounds").insert_multiple({"n": n % 3, "site": "a"} for n in range(5))
    for step in sequence:
        if callable(step):
            assert repr(step(ours.db)) == repr(step(plain))
        else:
            getattr(ours, step)()
        assert contents(ours.db) == contents(plain)
    ours.reopen()
    assert contents(ours.db) == contents(plain)


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=6), st.lists(steps, max_size=6), st.booleans())
def test_a_block_that_ends_saves_all_and_one_that_raises_nothing(before: list[Step], inside: list[Step], fails: bool):
    plain, ours = TinyDB(storage=MemoryStorage), Ours()
    for step in before:
        step(ours.db)
        step(plain)
    try:
        with together(ours.db):
            for step in inside:
                step(ours.db)
            if fails:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    else:
        for step in inside:
            step(plain)
    assert contents(ours.db) == contents(plain)
    ours.reopen()
    assert contents(ours.db) == contents(plain)


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=12), queries(), st.lists(steps, max_size=12), queries())
def test_an_indexed_search_finds_what_a_scan_finds_in_the_same_order(
    before: list[Step], earlier: Any, after: list[Step], query: Any
):
    ours = open_on(MemoryDisk(), INDEXES)
    ours.table("rounds").insert_multiple({"n": n % 3, "site": "a"} for n in range(5))
    for step in before:
        step(ours)
    ours.table("rounds").search(earlier)  # makes indexes that the steps after it must keep up
    for step in after:
        step(ours)
    rounds = ours.table("rounds")
    scanned = [each for each in rounds if query(each)]
    assert repr(rounds.search(query)) == repr(scanned)
    assert [each.doc_id for each in rounds.search(query)] == [each.doc_id for each in scanned]
    assert repr(rounds.get(query)) == repr(scanned[0] if scanned else None)
    assert rounds.count(query) == len(scanned)


def test_an_indexed_search_looks_at_the_candidates_only():
    ours = open_on(MemoryDisk(), INDEXES).table("rounds")
    ours.insert_multiple({"site": f"site {n % 50}", "n": n} for n in range(500))
    looked_at: list[Any] = []
    counted = where("n").test(lambda n: looked_at.append(n) or True)
    assert [each["n"] for each in ours.search((where("site") == "site 7") & counted)] == list(range(7, 500, 50))
    assert looked_at == list(range(7, 500, 50))


def test_a_changed_or_removed_document_is_not_found_by_its_old_value():
    ours = open_on(MemoryDisk(), INDEXES).table("rounds")
    ours.insert_multiple([{"site": "a"}, {"site": "a"}, {"site": "b"}])
    assert ours.count(where("site") == "a") == 2
    ours.update({"site": "b"}, doc_ids=[1])
    ours.remove(doc_ids=[3])
    assert [each.doc_id for each in ours.search(where("site") == "a")] == [2]
    assert [each.doc_id for each in ours.search(where("site") == "b")] == [1]


def test_an_indexed_search_keeps_the_order_of_a_table_whose_ids_do_not_grow():
    ours = open_on(MemoryDisk(), INDEXES).table("rounds")
    for doc_id in (7, 3, 5):
        ours.insert(Document({"site": "a"}, doc_id=doc_id))
    assert [each.doc_id for each in ours.search(where("site") == "a")] == [7, 3, 5]
