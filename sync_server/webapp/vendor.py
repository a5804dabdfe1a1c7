"""The packages the app needs in the browser, packed as vendor.zip; C extensions lie beside it, as Python needs them."""

import fnmatch
import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from sync_server.webapp.archives import stored_zip
from sync_server.webapp.pyodide_side import SCRIPTS, compiled
from sync_server.webapp.steps import CannotBuild, digest, kept

# {distribution: module}. Flet asks for nothing more on Emscripten; pydantic, httpx and pillow stay out (start time).
PURE = {
    "flet": "flet",
    "flet-camera": "flet_camera",
    "flet-geolocator": "flet_geolocator",
    "repath": "repath",
    "six": "six",
    "tinydb": "tinydb",
}
WASM_REQUIREMENTS = Path(__file__).parents[2] / "requirements/wasm.txt"
WASM_PLATFORM = ["--implementation", "cp", "--abi", "cp314", "--python-version", "3.14"]
WASM_PLATFORM += ["--platform", "pyemscripten_2026_0_wasm32"]

# Parts that run on a server, in a test or in an editor only.
# fmt: off
LEFT_OUT = [
    "*.pyi", "py.typed", "__pycache__", "tests", "*.md", "*.dist-info", "mypy_plugin.py", "flet/auth",
    "flet/testing", "flet/fastapi", "flet/cli.py", "flet/pytest_plugin.py", "flet/messaging/flet_socket_server.py",
    "flet/messaging/flet_dart_bridge_server.py",
]
# fmt: on


def wasm_wheels(cache: Path) -> list[Path]:
    """The wheels of requirements/wasm.txt, fetched by pip under their pinned hashes."""

    def fetch(folder: Path) -> None:
        folder.mkdir()
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        command += ["--require-hashes", *WASM_PLATFORM, "-r", str(WASM_REQUIREMENTS), "-d", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotBuild(f"pip could not fetch the packages of requirements/wasm.txt:\n{done.stderr}")

    key = digest([WASM_REQUIREMENTS.read_bytes(), " ".join(WASM_PLATFORM).encode()])
    return sorted(kept(cache, "wheels", key, fetch).glob("*.whl"))


def vendor(cache: Path) -> Path:
    """A folder with vendor.zip and native/, the C extensions under their package's path."""
    wheels = wasm_wheels(cache)

    def make(out: Path) -> None:
        out.mkdir()
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder)
            for module in PURE.values():
                copy_module(module, tree)
            for wheel in wheels:
                zipfile.ZipFile(wheel).extractall(tree)
            leave_out(tree)
            compiled(tree)
            move_extensions(tree, out / "native")
            stored_zip(tree, out / "vendor.zip")

    versions = [f"{name} {importlib.metadata.version(name)}".encode() for name in PURE]
    recipe = [Path(__file__).read_bytes(), (SCRIPTS / "compile.mjs").read_bytes()]
    key = digest([*versions, *(wheel.read_bytes() for wheel in wheels), *recipe])
    return kept(cache, "vendor", key, make)


def copy_module(module: str, tree: Path) -> None:
    """Copy an installed pure-Python module or package into the tree."""
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise CannotBuild(f"The package {module} is not installed: install the project with its web extra.")
    origin = Path(found.origin)
    if origin.name == "__init__.py":
        shutil.copytree(origin.parent, tree / module)
    else:
        shutil.copy(origin, tree)


def leave_out(tree: Path) -> None:
    """Remove everything that matches LEFT_OUT: a pattern with a slash is a path, any other a name anywhere."""
    for path in sorted(tree.rglob("*"), reverse=True):
        place = path.relative_to(tree).as_posix()
        if any(fnmatch.fnmatch(place if "/" in pattern else path.name, pattern) for pattern in LEFT_OUT):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def move_extensions(tree: Path, native: Path) -> None:
    """Move every C extension out of the tree, keeping its path."""
    for extension in sorted(tree.rglob("*.so")):
        place = native / extension.relative_to(tree)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(extension, place)
