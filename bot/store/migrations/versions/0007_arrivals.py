"""arrivals: files to be fetched and words heard together, and which message is a new version of which"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | Sequence[str] | None = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("file", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("fetching", sa.String(length=10), nullable=False),
        sa.Column("document", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "fetching IN ('none', 'waiting', 'kept', 'refused', 'failed')", name=op.f("ck_arrivals_fetching")
        ),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_arrivals_conversation")
        ),
        sa.PrimaryKeyConstraint("conversation", "external_id", name=op.f("pk_arrivals")),
    )
    op.create_index(op.f("ix_arrivals_channel_due_at"), "arrivals", ["channel", "due_at"])
    op.create_index(op.f("ix_arrivals_conversation_number"), "arrivals", ["conversation", "number"])
    op.add_column("messages", sa.Column("edits", sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "edits")
    op.drop_table("arrivals")
