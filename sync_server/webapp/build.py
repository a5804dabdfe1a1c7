"""The whole build, step by step. A finished app replaces the old one in one move: no phone gets half of each."""

import contextlib
import errno
import importlib.metadata
import json
import shutil
import tempfile
from pathlib import Path

from sync_server.webapp.archives import stored_zip
from sync_server.webapp.client import copy_client
from sync_server.webapp.compress import write_compressed
from sync_server.webapp.from_npm import CIPHERS, QR_DECODER, from_npm
from sync_server.webapp.precache import write_service_worker
from sync_server.webapp.pyodide_side import SCRIPTS, compiled, snapshot, standard_library
from sync_server.webapp.steps import CannotBuild, contents, digest, kept
from sync_server.webapp.vendor import PURE, WASM_REQUIREMENTS, vendor

MODULE = "app.main"
PACKAGES = ("app", "domain")
PAGE_FILES = (
    "manifest.json",
    "favicon.png",
    "noop.js",
    "python.js",
    "python-worker.js",
    "sw-register.js",
    "sealing.mjs",
    "tag-reader.mjs",
)

__all__ = ["CannotBuild", "build"]


def build(source: Path, out: Path, cache: Path) -> bool:
    """Build the app of `source` (holding app/ and domain/) into `out`; finished steps are kept in `cache`.

    Returns False when `out` was already made from the same inputs. Raises CannotBuild.
    """
    for package in PACKAGES:
        if not (source / package / "__init__.py").exists():
            raise CannotBuild(f"{source / package} is not a Python package: is --source the right folder?")
    made_from = out.with_name(out.name + ".made-from")
    inputs = inputs_of(source)
    if (out / "sw.js").exists() and made_from.exists() and made_from.read_text() == inputs:
        return False
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{out.name}.", dir=out.parent) as folder:
        fresh = Path(folder) / "new"
        assemble(source, fresh, cache)
        made_from.unlink(missing_ok=True)
        take_the_place_of(out, fresh)
    made_from.write_text(inputs)
    return True


def inputs_of(source: Path) -> str:
    """One hash over all that the app is made from: our sources, this builder, the packages and their versions."""
    folders = [*(source / package for package in PACKAGES), SCRIPTS, Path(__file__).parent]
    sources = [part for folder in folders for part in contents(folder)]
    versions = [f"{name} {importlib.metadata.version(name)}".encode() for name in (*PURE, "flet-web")]
    return digest([*sources, *versions, WASM_REQUIREMENTS.read_bytes()])


def assemble(source: Path, out: Path, cache: Path) -> None:
    """Put all files of the app into the new folder `out`; sw.js last, because it lists them."""
    copy_client(out)
    packages = vendor(cache)
    stdlib = standard_library(cache)
    shutil.copytree(packages, out, dirs_exist_ok=True)
    shutil.copyfile(stdlib, out / "pyodide/python_stdlib.zip")
    shutil.copyfile(snapshot(cache, stdlib, packages / "vendor.zip"), out / "snapshot.bin")
    shutil.copyfile(our_code(source, cache), out / "app.zip")
    shutil.copytree(from_npm(QR_DECODER, cache), out / "zxing")
    shutil.copytree(from_npm(CIPHERS, cache), out / "noble")
    write_page(out)
    write_service_worker(SCRIPTS / "sw.js", out)
    write_compressed(out, cache)


def our_code(source: Path, cache: Path) -> Path:
    """app.zip: our packages as .pyc."""

    def make(out: Path) -> None:
        tree = out.with_name("tree")
        for package in PACKAGES:
            copy_sources(source / package, tree / package)
        compiled(tree)
        stored_zip(tree, out)

    inputs = [part for package in PACKAGES for part in contents(source / package)]
    return kept(cache, "app.zip", digest([*inputs, (SCRIPTS / "compile.mjs").read_bytes()]), make)


def copy_sources(package: Path, place: Path) -> None:
    """Copy contents only: a read-only checkout must not make a tree that cannot be compiled in."""
    for file in package.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            copy = place / file.relative_to(package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)


def write_page(out: Path) -> None:
    """The page itself, its scripts and its icons."""
    for name in PAGE_FILES:
        shutil.copyfile(SCRIPTS / name, out / name)
    shutil.copytree(SCRIPTS / "icons", out / "icons")
    native = out / "native"
    extensions = [file.relative_to(native).as_posix() for file in sorted(native.rglob("*")) if file.is_file()]
    page = (SCRIPTS / "index.html").read_text(encoding="utf-8")
    page = page.replace("__MODULE__", MODULE).replace("__NATIVE_FILES__", json.dumps(extensions))
    (out / "index.html").write_text(page, encoding="utf-8")


def take_the_place_of(out: Path, fresh: Path) -> None:
    """Move `fresh` to `out`, also where another build does the same; the old one is deleted only after that."""
    old = fresh.with_name("old")
    while True:
        with contextlib.suppress(FileNotFoundError):
            out.rename(old)
        try:
            fresh.rename(out)
        except OSError as taken:
            if taken.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            shutil.rmtree(old, ignore_errors=True)
        else:
            return
