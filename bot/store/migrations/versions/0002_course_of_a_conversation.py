"""course of a conversation: what was asked in which words, side questions, a wished call, and when it was last heard"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels = None
depends_on = None

_EMPTY = {"asked": "{}", "trail": "[]", "said": "[]", "aside": "{}", "callback": "{}"}


def upgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        # How often the open question was put in a row; the new column counts for every question.
        table.drop_column("asked")
    with op.batch_alter_table("conversations") as table:
        for name, empty in _EMPTY.items():
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=empty))
        table.add_column(sa.Column("other_language", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("conversations") as table:
        for name in (*_EMPTY, "other_language"):
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        for name in (*_EMPTY, "other_language", "heard_at"):
            table.drop_column(name)
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
