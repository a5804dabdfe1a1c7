"""Claims about the servers that tests start: one slow start is no failure, and a real failure is not hidden."""

from pathlib import Path

import pytest

from tests.real_servers import TRIES, NotStarted, started


def test_a_server_that_was_too_slow_is_started_again_in_a_new_folder(tmp_path: Path) -> None:
    folders: list[Path] = []

    def start(folder: Path) -> str:
        assert list(folder.iterdir()) == []
        folders.append(folder)
        if len(folders) == 1:
            raise NotStarted("too slow")
        return "running"

    assert started(start, tmp_path) == "running"
    assert len(set(folders)) == 2


def test_a_server_that_never_starts_is_an_error_with_what_every_try_said(tmp_path: Path) -> None:
    said = iter(range(1, 100))

    def start(_: Path) -> str:
        raise NotStarted(f"port {next(said)} is taken")

    with pytest.raises(NotStarted, match=f"Try {TRIES} of {TRIES}: port {TRIES} is taken") as error:
        started(start, tmp_path)
    assert "Try 1 of" in str(error.value)


def test_what_is_no_slow_start_is_not_tried_again(tmp_path: Path) -> None:
    tried: list[Path] = []

    def start(folder: Path) -> str:
        tried.append(folder)
        raise FileNotFoundError("weed")

    with pytest.raises(FileNotFoundError):
        started(start, tmp_path)
    assert len(tried) == 1
