"""Codes of posters that have been switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "public_places_off",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("building", sa.String(length=100), nullable=False),
        sa.Column("space", sa.String(length=100), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_public_places_off"),
    )
    op.create_index("ix_public_places_off_building", "public_places_off", ["building"])
