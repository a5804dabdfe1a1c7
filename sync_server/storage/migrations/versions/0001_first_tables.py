"""The first tables."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _counters()
    _events()
    _documents()
    _photos()
    _people()


def _counters() -> None:
    """The one row that every writer locks first."""
    op.create_table(
        "counters",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("task", sa.BigInteger(), nullable=False),
        sa.Column("ledger", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_counters"),
    )
    counters = sa.table("counters", *map(sa.column, ("one", "version", "task", "ledger")))
    op.execute(counters.insert().values(one=1, version=0, task=0, ledger=secrets.token_hex(8)))


def _events() -> None:
    """What phones sent."""
    op.create_table(
        "events",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("device", sa.String(length=8), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("device", "counter", name="uq_events_device_counter"),
    )
    op.create_table(
        "held",
        sa.Column("device", sa.String(length=8), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", "counter", name="pk_held"),
    )
    op.create_table(
        "set_aside",
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("sender", sa.String(length=100), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_set_aside"),
    )


def _documents() -> None:
    """What people see, and who may."""
    op.create_table(
        "audiences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("spelled", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audiences"),
        sa.UniqueConstraint("spelled", name="uq_audiences_spelled"),
    )
    op.create_table(
        "audience_keys",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audiences.id"], name="fk_audience_keys_audience"),
        sa.PrimaryKeyConstraint("key", "audience", name="pk_audience_keys"),
    )
    op.create_table(
        "documents",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audiences.id"], name="fk_documents_audience"),
        sa.PrimaryKeyConstraint("seq", name="pk_documents"),
        sa.UniqueConstraint("kind", "id", name="uq_documents_kind_id"),
    )
    op.create_index("ix_documents_version", "documents", ["version"])
    op.create_table(
        "departures",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audiences.id"], name="fk_departures_audience"),
        sa.PrimaryKeyConstraint("seq", name="pk_departures"),
    )
    op.create_index("ix_departures_version", "departures", ["version"])


def _photos() -> None:
    """Photos, and what refers to them."""
    op.create_table(
        "photos",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("uploader", sa.String(length=100), nullable=False),
        sa.Column("stored_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_photos"),
    )
    op.create_table(
        "photo_uploads",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "person", name="pk_photo_uploads"),
    )
    op.create_table(
        "photo_refs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "kind", "id", name="pk_photo_refs"),
    )


def _people() -> None:
    """Who signs in, and with what."""
    op.create_table(
        "accounts",
        sa.Column("account", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_accounts"),
    )
    op.create_table(
        "devices",
        sa.Column("device", sa.String(length=8), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("signed_in_at", sa.String(length=40), nullable=False),
        sa.Column("last_seen_at", sa.String(length=40), nullable=False),
        sa.Column("revoked_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("device", name="pk_devices"),
        sa.UniqueConstraint("token_digest", name="uq_devices_token_digest"),
    )
    op.create_index("ix_devices_person", "devices", ["person"])
    op.create_table(
        "enrolment_codes",
        sa.Column("code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code_digest", name="pk_enrolment_codes"),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_failed_sign_ins"),
    )
    op.create_index("ix_failed_sign_ins_who_at", "failed_sign_ins", ["who", "at"])
