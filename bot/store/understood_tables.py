"""How sure the bot was of each message, and what people made of those that it was unsure of."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, Id


class UnderstoodRow(Base):
    """Without words of anybody: those are the message's."""

    __tablename__ = "understood"

    message: Mapped[str] = mapped_column(Id, ForeignKey("messages.id"), primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), index=True)
    claim: Mapped[str | None] = mapped_column(Id)  # what was talked about after it
    at: Mapped[datetime]
    intent: Mapped[str] = mapped_column(String(40))
    confidence: Mapped[float]
    asks: Mapped[str | None] = mapped_column(String(40))  # the question that was open
    incident_type: Mapped[str | None] = mapped_column(String(40))
    type_confidence: Mapped[float | None]
    corrected: Mapped[list[Any]]  # fields whose values it replaced
    missed: Mapped[bool]
    sureness: Mapped[float]
    verdict: Mapped[str | None] = mapped_column(String(10))
    right_intent: Mapped[str | None] = mapped_column(String(40))
    right_type: Mapped[str | None] = mapped_column(String(40))
    reviewed_by: Mapped[str | None] = mapped_column(Id)
    reviewed_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("verdict IN ('marked', 'dismissed')", name="verdict"),
        Index(None, "verdict", "sureness", "at"),
        Index(None, "at", "missed"),
    )


understood: Table = UnderstoodRow.__table__  # type: ignore[assignment]
