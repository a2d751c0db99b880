"""pointing: which earlier message is replied to by what is heard together with files"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | Sequence[str] | None = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("arrivals", sa.Column("points_at", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("arrivals") as table:
        table.drop_column("points_at")
