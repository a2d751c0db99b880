"""desk: members of staff, who has a conversation, what staff keep beside it, and the audit trail"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | Sequence[str] | None = "0005"
branch_labels = None
depends_on = None

_STATES = "state IN ('pending', 'answered', 'failed', 'sent'{})"


def upgrade() -> None:
    _tables()
    _columns()
    op.execute(
        "UPDATE conversations SET waiting_since = COALESCE(heard_at, opened_at) WHERE owner = 'waiting'"
    )
    op.execute(
        "UPDATE conversations SET last_at = (SELECT MAX(at) FROM messages WHERE conversation = conversations.id)"
    )
    op.execute("INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '')")
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{deed.lower()} BEFORE {deed} ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION audit_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$ LANGUAGE plpgsql"
        )
        op.execute(
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_append_only()"
        )


def _tables() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=True),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_conversation_seq"), "audit", ["conversation", "seq"])
    op.create_index(op.f("ix_audit_member_seq"), "audit", ["member", "seq"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
    )
    op.create_index(op.f("ix_canned_replies_member"), "canned_replies", ["member"])
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("factor", sa.Text(), nullable=True),
        sa.Column("factor_step", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("preferences", sa.JSON(), nullable=False),
        sa.CheckConstraint("role IN ('support', 'handler', 'admin')", name=op.f("ck_members_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("email", name=op.f("uq_members_email")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_members_issuer_subject")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("back_to", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_sign_ins")),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("way", sa.String(length=60), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('waiting', 'escalation')", name=op.f("ck_alerts_kind")),
        sa.CheckConstraint("state IN ('pending', 'sent', 'failed', 'dropped')", name=op.f("ck_alerts_state")),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], name=op.f("fk_alerts_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint(
            "conversation", "since", "kind", "way", name=op.f("uq_alerts_conversation_since_kind_way")
        ),
    )
    op.create_index(op.f("ix_alerts_due_at"), "alerts", ["due_at"])
    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], name=op.f("fk_notes_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_conversation"), "notes", ["conversation"])
    op.create_table(
        "ownership_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("owner", sa.String(length=10), nullable=False),
        sa.Column("staff", sa.String(length=40), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_ownership_events_conversation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_events")),
    )
    op.create_index(op.f("ix_ownership_events_conversation_id"), "ownership_events", ["conversation", "id"])
    op.create_table(
        "presence",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typing_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_presence_conversation")
        ),
        sa.PrimaryKeyConstraint("conversation", "member", name=op.f("pk_presence")),
    )
    op.create_table(
        "read_marks",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_read_marks_conversation")
        ),
        sa.PrimaryKeyConstraint("conversation", "member", name=op.f("pk_read_marks")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_recovery_codes_member")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_member"), "recovery_codes", ["member"])
    op.create_table(
        "reply_drafts",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_reply_drafts_conversation")
        ),
        sa.PrimaryKeyConstraint("conversation", "member", name=op.f("pk_reply_drafts")),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_staff_sessions_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sessions")),
        sa.UniqueConstraint("digest", name=op.f("uq_staff_sessions_digest")),
    )
    op.create_index(op.f("ix_staff_sessions_member"), "staff_sessions", ["member"])
    op.create_table(
        "claim_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=12), nullable=False),
        sa.Column("after", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_claim_moves_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_moves")),
    )
    op.create_index(op.f("ix_claim_moves_claim"), "claim_moves", ["claim"])


def _columns() -> None:
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("staff", sa.String(length=40), nullable=True))
        for name in ("waiting_since", "snoozed_until", "called_at", "closed_at", "last_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("dealt_with", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("epoch", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("rating", sa.Integer(), nullable=True))
    with op.batch_alter_table("conversations") as table:
        for name in ("dealt_with", "epoch"):
            table.alter_column(name, server_default=None)
    op.create_index(op.f("ix_conversations_owner_staff"), "conversations", ["owner", "staff"])
    with op.batch_alter_table("claims") as table:
        table.add_column(sa.Column("severity", sa.SmallInteger(), nullable=False, server_default="0"))
        table.add_column(sa.Column("next_due", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("claims") as table:
        table.alter_column("severity", server_default=None)
    with op.batch_alter_table("facts") as table:
        table.add_column(sa.Column("member", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("reason", sa.Text(), nullable=True))
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("staff", sa.String(length=80), nullable=True))
        table.drop_constraint(op.f("ck_messages_state"), type_="check")
        table.create_check_constraint(op.f("ck_messages_state"), _STATES.format(", 'staff'"))


def downgrade() -> None:
    op.execute("UPDATE messages SET state = 'answered' WHERE state = 'staff'")
    with op.batch_alter_table("messages") as table:
        table.drop_constraint(op.f("ck_messages_state"), type_="check")
        table.create_check_constraint(op.f("ck_messages_state"), _STATES.format(""))
        table.drop_column("staff")
    with op.batch_alter_table("facts") as table:
        for name in ("member", "reason"):
            table.drop_column(name)
    with op.batch_alter_table("claims") as table:
        for name in ("severity", "next_due"):
            table.drop_column(name)
    op.drop_index(op.f("ix_conversations_owner_staff"), table_name="conversations")
    with op.batch_alter_table("conversations") as table:
        for name in (
            "staff",
            "waiting_since",
            "dealt_with",
            "epoch",
            "snoozed_until",
            "called_at",
            "closed_at",
            "last_at",
            "rating",
        ):
            table.drop_column(name)
    for name in (
        "audit",
        "audit_head",
        "canned_replies",
        "sign_ins",
        "alerts",
        "notes",
        "ownership_events",
        "presence",
        "read_marks",
        "recovery_codes",
        "reply_drafts",
        "staff_sessions",
        "claim_moves",
        "members",
    ):
        op.drop_table(name)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_append_only")
