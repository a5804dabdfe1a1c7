"""The number that tells every server process that the register has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("counters", sa.Column("register", sa.BigInteger(), nullable=False, server_default="0"))
