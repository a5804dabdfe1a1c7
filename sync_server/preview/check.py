"""Reading a checklist that a stranger has sent: in a process of its own, with little time, memory and disk.

A small file can ask for a lot: YAML that repeats itself, a workbook that unpacks to gigabytes, a pattern that never
comes to an end. None of that may stop the server.
"""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from domain.checklists.checklist import Checklist
from domain.records import from_plain, to_plain
from sync_server.content import read_draft
from sync_server.xlsform.commands import Unreadable, carried_over

YAML, WORKBOOK = (".yaml", ".yml"), (".xlsx", ".xlsm")
YAML_BYTES, WORKBOOK_BYTES = 100_000, 2_000_000
SECONDS, MEMORY_BYTES, ANSWER_BYTES = 20, 2 << 30, 2_000_000
AT_ONCE = 2
HOME = Path(__file__).parents[2]

TOO_MUCH = "the file cannot be checked in reasonable time; look for text that repeats itself, deep nesting or a pattern"
BUSY = "others are checking files just now; try again in a moment"
OTHER_KIND = "is neither YAML (.yaml) nor an XLSForm workbook (.xlsx); save it as one of them"

_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Checked:
    """What a file says. `checklist` is None where `lines` hold errors; else they are warnings. `file` is its name."""

    file: str
    checklist: Checklist | None
    lines: tuple[str, ...] = ()


def plain_name(name: str) -> str:
    """The name of a file, as it may stand in a folder and on a page: "Min lista (2).YAML" is "Min_lista_2.yaml"."""
    stem, dot, suffix = re.split(r"[/\\]", name)[-1].rpartition(".")
    kept = re.sub(r"[^\w-]+", "_", stem if dot else suffix).strip("_")[:60] or "checklist"
    return f"{kept}.{suffix.lower()[:10]}" if dot and suffix.isalnum() else kept


def check_upload(name: str, content: bytes, municipality: Path) -> Checked:
    """What `rond check` would say of the file, against the municipality in the folder."""
    file = plain_name(name)
    kind = Path(file).suffix
    if kind not in (*YAML, *WORKBOOK):
        return Checked(file, None, (f"{file}: {OTHER_KIND}",))
    most = YAML_BYTES if kind in YAML else WORKBOOK_BYTES
    if len(content) > most:
        return Checked(file, None, (f"{file}: is larger than {most // 1000} kB; divide the checklist",))
    if not _turns.acquire(timeout=SECONDS):
        return Checked(file, None, (f"{file}: {BUSY}",))
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / file
            path.write_bytes(content)
            return _apart(path, municipality)
    finally:
        _turns.release()


def _apart(path: Path, municipality: Path) -> Checked:
    """`checked` in a process that is stopped when it takes too much."""
    command = [sys.executable, "-m", __name__, str(path), str(municipality.resolve())]
    try:
        done = subprocess.run(command, cwd=HOME, capture_output=True, timeout=SECONDS, check=True)
        return from_plain(Checked, json.loads(done.stdout[:ANSWER_BYTES]))
    except (subprocess.SubprocessError, ValueError, RecursionError):
        return Checked(path.name, None, (f"{path.name}: {TOO_MUCH}",))


def checked(path: Path, municipality: Path) -> Checked:
    """The checklist in a YAML file or a workbook, with those that it includes, and what is wrong with it."""
    if path.suffix in WORKBOOK:
        return _from_workbook(path, municipality)
    draft = read_draft(path, municipality)
    failed = any(not problem.warning for problem in draft.problems)
    return Checked(path.name, None if failed else draft.checklist, tuple(map(str, draft.problems)))


def _from_workbook(path: Path, municipality: Path) -> Checked:
    try:
        carried = carried_over(path, path.with_suffix(".yaml").name, municipality, fallback=True)
    except Unreadable as wrong:
        return Checked(path.name, None, (f"{path.name}: {wrong}",))
    if carried.why_not:
        return Checked(path.name, None, tuple(carried.said))
    with TemporaryDirectory() as folder:
        made = Path(folder) / path.with_suffix(".yaml").name
        made.write_text(carried.text, "utf-8")
        return Checked(path.name, read_draft(made, municipality).checklist, tuple(carried.said))


def _limits() -> Iterator[tuple[int, int]]:
    yield resource.RLIMIT_CPU, SECONDS
    yield resource.RLIMIT_AS, MEMORY_BYTES
    yield resource.RLIMIT_FSIZE, WORKBOOK_BYTES
    yield resource.RLIMIT_CORE, 0


if __name__ == "__main__":
    for limit, most in _limits():
        resource.setrlimit(limit, (most, most))
    found = checked(*map(Path, sys.argv[1:3]))
    print(json.dumps(to_plain(found)))
