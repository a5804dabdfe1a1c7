"""A saved photo is still there, whole, after anything; a half-written one is never taken for a photo."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.device.photo_files import FolderPhotoFiles, PhotoFiles, open_photo_files
from app.device.photo_files_browser import BrowserPhotoFiles

PHOTO = b"\xff\xd8 the pump in the cellar"
NAME = hashlib.sha256(PHOTO).hexdigest()


class JsError(Exception):
    """What Pyodide makes of a DOMException."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class FakeDirectory:
    """A FileSystemDirectoryHandle and, for brevity, the handles, files and buffers it gives out.

    `room` is how many bytes a write takes before the storage is full. `flushed` is what a power cut would leave.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.flushed: dict[str, bytes] = {}
        self.open: set[str] = set()
        self.truncated = 0
        self.room = 1_000_000

    async def getFileHandle(self, name: str, create: bool = False) -> "FakeFile":
        if name not in self.files:
            if not create:
                raise JsError("NotFoundError")
            self.files[name] = b""
        return FakeFile(self, name)

    async def removeEntry(self, name: str) -> None:
        if name in self.open:
            raise JsError("NoModificationAllowedError")
        if self.files.pop(name, None) is None:
            raise JsError("NotFoundError")

    async def keys(self) -> AsyncIterator[str]:
        for name in list(self.files):
            yield name


class FakeFile:
    def __init__(self, directory: FakeDirectory, name: str) -> None:
        self.directory = directory
        self.name = name

    async def getFile(self) -> "FakeFile":
        return self

    async def arrayBuffer(self) -> "FakeFile":
        return self

    def to_bytes(self) -> bytes:
        return self.directory.files[self.name]

    async def createSyncAccessHandle(self) -> "FakeFile":
        if self.name in self.directory.open:
            raise JsError("NoModificationAllowedError")
        self.directory.open.add(self.name)
        await asyncio.sleep(0)
        return self

    def truncate(self, size: int) -> None:
        self.directory.truncated += 1
        self.directory.files[self.name] = self.to_bytes()[:size]

    def write(self, content: bytes, at: int) -> int:
        taken = content[: self.directory.room]
        self.directory.files[self.name] = self.to_bytes()[:at] + taken
        return len(taken)

    def flush(self) -> None:
        self.directory.flushed[self.name] = self.to_bytes()

    def close(self) -> None:
        self.directory.open.discard(self.name)


class Place:
    """One place to keep photos, with a way past it: `put` writes a file behind its back."""

    def __init__(self, files: PhotoFiles, put: Callable[[str, bytes], object]) -> None:
        self.files = files
        self.put = put


@pytest.fixture(params=["folder", "browser"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return Place(FolderPhotoFiles(tmp_path), lambda name, content: (tmp_path / name).write_bytes(content))
    directory = FakeDirectory()
    return Place(BrowserPhotoFiles(directory, bytes), directory.files.__setitem__)


def test_what_was_saved_is_loaded(place: Place) -> None:
    async def story() -> None:
        await place.files.save(NAME, PHOTO)
        assert await place.files.load(NAME) == PHOTO
        assert await place.files.stored() == {NAME}

    asyncio.run(story())


def test_a_photo_that_was_never_saved_is_absent(place: Place) -> None:
    async def story() -> None:
        assert await place.files.load(NAME) is None
        await place.files.remove(NAME)
        assert await place.files.stored() == set()

    asyncio.run(story())


def test_saving_twice_or_at_once_keeps_one_whole_photo(place: Place) -> None:
    async def story() -> None:
        await asyncio.gather(*(place.files.save(NAME, PHOTO) for _ in range(5)))
        assert await place.files.load(NAME) == PHOTO
        assert await place.files.stored() == {NAME}

    asyncio.run(story())


def test_a_removed_photo_is_gone(place: Place) -> None:
    async def story() -> None:
        await place.files.save(NAME, PHOTO)
        await place.files.remove(NAME)
        assert await place.files.load(NAME) is None
        assert await place.files.stored() == set()

    asyncio.run(story())


@pytest.mark.parametrize("length", [0, 1, len(PHOTO) - 1])
def test_a_torn_file_counts_as_absent_and_a_new_save_heals_it(place: Place, length: int) -> None:
    async def story() -> None:
        place.put(NAME, PHOTO[:length])
        assert await place.files.load(NAME) is None
        await place.files.save(NAME, PHOTO)
        assert await place.files.load(NAME) == PHOTO

    asyncio.run(story())


def test_a_file_of_the_right_length_but_other_bytes_counts_as_absent(place: Place) -> None:
    place.put(NAME, bytes(len(PHOTO)))
    assert asyncio.run(place.files.load(NAME)) is None


def test_bytes_under_another_photos_name_are_refused(place: Place) -> None:
    async def story() -> None:
        with pytest.raises(ValueError, match="not the photo"):
            await place.files.save(NAME, PHOTO + b"!")
        assert await place.files.stored() == set()

    asyncio.run(story())


@pytest.mark.parametrize("name", ["", "../secret", NAME.upper(), NAME[:-1], NAME + "\n"])
def test_a_name_that_is_no_hash_never_reaches_the_disk(place: Place, name: str) -> None:
    async def story() -> None:
        with pytest.raises(ValueError, match="not a photo's hash"):
            await place.files.load(name)
        with pytest.raises(ValueError, match="not a photo's hash"):
            await place.files.remove(name)
        with pytest.raises(ValueError, match="not a photo's hash"):
            await place.files.save(name, PHOTO)

    asyncio.run(story())


def test_files_of_others_in_the_same_place_are_not_photos(place: Place) -> None:
    place.put("notes.txt", b"hello")
    assert asyncio.run(place.files.stored()) == set()


def test_what_a_crash_left_half_written_is_swept_out_on_opening(tmp_path: Path) -> None:
    (tmp_path / "tmp123.part").write_bytes(PHOTO[:5])
    files = asyncio.run(open_photo_files(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert asyncio.run(files.stored()) == set()


def test_a_folder_that_cannot_be_written_keeps_the_earlier_photos(tmp_path: Path) -> None:
    files = FolderPhotoFiles(tmp_path)
    asyncio.run(files.save(NAME, PHOTO))
    other = hashlib.sha256(b"other").hexdigest()
    (tmp_path / other).mkdir()  # the rename onto it fails, as it would on a disk gone read-only
    with pytest.raises(OSError, match="directory"):
        asyncio.run(files.save(other, b"other"))
    assert {path.name for path in tmp_path.iterdir()} == {NAME, other}
    assert asyncio.run(files.load(NAME)) == PHOTO


@given(st.integers(0, len(PHOTO) - 1))
def test_full_browser_storage_is_an_error_and_leaves_no_photo(room: int) -> None:
    directory = FakeDirectory()
    directory.room = room
    files = BrowserPhotoFiles(directory, bytes)

    async def story() -> None:
        with pytest.raises(OSError, match="full"):
            await files.save(NAME, PHOTO)
        assert await files.load(NAME) is None
        directory.room = len(PHOTO)
        await files.save(NAME, PHOTO)
        assert await files.load(NAME) == PHOTO

    asyncio.run(story())
    assert directory.open == set()


def test_a_photo_open_in_another_tab_is_an_error_not_a_loss() -> None:
    directory = FakeDirectory()
    directory.open.add(NAME)
    with pytest.raises(OSError, match="NoModificationAllowedError"):
        asyncio.run(BrowserPhotoFiles(directory, bytes).save(NAME, PHOTO))


def test_a_whole_photo_is_flushed_again_but_never_truncated() -> None:
    """The earlier save may have died between its write and its flush, so the bytes are there but not yet safe."""
    directory = FakeDirectory()
    directory.files[NAME] = PHOTO
    asyncio.run(BrowserPhotoFiles(directory, bytes).save(NAME, PHOTO))
    assert directory.truncated == 0
    assert directory.flushed == {NAME: PHOTO}
