"""understood: how sure the bot was of each message, and indexes for what is counted by its time"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | Sequence[str] | None = "0010"
branch_labels = None
depends_on = None

_BY_TIME = (
    ("conversations", ["opened_at"]),
    ("conversations", ["closed_at", "rating"]),
    ("claims", ["submitted_at"]),
    ("ownership_events", ["at"]),
)


def upgrade() -> None:
    op.create_table(
        "understood",
        sa.Column("message", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("intent", sa.String(length=40), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("asks", sa.String(length=40), nullable=True),
        sa.Column("incident_type", sa.String(length=40), nullable=True),
        sa.Column("type_confidence", sa.Double(), nullable=True),
        sa.Column("corrected", sa.JSON(), nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("sureness", sa.Double(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("right_intent", sa.String(length=40), nullable=True),
        sa.Column("right_type", sa.String(length=40), nullable=True),
        sa.Column("reviewed_by", sa.String(length=40), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("verdict IN ('marked', 'dismissed')", name=op.f("ck_understood_verdict")),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_understood_conversation")
        ),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_understood_message")),
        sa.PrimaryKeyConstraint("message", name=op.f("pk_understood")),
    )
    op.create_index(op.f("ix_understood_at_missed"), "understood", ["at", "missed"])
    op.create_index(op.f("ix_understood_conversation"), "understood", ["conversation"])
    op.create_index(op.f("ix_understood_verdict_sureness_at"), "understood", ["verdict", "sureness", "at"])
    for table, columns in _BY_TIME:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def downgrade() -> None:
    for table, columns in reversed(_BY_TIME):
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
    op.drop_table("understood")
