"""documents: files that people have sent"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("message", sa.String(length=40), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=True),
        sa.Column("same_as", sa.String(length=40), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("preview", sa.Boolean(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "state IN ('arriving', 'checking', 'kept', 'refused')", name=op.f("ck_documents_state")
        ),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_documents_claim")),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_documents_conversation")
        ),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_documents_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint(
            "conversation", "external_id", name=op.f("uq_documents_conversation_external_id")
        ),
    )
    op.create_index(op.f("ix_documents_claim"), "documents", ["claim"])
    op.create_index(op.f("ix_documents_message"), "documents", ["message"])
    op.create_index(op.f("ix_documents_file"), "documents", ["file"])
    op.create_index(op.f("ix_documents_state_received_at"), "documents", ["state", "received_at"])
    op.create_index(op.f("ix_documents_conversation_sha256"), "documents", ["conversation", "sha256"])


def downgrade() -> None:
    op.drop_table("documents")
