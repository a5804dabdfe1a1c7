"""What a server has decided since the files were written: adopted lists, approved overrides and objects.

Read only when it is asked for: the other rules are explained without a database.
"""

from pathlib import Path

from sync_server.content import Municipality


class NoServerHere(Exception):
    """The folder has no database of a server; the text says where one was looked for."""


def as_decided(files: Municipality, data: Path) -> Municipality:
    """The municipality as the server with this `--data-dir` works with it. Nothing is written. Raises NoServerHere."""
    from sync_server.register.publish import read_register
    from sync_server.settings import settings_from
    from sync_server.storage.database import Database

    url = settings_from(data=data).database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        raise NoServerHere(f"there is no database in {data}; name the server's own --data-dir")
    database = Database(url)
    try:
        with database.reading() as connection:
            return read_register(connection, files).municipality
    finally:
        database.close()
