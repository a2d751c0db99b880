"""erasure: what a website told of its signed-in customer, and conversations of which nothing is left"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | Sequence[str] | None = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("vouched", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("account", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("conversations") as table:
        table.alter_column("vouched", server_default=None)
        table.create_index(op.f("ix_conversations_account"), ["account"])
    with op.batch_alter_table("facts") as table:
        table.add_column(sa.Column("origin", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("facts") as table:
        table.drop_column("origin")
    with op.batch_alter_table("conversations") as table:
        table.drop_index(op.f("ix_conversations_account"))
        for name in ("vouched", "account", "erased_at"):
            table.drop_column(name)
