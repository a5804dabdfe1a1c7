"""Compressed copies (.br, .gz) beside the files, so that the server never compresses while somebody waits."""

import gzip
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from sync_server.webapp.steps import digest, kept

WORTH_IT = {".js", ".mjs", ".wasm", ".json", ".html", ".zip", ".bin", ".otf", ".ttf", ".so", ".frag", ""}
SMALLEST = 1000  # bytes; below this the headers weigh more

WAYS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gz": partial(gzip.compress, compresslevel=6, mtime=0),
}


def write_compressed(out: Path, cache: Path) -> None:
    """Put a .br and a .gz beside every file under `out` that is worth it; the cache has what was compressed before."""
    files = [file for file in sorted(out.rglob("*")) if file.is_file() and file.suffix in WORTH_IT]
    with ThreadPoolExecutor() as workers:
        list(workers.map(partial(compress, cache), (file for file in files if file.stat().st_size >= SMALLEST)))


def compress(cache: Path, file: Path) -> None:
    """Put both compressed copies beside one file."""
    body = file.read_bytes()
    key = digest([body])
    for ending, way in WAYS.items():
        smaller = kept(cache, ending, key, lambda place, way=way: write(place, way(body)))
        shutil.copyfile(smaller, file.with_name(f"{file.name}.{ending}"))


def write(place: Path, body: bytes) -> None:
    """What `Path.write_bytes` does, without a result."""
    place.write_bytes(body)
