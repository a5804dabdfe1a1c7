"""The post: letters that wait to be sent, and what each person has chosen to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("seq", RowNumber, nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("queued_at", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reader", sa.String(length=100), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.Column("not_before", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_letters"),
        sa.UniqueConstraint("person", "kind", "about", "detail", name="uq_letters_person_kind_about_detail"),
    )
    op.create_index("ix_letters_state", "letters", ["state"])
    op.create_index("ix_letters_message_id", "letters", ["message_id"])
    op.create_table(
        "letter_choices",
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_letter_choices"),
    )
