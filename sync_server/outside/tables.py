"""The table of links: whose each is, to which task, until when, and why it ended. Of a token only the digest."""

from sqlalchemy import Column, Index, LargeBinary, String, Table

from sync_server.storage.schema import Moment, Name, RowNumber, metadata

outside_links = Table(
    "outside_links",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("org", Name, nullable=False),
    Column("task", Name, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("why", String(20), nullable=False),
    Index(None, "task"),
)
