"""The tables of the desk: who had a conversation when, and what staff keep beside it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, Id


class OwnershipRow(Base):
    """Append-only: how each conversation came to whom it belongs to."""

    __tablename__ = "ownership_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"))
    at: Mapped[datetime]
    move: Mapped[str] = mapped_column(String(20))
    by: Mapped[str | None] = mapped_column(Id)  # the member who did it; null for insured and bot
    owner: Mapped[str] = mapped_column(String(10))  # from here on
    staff: Mapped[str | None] = mapped_column(Id)  # from here on
    reasons: Mapped[list[Any]]  # why it waits, or waited until now
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index(None, "conversation", "id"), Index(None, "at"))


class NoteRow(Base):
    __tablename__ = "notes"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), index=True)
    member: Mapped[str] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class CannedReplyRow(Base):
    __tablename__ = "canned_replies"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    member: Mapped[str | None] = mapped_column(Id, index=True)  # whose it is; null for everybody's
    title: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)


class PresenceRow(Base):
    """Who looks at a conversation or writes in it; rows outlive their use by seconds."""

    __tablename__ = "presence"

    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), primary_key=True)
    member: Mapped[str] = mapped_column(Id, primary_key=True)
    until: Mapped[datetime]
    typing_until: Mapped[datetime | None]


class ReadMarkRow(Base):
    """Up to where a member has seen a conversation."""

    __tablename__ = "read_marks"

    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), primary_key=True)
    member: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int]


class ReplyDraftRow(Base):
    """What a member has begun to write."""

    __tablename__ = "reply_drafts"

    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), primary_key=True)
    member: Mapped[str] = mapped_column(Id, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class ClaimMoveRow(Base):
    """Append-only: how staff moved a claim's status, and why."""

    __tablename__ = "claim_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(Id, ForeignKey("claims.id"), index=True)
    at: Mapped[datetime]
    member: Mapped[str] = mapped_column(Id)
    before: Mapped[str] = mapped_column(String(12))
    after: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)


class AlertRow(Base):
    """One alert of one waiting spell on one way; what is due waits here until it is sent."""

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"))
    since: Mapped[datetime]  # the waiting spell: when it began
    kind: Mapped[str] = mapped_column(String(12))
    way: Mapped[str] = mapped_column(String(60))  # email:<member>, telegram, webhook
    details: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    due_at: Mapped[datetime | None]
    at: Mapped[datetime | None]  # when it was sent, or given up

    __table_args__ = (
        UniqueConstraint("conversation", "since", "kind", "way"),
        CheckConstraint("kind IN ('waiting', 'escalation')", name="kind"),
        CheckConstraint("state IN ('pending', 'sent', 'failed', 'dropped')", name="state"),
        Index(None, "due_at"),
    )


ownership_events: Table = OwnershipRow.__table__  # type: ignore[assignment]
notes: Table = NoteRow.__table__  # type: ignore[assignment]
canned_replies: Table = CannedReplyRow.__table__  # type: ignore[assignment]
presence: Table = PresenceRow.__table__  # type: ignore[assignment]
read_marks: Table = ReadMarkRow.__table__  # type: ignore[assignment]
reply_drafts: Table = ReplyDraftRow.__table__  # type: ignore[assignment]
claim_moves: Table = ClaimMoveRow.__table__  # type: ignore[assignment]
alerts: Table = AlertRow.__table__  # type: ignore[assignment]
