"""Opening the database, and the two kinds of transaction: one that reads a single moment, one that alone may write."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")
MIGRATIONS = Path(__file__).with_name("migrations")
ATTEMPTS = 6
BUSY_SECONDS = 10
# Any number will do, as long as all server processes use the same one.
MIGRATION_LOCK = 0x526F6E64


class Database:
    """SQLite or PostgreSQL behind the same two verbs. `url` is SQLAlchemy's."""

    def __init__(self, url: str):
        address = make_url(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        if self.is_sqlite and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = _sqlite(url) if self.is_sqlite else create_engine(url, pool_size=20, max_overflow=20)
        # SQLite lets a second writer poll; standing in line here is fairer and faster.
        self._writers = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Everything read inside is of one moment."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction, on disk when this returns; again where another writer was in the way."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._write_once(work)
            except DBAPIError as error:
                if attempt == ATTEMPTS or not _another_was_in_the_way(error):
                    raise
                time.sleep(0.02 * attempt)
        raise AssertionError("the last attempt either returns or raises")

    def _write_once(self, work: Callable[[Connection], T]) -> T:
        with self._line(), self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                return work(connection)

    @contextmanager
    def _line(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._writers:
            yield

    def migrate(self) -> None:
        """Bring the tables up to this version of the program. Several servers may start at once."""
        with self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
                command.upgrade(migration_config(connection), "head")

    def overwrite_what_was_removed(self) -> None:
        """SQLite leaves what was deleted in its file until the place is needed: the file is written anew without it."""
        if not self.is_sqlite:
            return
        with self._line(), closing(self.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()


def migration_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, pool_size=20, max_overflow=20, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver begins transactions too late and of the wrong kind; we say BEGIN ourselves.
        connection.isolation_level = None
        # NORMAL would lose acknowledged work when the power goes.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _another_was_in_the_way(error: DBAPIError) -> bool:
    """A deadlock, a failed serialisation, a row that another transaction made first, or a busy SQLite."""
    state = getattr(error.orig, "sqlstate", "") or ""
    return state in ("40001", "40P01", "23505", "55P03") or "database is locked" in str(error.orig)
