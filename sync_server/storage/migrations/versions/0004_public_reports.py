"""Reports by the public: addresses of places, follow-up codes, photos that wait, and how often who asked."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "public_places",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("building", sa.String(length=100), nullable=False),
        sa.Column("space", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_public_places"),
        sa.UniqueConstraint("building", "space", name="uq_public_places_building_space"),
    )
    op.create_table(
        "public_reports",
        sa.Column("code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sending_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("finding", sa.String(length=100), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("reported_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("code_digest", name="pk_public_reports"),
        sa.UniqueConstraint("sending_digest", name="uq_public_reports_sending_digest"),
    )
    op.create_index("ix_public_reports_finding", "public_reports", ["finding"])
    op.create_table(
        "public_photos",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("finding", sa.String(length=100), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(length=40), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "finding", name="pk_public_photos"),
    )
    op.create_table(
        "public_attempts",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("who", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_public_attempts"),
    )
    op.create_index("ix_public_attempts_who_at", "public_attempts", ["who", "at"])
