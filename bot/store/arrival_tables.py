"""The table of arrivals: what a channel has acknowledged and not handed on as a message yet, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, Id


class ArrivalRow(Base):
    __tablename__ = "arrivals"

    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(BigInteger)
    noted_at: Mapped[datetime]
    written_at: Mapped[datetime]
    text: Mapped[str | None] = mapped_column(Text)
    points_at: Mapped[str | None] = mapped_column(Id)
    file: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    fetching: Mapped[str] = mapped_column(String(10))
    document: Mapped[str | None] = mapped_column(Id)
    reason: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int]
    due_at: Mapped[datetime | None]  # null once it is done with
    batch: Mapped[str | None] = mapped_column(Id)

    __table_args__ = (
        CheckConstraint("fetching IN ('none', 'waiting', 'kept', 'refused', 'failed')", name="fetching"),
        Index(None, "channel", "due_at"),
        Index(None, "conversation", "number"),
    )


arrivals: Table = ArrivalRow.__table__  # type: ignore[assignment]
