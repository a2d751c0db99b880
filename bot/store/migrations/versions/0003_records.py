"""records: policies, codes to resume a draft elsewhere, wrong tries, and claims by kind and day"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policies",
        sa.Column("number_key", sa.String(length=200), nullable=False),
        *(sa.Column(name, sa.String(length=200), nullable=False) for name in ("number", "holder", "email", "phone", "line")),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("broker", sa.String(length=200), nullable=False),
        sa.Column("email_key", sa.String(length=200), nullable=True),
        sa.Column("phone_tail", sa.String(length=6), nullable=True),
        sa.PrimaryKeyConstraint("number_key", name=op.f("pk_policies")),
    )
    op.create_index(op.f("ix_policies_email_key"), "policies", ["email_key"])
    op.create_index(op.f("ix_policies_phone_tail"), "policies", ["phone_tail"])
    op.create_table(
        "resume_codes",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_resume_codes")),
    )
    op.create_index(op.f("ix_resume_codes_claim"), "resume_codes", ["claim"])
    op.create_table(
        "tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_subject_at"), "tries", ["subject", "at"])
    op.create_index(op.f("ix_claims_incident_type_occurred_from"), "claims", ["incident_type", "occurred_from"])


def downgrade() -> None:
    op.drop_index(op.f("ix_claims_incident_type_occurred_from"), table_name="claims")
    for name in ("tries", "resume_codes", "policies"):
        op.drop_table(name)
