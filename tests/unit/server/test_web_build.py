"""The builder of the browser app: what is made again and when, and what stops it."""

import base64
import hashlib
import json
import shutil
import tarfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from sync_server.webapp.archives import stored_zip
from sync_server.webapp.build import build, take_the_place_of
from sync_server.webapp.client import NEEDED, PATCHES, SHIPPED, Patch, apply, copy_client
from sync_server.webapp.from_npm import CIPHERS, QR_DECODER, NpmPackage, unpack
from sync_server.webapp.precache import listed, write_service_worker
from sync_server.webapp.steps import CannotBuild, contents, digest, kept
from sync_server.webapp.vendor import leave_out

SCRIPTS = Path(__file__).parents[3] / "assets/web"


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_step_is_made_once_for_the_same_inputs_and_again_for_others(tmp_path: Path) -> None:
    made = []

    def make(out: Path) -> None:
        made.append(out.name)
        out.write_text("result")

    for key in ("one", "one", "two"):
        assert kept(tmp_path, "app.zip", key, make).read_text() == "result"
    assert len(made) == 2


def test_a_step_that_fails_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    def fail(out: Path) -> None:
        out.write_text("half")
        raise CannotBuild("the disk is full")

    with pytest.raises(CannotBuild):
        kept(tmp_path, "app.zip", "key", fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "changed",
    [{"app/main.py": "x = 2"}, {"app/other.py": "x = 1"}, {"app/main.py": "x = 1", "app/new.py": ""}],
    ids=["content", "name", "one more"],
)
def test_any_change_of_a_source_changes_the_digest(tmp_path: Path, changed: dict[str, str]) -> None:
    before = written(tmp_path / "before", {"app/main.py": "x = 1"})
    after = written(tmp_path / "after", changed)
    assert digest(contents(before)) != digest(contents(after))


def test_pythons_own_caches_do_not_count_as_sources(tmp_path: Path) -> None:
    before = written(tmp_path / "before", {"app/main.py": "x = 1"})
    after = written(tmp_path / "after", {"app/main.py": "x = 1", "app/__pycache__/main.pyc": "1"})
    assert digest(contents(before)) == digest(contents(after))


def test_the_same_tree_always_gives_the_same_zip(tmp_path: Path) -> None:
    one = written(tmp_path / "one", {"b/c.py": "c", "a.py": "a"})
    two = written(tmp_path / "two", {"a.py": "a", "b/c.py": "c"})
    stored_zip(one, tmp_path / "one.zip")
    stored_zip(two, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_only_servers_and_editors_need_does_not_travel(tmp_path: Path) -> None:
    files = [
        "flet/page.py",
        "flet/auth/oauth.py",
        "flet/page.pyi",
        "tinydb/mypy_plugin.py",
        "six.py",
        "a/tests/test.py",
    ]
    leave_out(written(tmp_path, dict.fromkeys(files, "")))
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*.py*"))] == [
        "flet/page.py",
        "six.py",
    ]


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: f"{patch.file}: {patch.why}")
def test_every_patch_fits_the_client_that_is_locked_and_keeps_no_trace_of_what_it_replaced(
    patch: Patch, tmp_path: Path
) -> None:
    (tmp_path / patch.file).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SHIPPED / patch.file, tmp_path / patch.file)
    before = (tmp_path / patch.file).read_bytes()
    apply(patch, tmp_path)
    after = (tmp_path / patch.file).read_bytes()
    assert after != before
    assert patch.replacement in after


@pytest.mark.parametrize(("shipped", "times"), [("other", 0), ("swap me, swap me", 2)])
def test_a_patch_that_does_not_fit_once_stops_the_build_and_names_itself(
    shipped: str, times: int, tmp_path: Path
) -> None:
    written(tmp_path, {"main.dart.js": shipped})
    with pytest.raises(CannotBuild, match=f"main.dart.js.*no CDN.*fits {times} times"):
        apply(Patch("no CDN", "main.dart.js", b"swap me", b"swapped"), tmp_path)
    assert (tmp_path / "main.dart.js").read_text() == shipped


def test_a_client_without_a_file_we_need_stops_the_build_and_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(CannotBuild, match=NEEDED[0]):
        copy_client(tmp_path / "out", shipped=tmp_path)


def test_a_folder_without_our_packages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotBuild, match="is --source the right folder"):
        build(tmp_path, tmp_path / "web", tmp_path / "cache")


def test_a_phone_keeps_every_file_of_its_own_engine(tmp_path: Path) -> None:
    files = ["index.html", "main.dart.wasm", "main.dart.js", "canvaskit/skwasm.wasm", "canvaskit/canvaskit.wasm"]
    groups = {path: group for path, (_, _, group) in listed(written(tmp_path, dict.fromkeys(files, "x"))).items()}
    assert groups == {
        "/index.html": "",
        "/main.dart.wasm": "skwasm",
        "/main.dart.js": "canvaskit",
        "/canvaskit/skwasm.wasm": "skwasm",
        "/canvaskit/canvaskit.wasm": "canvaskit",
    }


def test_the_service_worker_changes_exactly_when_a_file_does(tmp_path: Path) -> None:
    scripts = []
    for page in ("one", "one", "two"):
        out = written(tmp_path / f"{len(scripts)}", {"index.html": page, "app.zip": "app"})
        write_service_worker(SCRIPTS / "sw.js", out)
        scripts.append((out / "sw.js").read_text())
    assert scripts[0] == scripts[1] != scripts[2]
    assert "__" not in scripts[0]


def test_the_manifest_names_only_icons_that_exist() -> None:
    for icon in json.loads((SCRIPTS / "manifest.json").read_text())["icons"]:
        assert (SCRIPTS / icon["src"].lstrip("/")).is_file()


def package(folder: Path, *names: str) -> tuple[Path, str]:
    """A package as npm packs it, with these files, and its hash."""
    tree = written(folder / "tree", {f"package/{name}": name for name in names})
    with tarfile.open(folder / "package.tgz", "w:gz") as archive:
        archive.add(tree / "package", "package")
    return folder / "package.tgz", hashed(folder / "package.tgz")


def hashed(file: Path) -> str:
    return base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()


FROM_NPM = pytest.mark.parametrize("wanted", [QR_DECODER, CIPHERS], ids=lambda package: package.name)


@FROM_NPM
def test_of_a_package_only_what_phones_need_is_taken_and_put_where_its_scripts_look(
    wanted: NpmPackage, tmp_path: Path
) -> None:
    archive, sha512 = package(tmp_path, *wanted.files, "dist/cjs/index.js", "README.md")
    unpack(replace(wanted, sha512=sha512), archive, tmp_path / "taken")
    taken = {
        file.relative_to(tmp_path / "taken").as_posix(): file.read_text()
        for file in (tmp_path / "taken").rglob("*")
        if file.is_file()
    }
    assert taken == {place: name for name, place in wanted.files.items()}


@FROM_NPM
def test_a_package_that_is_not_the_one_we_know_stops_the_build(wanted: NpmPackage, tmp_path: Path) -> None:
    archive, _ = package(tmp_path, *wanted.files)
    with pytest.raises(CannotBuild, match="is not the package we know"):
        unpack(wanted, archive, tmp_path / "taken")
    assert not (tmp_path / "taken").exists()


@FROM_NPM
def test_a_package_without_a_file_we_need_stops_the_build_and_names_the_file(
    wanted: NpmPackage, tmp_path: Path
) -> None:
    first, *others = wanted.files
    archive, sha512 = package(tmp_path, *others)
    with pytest.raises(CannotBuild, match=f"has no {first} any more"):
        unpack(replace(wanted, sha512=sha512), archive, tmp_path / "taken")


def test_builds_at_the_same_time_leave_one_whole_app(tmp_path: Path) -> None:
    out = tmp_path / "web"
    folders = [tmp_path / f"web.{number}" for number in range(8)]
    for number, folder in enumerate(folders):
        (folder / "new").mkdir(parents=True)
        for name in ("index.html", "sw.js"):
            (folder / "new" / name).write_text(str(number))
    together = threading.Barrier(len(folders))

    def move(folder: Path) -> None:
        together.wait()
        take_the_place_of(out, folder / "new")

    with ThreadPoolExecutor(len(folders)) as builders:
        list(builders.map(move, folders))
    assert len({(out / name).read_text() for name in ("index.html", "sw.js")}) == 1
    assert sorted(file.name for file in out.iterdir()) == ["index.html", "sw.js"]
