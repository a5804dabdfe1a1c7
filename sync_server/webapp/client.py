"""Flet's prebuilt client from flet-web: the files the app needs, and the few private places that must be changed.

Each change must fit exactly once, so that another version of flet-web stops the build instead of the phones.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import flet_web

from sync_server.webapp.steps import CannotBuild

SHIPPED = Path(flet_web.__file__).parent / "web"

# Everything else that flet-web ships is for its server mode, other renderers, charts, formulas, maps or video.
# fmt: off
NEEDED = [
    "assets/AssetManifest.bin", "assets/AssetManifest.bin.json", "assets/FontManifest.json", "assets/NOTICES",
    "assets/fonts/*", "assets/shaders/*", "assets/packages/cupertino_icons/assets/*", "flutter_bootstrap.js",
    "version.json", "main.dart.wasm", "main.dart.mjs", "canvaskit/skwasm.js", "canvaskit/skwasm.wasm",
    "main.dart.js", "canvaskit/canvaskit.js", "canvaskit/canvaskit.wasm", "pyodide/pyodide.mjs",
    "pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/pyodide-lock.json",
]
# fmt: on

RIVE = b"https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm@44.0.0/"


@dataclass(frozen=True)
class Patch:
    """One change to one shipped file: `pattern` (a bytes regular expression) must match exactly once."""

    why: str
    file: str
    pattern: bytes
    replacement: bytes


# Of the same length as RIVE: in main.dart.wasm the text is a string constant with its length before it.
OUR_RIVE = b"/noop.js?rive".ljust(len(RIVE), b"-")
PATCHES = [
    Patch(
        "Flutter's own service worker would replace ours and delete its files",
        "flutter_bootstrap.js",
        rb"(?s)serviceWorkerSettings:\s*\{.*?\},\n",
        b"",
    ),
    Patch(
        "one CanvasKit serves Safari, Firefox and old Chrome, so that only one has to be kept",
        "flutter_bootstrap.js",
        rb"var flutterConfig = \{",
        b'var flutterConfig = {\n    canvasKitVariant: "full",',
    ),
    Patch("no script from a CDN at every start", "main.dart.js", re.escape(RIVE), OUR_RIVE),
    Patch("no script from a CDN at every start", "main.dart.wasm", re.escape(RIVE), OUR_RIVE),
    Patch(
        "a snapshot larger than the 30 MB that memory starts with would be refused",
        "pyodide/pyodide.asm.mjs",
        rb"return Module\.HEAP8\.set\(t\),l",
        b"return Module.growMemory(t.length),Module.HEAP8.set(t),l",
    ),
]


def copy_client(out: Path, shipped: Path = SHIPPED) -> None:
    """Copy the needed files of flet-web into `out` and change them.

    Raises CannotBuild when a file is missing or a patch does not fit.
    """
    for pattern in NEEDED:
        files = [file for file in sorted(shipped.glob(pattern)) if file.is_file()]
        if not files:
            raise CannotBuild(f"flet-web has no {pattern} any more: see NEEDED in sync_server/webapp/client.py.")
        for file in files:
            place = out / file.relative_to(shipped)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    for patch in PATCHES:
        apply(patch, out)
    keep_two_font_families(out / "assets/FontManifest.json")
    forget_pyodide_packages(out / "pyodide/pyodide-lock.json")


def apply(patch: Patch, out: Path) -> None:
    """Change the file in place. Raises CannotBuild naming the patch unless it fits exactly once."""
    file = out / patch.file
    changed, times = re.subn(patch.pattern, lambda _: patch.replacement, file.read_bytes())
    if times != 1:
        raise CannotBuild(
            f"The patch of {patch.file} ({patch.why}) fits {times} times instead of once: "
            "flet-web has changed. Look at the file and correct PATCHES in sync_server/webapp/client.py."
        )
    file.write_bytes(changed)


def keep_two_font_families(manifest: Path) -> None:
    """Flutter loads every family listed, at every start: icons and Roboto, without twenty fonts for formulas."""
    families = [family for family in json.loads(manifest.read_bytes()) if "katex" not in family["family"].lower()]
    families.append({"family": "Roboto", "fonts": [{"asset": "fonts/roboto.woff2"}]})
    manifest.write_text(json.dumps(families))


def forget_pyodide_packages(lock: Path) -> None:
    """Pyodide reads its list of some hundred packages at every start, and the app loads none of them."""
    lock.write_text(json.dumps({"info": json.loads(lock.read_bytes())["info"], "packages": {}}))
