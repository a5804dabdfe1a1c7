"""The rules of the house, read from the code itself: who may import whom, and how large a room may grow."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = ("app", "domain", "sync_server")
FILES = sorted(path for room in (*ROOMS, "tests", "benchmarks") for path in (HOUSE / room).rglob("*.py"))
OURS = [path for path in FILES if path.relative_to(HOUSE).parts[0] in ROOMS]
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
NOT_AT_START = {"pydantic", "httpx"}
"""They cost time at every start in the browser (DESIGN section 2): imported inside the function that needs them."""


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def those_in(*folders: str) -> list[Path]:
    return [path for path in OURS if name_of(path).startswith(folders)]


def imports(path: Path, *, at_start: bool = False) -> Iterator[str]:
    """Every module that a file imports, dotted; with `at_start` only what is imported when the file is."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in _at_start(tree) if at_start else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _at_start(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _at_start(node)


def packages(path: Path, *, at_start: bool = False) -> set[str]:
    return {module.partition(".")[0] for module in imports(path, at_start=at_start)}


def room_of(module: str) -> str:
    """ "app.state" of `app.state.phone`; "" for what is no room of the phone."""
    first_two = module.split(".")[:2]
    return ".".join(first_two) if first_two[0] == "app" and (HOUSE / "/".join(first_two)).is_dir() else ""


def test_the_rules_below_look_at_every_room():
    assert all(those_in(f"{room}/") for room in ("app/screens", "app/state", "app/device", "domain", "sync_server"))


@pytest.mark.parametrize("path", those_in("domain/"), ids=name_of)
def test_the_domain_imports_the_standard_library_and_itself(path: Path):
    assert packages(path) <= {"domain", *sys.stdlib_module_names}


def test_the_domain_reads_no_clock_file_or_network():
    outside = {"os", "io", "pathlib", "time", "random", "socket", "urllib", "http", "sqlite3", "asyncio", "secrets"}
    assert {name_of(path): packages(path) & outside for path in those_in("domain/") if packages(path) & outside} == {}
    clocks = {"now", "today", "utcnow", "uuid1", "uuid4"}
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in those_in("domain/")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in clocks
    ]
    assert calls == []


def test_phone_and_server_import_the_domain_and_never_each_other():
    assert [name_of(path) for path in those_in("app/") if "sync_server" in packages(path)] == []
    assert [name_of(path) for path in those_in("sync_server/") if "app" in packages(path)] == []


def test_the_phone_never_imports_what_only_the_server_has():
    servers = {"yaml", "sqlalchemy", "alembic", "fastapi", "uvicorn", "starlette", "argon2", "obstore", "holidays"}
    servers |= {"openpyxl", "pyxform"}
    assert {name_of(path): packages(path) & servers for path in those_in("app/") if packages(path) & servers} == {}


def test_the_phone_starts_without_what_is_slow_to_load():
    natively = {"app/device/net_httpx.py"}
    slow = {name_of(path) for path in those_in("app/") if packages(path, at_start=True) & NOT_AT_START}
    assert slow <= natively
    importers = {
        name_of(path)
        for path in those_in("app/")
        for module in imports(path, at_start=True)
        if module.replace(".", "/").startswith("app/device/net_httpx")
    }
    assert importers == set()


def test_only_screens_and_main_know_controls():
    """State may import flet for `ft.observable` and nothing else of it; device knows no flet at all."""
    assert [name_of(path) for path in those_in("app/device/") if "flet" in packages(path)] == []
    uses = {
        f"{name_of(path)}: ft.{node.attr}"
        for path in those_in("app/state/")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ft"
    }
    assert {use for use in uses if not use.endswith((": ft.observable", ": ft.Observable"))} == set()
    from_flet = {m for path in those_in("app/state/") for m in imports(path) if m.startswith("flet") and m != "flet"}
    assert from_flet == set()


def test_inside_the_phone_a_room_knows_only_the_rooms_beneath_it():
    may_know = {
        "app/device/": {"app.device"},
        "app/state/": {"app.state", "app.device", "app.words"},
        "app/screens/": {"app.screens", "app.state", "app.device", "app.words"},
    }
    wrong = [
        f"{name_of(path)} imports {module}"
        for room, known in may_know.items()
        for path in those_in(room)
        for module in imports(path)
        if (room_of(module) and room_of(module) not in known) or module.startswith("app.main")
    ]
    assert wrong == []


def test_only_main_and_the_entrance_see_everything():
    assert [name_of(path) for path in those_in("app/") if "app.main" in set(imports(path))] == []


def test_no_file_grows_past_one_idea():
    long = {name_of(path): n for path in OURS if (n := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_no_function_grows_past_what_is_read_at_a_glance():
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": lines
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_file_says_what_it_is_for():
    silent = [
        name_of(path)
        for path in FILES
        if path.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_nothing_is_left_unfinished():
    words = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "pytest." + "skip", "mark." + "skip", "x" + "fail")
    found = [f"{name_of(path)}: {word}" for path in FILES for word in words if word in path.read_text("utf-8")]
    assert found == []
