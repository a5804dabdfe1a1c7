"""The tables. Rows lie in the order they were written, and ids of one device beside each other: see `domain.identity`.

Five groups: the line of events, the documents made of them with who may see them, photos, people with devices, and the
post.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only in a column that is exactly INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")
Name = String(100)
Moment = String(40)
Digest = LargeBinary(16)

# One row. Whoever writes locks it first, so that no version number can be seen before a lower one. `register` goes up
# whenever the register is another than before: so every server process notices what one of them took in.
counters = Table(
    "counters",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("task", BigInteger, nullable=False),
    Column("ledger", String(32), nullable=False),
    Column("register", BigInteger, nullable=False),
)

# Every event in its device's line, also the refused ones: `refusal` is why, as JSON, "" for accepted.
events = Table(
    "events",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("device", String(8), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("refusal", Text, nullable=False),
    Column("line", Text, nullable=False),
    UniqueConstraint("device", "counter"),
)

# Events that wait for an earlier one of their device.
held = Table(
    "held",
    metadata,
    Column("device", String(8), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("line", Text, nullable=False),
    PrimaryKeyConstraint("device", "counter"),
)

# Refused without a place in line: of another's device, or other content under a number already taken. Kept to be read.
set_aside = Table(
    "set_aside",
    metadata,
    Column("digest", Digest, primary_key=True),
    Column("received_at", Moment, nullable=False),
    Column("sender", Name, nullable=False),
    Column("refusal", Text, nullable=False),
    Column("line", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("id", Name, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("audience", Integer, ForeignKey("audiences.id"), nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("kind", "id"),
    Index(None, "version"),
)

# A set of keys, any of which opens: there are few different sets, so that a document needs only their number.
audiences = Table(
    "audiences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("spelled", Text, nullable=False, unique=True),
)
audience_keys = Table(
    "audience_keys",
    metadata,
    Column("key", String(200), nullable=False),
    Column("audience", Integer, ForeignKey("audiences.id"), nullable=False),
    PrimaryKeyConstraint("key", "audience"),
)

# A document that left some of its readers: `audience` is who could see it before.
departures = Table(
    "departures",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("id", Name, nullable=False),
    Column("audience", Integer, ForeignKey("audiences.id"), nullable=False),
    Index(None, "version"),
)

photos = Table(
    "photos",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("media_type", String(20), nullable=False),
    Column("uploader", Name, nullable=False),
    Column("stored_at", Moment, nullable=False),
)
# How far somebody has come in sending a photo; the parts themselves lie in the photo store.
photo_uploads = Table(
    "photo_uploads",
    metadata,
    Column("sha256", String(64), nullable=False),
    Column("person", Name, nullable=False),
    Column("total", Integer, nullable=False),
    Column("parts", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    PrimaryKeyConstraint("sha256", "person"),
)
photo_refs = Table(
    "photo_refs",
    metadata,
    Column("sha256", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("id", Name, nullable=False),
    PrimaryKeyConstraint("sha256", "kind", "id"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("account", Name, primary_key=True),
    Column("person", Name, nullable=False),
    Column("password_hash", String(200), nullable=False),
)
# A device is a person on a phone; its number is never given again. `token_digest` is empty once signed out.
devices = Table(
    "devices",
    metadata,
    Column("device", String(8), primary_key=True),
    Column("person", Name, nullable=False, index=True),
    Column("name", Name, nullable=False),
    Column("token_digest", LargeBinary(32), unique=True),
    Column("signed_in_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("revoked_at", Moment, nullable=False),
)
enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("code_digest", LargeBinary(32), primary_key=True),
    Column("person", Name, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("reusable", Boolean, nullable=False),
)
failed_sign_ins = Table(
    "failed_sign_ins",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("who", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "who", "at"),
)

# A letter is a fact to be told, never its words: those are written when it is sent (see `sync_server.post.letters`).
letters = Table(
    "letters",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    Column("person", Name, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("about", Name, nullable=False),
    Column("detail", String(200), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reader", Name, nullable=False),
    Column("message_id", String(200), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("reason", String(500), nullable=False),
    UniqueConstraint("person", "kind", "about", "detail"),
    Index(None, "state"),
    Index(None, "message_id"),
)
letter_choices = Table(
    "letter_choices",
    metadata,
    Column("person", Name, primary_key=True),
    Column("choice", Text, nullable=False),
)
