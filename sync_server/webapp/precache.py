"""The service worker's list of files: path, hash and size of everything a phone keeps."""

import hashlib
import json
from pathlib import Path

# A phone needs one of the two engines; which one, only the browser knows.
ENGINES = {
    "skwasm": ("/main.dart.wasm", "/main.dart.mjs", "/canvaskit/skwasm."),
    "canvaskit": ("/main.dart.js", "/canvaskit/canvaskit."),
}
# The licences of what the client is made of: for reading at the server.
NOT_KEPT = ("/assets/NOTICES",)


def listed(out: Path) -> dict[str, tuple[str, int, str]]:
    """{path: (first 16 hex digits of SHA-256, bytes, engine or "")} of all files under `out`."""
    files = {}
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        path = "/" + file.relative_to(out).as_posix()
        if path not in NOT_KEPT:
            engine = next((name for name, own in ENGINES.items() if path.startswith(own)), "")
            body = file.read_bytes()
            files[path] = (hashlib.sha256(body).hexdigest()[:16], len(body), engine)
    return files


def write_service_worker(template: Path, out: Path) -> None:
    """Write sw.js, last of all: its version is a hash of the whole list, so that any change makes a new one."""
    files = json.dumps(listed(out))
    version = hashlib.sha256(files.encode()).hexdigest()[:12]
    script = template.read_text().replace("__VERSION__", version).replace("__FILES__", files)
    (out / "sw.js").write_text(script)
