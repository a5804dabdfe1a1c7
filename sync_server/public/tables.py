"""The tables of public reports: addresses of places, what was reported, photos that wait, and who asked how often.

A follow-up code is stored as a digest only, an address (IP) as a keyed hash that is forgotten within the hour.
"""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from sync_server.storage.schema import Moment, Name, RowNumber, metadata

Secret = LargeBinary(32)

public_places = Table(
    "public_places",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("building", Name, nullable=False),
    Column("space", Name, nullable=False),
    UniqueConstraint("building", "space"),
)
# Codes that hold no longer: a poster that was abused, until there is a new one.
public_places_off = Table(
    "public_places_off",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("building", Name, nullable=False),
    Column("space", Name, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Name, nullable=False),
    Column("why", String(500), nullable=False),
    Index(None, "building"),
)
public_reports = Table(
    "public_reports",
    metadata,
    Column("code_digest", Secret, primary_key=True),
    Column("sending_digest", Secret, nullable=False, unique=True),
    Column("finding", Name, nullable=False),
    Column("contact", String(200), nullable=False),
    Column("reported_at", Moment, nullable=False),
    Index(None, "finding"),
)
# Photos that the municipality wants to look at before anybody else does.
public_photos = Table(
    "public_photos",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("finding", Name, primary_key=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("waits", Boolean, nullable=False),
)
public_attempts = Table(
    "public_attempts",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("who", Secret, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "who", "at"),
)
