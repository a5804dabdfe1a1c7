"""Links by which an organisation without account answers about a task."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "outside_links",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("org", sa.String(length=100), nullable=False),
        sa.Column("task", sa.String(length=100), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_outside_links"),
        sa.UniqueConstraint("digest", name="uq_outside_links_digest"),
    )
    op.create_index("ix_outside_links_task", "outside_links", ["task"])
