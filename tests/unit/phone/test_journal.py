"""The journal over both kinds of disk: cut at any byte, killed at any byte, without power at any instant."""

from collections.abc import Callable, Iterator
from itertools import compress, count, product
from pathlib import Path
from typing import Any, Protocol

import pytest
from tinydb import TinyDB

from app.device.disk import Disk, DiskFull, FileDisk, SaveFailed, StoreRefused
from app.device.journal import HEADER, Journal
from app.device.opfs import OpfsDisk
from app.device.store import open_on, open_store, together

# --- A browser's file, by hand ------------------------------------------------------------------------------------


class Killed(BaseException):
    """The worker ended here."""


class QuotaExceeded(Exception):
    name = "QuotaExceededError"


class Browser:
    """What two held files share: how many more bytes may be written before the end, and why it ends."""

    def __init__(self) -> None:
        self.left = 10**9
        self.end: type[BaseException] = Killed

    def spend(self, wanted: int) -> int:
        granted = min(wanted, self.left)
        self.left -= granted
        return granted


class FakeFile:
    """A held file. `content` is what a new worker would read; `flushed` and `since` are what a power cut may leave."""

    def __init__(self, browser: Browser, content: bytes = b"") -> None:
        self.browser = browser
        self.content = self.flushed = content
        self.since: list[Callable[[bytes], bytes]] = []

    def read(self, offset: int, size: int | None = None) -> bytes:
        return self.content[offset:] if size is None else self.content[offset : offset + size]

    def write(self, offset: int, data: bytes) -> int:
        granted = data[: self.browser.spend(len(data))]
        self._do(lambda old: old[:offset].ljust(offset, b"\0") + granted + old[offset + len(granted) :])
        if len(granted) < len(data):
            raise self.browser.end
        return len(granted)

    def cut(self, size: int) -> None:
        self._do_or_end(lambda old: old[:size].ljust(size, b"\0"))

    def flush(self) -> None:
        if not self.browser.spend(1):
            raise self.browser.end
        self.flushed, self.since = self.content, []

    def close(self) -> None: ...

    def without_power(self) -> Iterator[bytes]:
        """What the disk may hold after a power cut: any of the operations since the last flush may have reached it."""
        for kept in product((False, True), repeat=len(self.since)):
            content = self.flushed
            for operation in compress(self.since, kept):
                content = operation(content)
            yield content

    def _do_or_end(self, operation: Callable[[bytes], bytes]) -> None:
        if not self.browser.spend(1):
            raise self.browser.end
        self._do(operation)

    def _do(self, operation: Callable[[bytes], bytes]) -> None:
        self.content = operation(self.content)
        self.since.append(operation)


# --- Both disks promise the same ----------------------------------------------------------------------------------


class Place(Protocol):
    """Somewhere to open a disk, again and again."""

    def __call__(self) -> Disk: ...


@pytest.fixture(params=["file", "browser"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "file":
        return lambda: FileDisk(tmp_path / "deep" / "journal")
    files = FakeFile(Browser()), FakeFile(Browser())
    return lambda: OpfsDisk(*files)


def kept(disk: Disk) -> bytes:
    return disk.read().rstrip(b"\0")


def test_a_new_disk_is_empty(place: Place):
    assert place().read() == b""


def test_a_disk_keeps_what_was_written_where_it_was_written(place: Place):
    disk = place()
    disk.replace(b"0123456789")
    disk.write(10, b"abc")
    disk.write(8, b"XY")
    assert kept(disk) == b"01234567XYabc"
    disk.close()
    assert kept(place()) == b"01234567XYabc"


def test_replacing_leaves_nothing_of_the_old(place: Place):
    disk = place()
    for content in (b"a long content", b"short", b"longer than short"):
        disk.replace(content)
        disk.write(len(content), b"!")
        assert kept(disk) == content + b"!"
        disk.close()
        disk = place()
        assert kept(disk) == content + b"!"


def test_a_closed_disk_refuses_to_write_and_can_be_opened_again(place: Place):
    disk = place()
    disk.replace(b"kept")
    disk.close()
    with pytest.raises(SaveFailed, match="closed"):
        disk.write(0, b"lost")
    disk.close()
    assert kept(place()) == b"kept"


def test_a_file_disk_writes_over_zeros_that_it_wrote_before(tmp_path: Path):
    disk = FileDisk(tmp_path / "journal")
    disk.replace(b"begin")
    size = (tmp_path / "journal").stat().st_size
    disk.write(5, b"x" * 1000)
    assert (tmp_path / "journal").stat().st_size == size > 1000
    disk.write(1005, bytes(size))
    assert (tmp_path / "journal").stat().st_size > 2 * size


# --- The journal --------------------------------------------------------------------------------------------------


def test_frames_come_back_in_order(place: Place):
    journal = Journal(place())
    for text in ("one", "", "three"):
        journal.append(text)
    assert journal.frames() == []  # what it held when it was opened
    assert journal.frames() == ["one", "", "three"]
    journal.close()
    journal = Journal(place())
    assert journal.frames() == ["one", "", "three"]
    journal.rewrite(["all"])
    journal.append("more")
    journal.close()
    assert Journal(place()).frames() == ["all", "more"]


def test_a_frame_counts_only_after_the_frames_it_was_written_after(place: Place):
    journal = Journal(place())
    for text in ("aaaa", "bbbb", "cccc"):
        journal.append(text)
    journal.close()
    disk = place()
    lines = kept(disk)[len(HEADER) :].splitlines(keepends=True)
    for mixed in ([lines[1]], [lines[0], lines[2]], [lines[0], lines[0]], [lines[0], lines[2], lines[1]]):
        disk.replace(HEADER + b"".join(mixed))
        disk.close()
        journal = Journal(place())
        assert journal.frames() == (["aaaa"] if mixed[0] == lines[0] else [])
        assert journal.dropped
        journal.close()
        disk = place()


def test_a_damaged_byte_ends_the_journal_before_its_frame(place: Place):
    journal = Journal(place())
    for text in ("first", "second", "third"):
        journal.append(text)
    journal.close()
    disk = place()
    whole = kept(disk)
    second = whole.index(b"second")
    disk.write(second, b"Z")
    disk.close()
    journal = Journal(place())
    assert journal.frames() == ["first"]
    assert journal.dropped.endswith(b"third\n")


# --- A life to be cut short ---------------------------------------------------------------------------------------


def live(db: TinyDB, acknowledge: Callable[[dict[str, Any] | None], None]) -> None:
    """A dozen saves of every kind; `acknowledge` is called with everything in the store after each."""
    outbox = db.table("outbox")
    for n in range(3):
        outbox.insert({"n": n, "answer": "ja, några"})
        acknowledge(db.storage.read())
    with together(db):
        outbox.remove(doc_ids=[2])
        db.table("documents").insert({"version": 1, "list": [1, 2, {"a": None}]})
    acknowledge(db.storage.read())
    db.table("documents").update({"version": 2})
    acknowledge(db.storage.read())
    db.storage.compact()  # pyright: ignore[reportAttributeAccessIssue]
    acknowledge(db.storage.read())
    outbox.insert({"n": 4})
    acknowledge(db.storage.read())
    db.drop_table("documents")
    acknowledge(db.storage.read())


def assert_goes_on(db: TinyDB, open_again: Callable[[], TinyDB]) -> None:
    """The store that was opened after an accident is a store like any other."""
    new = db.table("after").insert({"after": True})
    db.close()
    with open_again() as again:
        assert again.table("after").get(doc_id=new) == {"after": True}
        assert again.storage.dropped == b""  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("zeros", [0, 100])
def test_a_journal_cut_at_any_byte_opens_with_every_save_before_the_cut(tmp_path: Path, zeros: int):
    path = tmp_path / "journal"
    states: list[tuple[int, Any]] = [(0, None)]
    with open_store(path, compact_from=10**9) as db:
        for n in range(4):
            db.insert({"n": n, "text": "ö" * n})
            states.append((len(path.read_bytes().rstrip(b"\0")), db.storage.read()))
        with together(db):
            db.remove(doc_ids=[1])
            db.table("other").insert({"n": 9})
        states.append((len(path.read_bytes().rstrip(b"\0")), db.storage.read()))
    whole = path.read_bytes().rstrip(b"\0")
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut] + bytes(zeros))
        end, expected = next(each for each in reversed(states) if each[0] <= cut)
        db = open_store(path)
        assert db.storage.read() == expected, f"cut at {cut}"
        if cut > len(HEADER):
            torn = whole[max(end, len(HEADER)) : cut]
            assert db.storage.dropped == torn  # pyright: ignore[reportAttributeAccessIssue]
        assert_goes_on(db, lambda: open_store(path))


def test_a_kill_while_the_file_is_rewritten_leaves_the_old_one(tmp_path: Path):
    path = tmp_path / "journal"
    with open_store(path) as db:
        for n in range(5):
            db.insert({"n": n})
        before, old = db.storage.read(), path.read_bytes()
        db.storage.compact()  # pyright: ignore[reportAttributeAccessIssue]
        new = path.read_bytes().rstrip(b"\0")
    for cut in range(len(new) + 1):
        path.write_bytes(old)
        path.with_name("journal.new").write_bytes(new[:cut])
        with open_store(path) as db:
            assert db.storage.read() == before
        assert not path.with_name("journal.new").exists()


def accident(left: int) -> tuple[list[Any], tuple[FakeFile, FakeFile], bool]:
    """A life in a browser that ends after `left` bytes: the acknowledged states, the files, whether it ended early."""
    browser = Browser()
    files = FakeFile(browser), FakeFile(browser)
    states: list[Any] = [None]
    browser.left = left
    try:
        live(open_on(OpfsDisk(*files)), states.append)
    except Killed:
        return states, files, True
    return states, files, False


def power_cuts(files: tuple[FakeFile, FakeFile]) -> Iterator[tuple[FakeFile, FakeFile]]:
    """Every pair of files that a power cut may leave."""
    for first, second in product(*(each.without_power() for each in files)):
        yield FakeFile(Browser(), first), FakeFile(Browser(), second)


ALL_STATES, _, _ = accident(10**9)
BYTES_IN_ALL = next(left for left in count(700) if not accident(left)[2])


def allowed(acknowledged: list[Any]) -> list[Any]:
    """The state last acknowledged, or the one that was being saved."""
    return ALL_STATES[len(acknowledged) - 1 : len(acknowledged) + 1]


def test_a_browser_killed_at_any_byte_keeps_every_acknowledged_save():
    left, killed = 0, True
    while killed:
        acknowledged, files, killed = accident(left)
        again = FakeFile(Browser(), files[0].content), FakeFile(Browser(), files[1].content)
        db = open_on(OpfsDisk(*again))
        assert db.storage.read() in allowed(acknowledged), f"killed after {left} bytes"
        assert_goes_on(db, lambda again=again: open_on(OpfsDisk(*again)))
        left += 1
    assert left == BYTES_IN_ALL + 1


def test_a_power_cut_may_take_only_what_was_not_acknowledged():
    for left in range(1, BYTES_IN_ALL):
        acknowledged, files, _ = accident(left)
        for first, second in power_cuts(files):
            db = open_on(OpfsDisk(first, second))
            assert db.storage.read() in allowed(acknowledged), f"power cut after {left} bytes"
            assert_goes_on(db, lambda first=first, second=second: open_on(OpfsDisk(first, second)))


def test_a_browser_out_of_space_at_any_byte_says_so_and_goes_on_when_there_is_some():
    for left in range(1, BYTES_IN_ALL):
        browser = Browser()
        files = FakeFile(browser), FakeFile(browser)
        browser.end = QuotaExceeded
        db = open_on(OpfsDisk(*files))
        states: list[Any] = [None]
        browser.left = left
        try:
            live(db, states.append)
        except DiskFull:
            assert db.storage.read() == states[-1], "a save that failed has not happened"
        browser.left = 10**9
        db.table("after").insert({"n": 1})
        now = db.storage.read()
        for first, second in power_cuts(files):
            assert open_on(OpfsDisk(first, second)).storage.read() == now


def test_what_a_browser_replaced_survives_a_power_cut_at_once():
    files = FakeFile(Browser()), FakeFile(Browser())
    for content in (b"one", b"two", b"three"):
        OpfsDisk(*files).replace(content)
        for first, second in power_cuts(files):
            assert OpfsDisk(first, second).read() == content


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"somebody else's file that is longer than a stamp", b"rond turn x" * 9]
)
def test_a_browser_file_that_is_not_ours_is_refused_and_left_alone(content: bytes):
    files = FakeFile(Browser(), content), FakeFile(Browser())
    with pytest.raises(StoreRefused):
        OpfsDisk(*files)
    assert files[0].content == content
