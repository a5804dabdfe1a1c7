"""The sessions of lone work that the server keeps."""

from sqlalchemy import Connection

from domain.lone_work.session import LoneWork
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet

KIND = LoneWork.kind


def sessions(connection: Connection, register: Register) -> list[LoneWork]:
    """All of them, ended ones until they are forgotten."""
    documents, keys = WorkingSet(connection, register), ledger.load_all(connection, [KIND])
    documents.prefetch(keys)
    return [lone for _, name in keys if (lone := documents.lone_work(name))]
