"""The table of mails on their way out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, Id


class MailRow(Base):
    """A mail; its text is kept only until it is sent or given up."""

    __tablename__ = "mails"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation: Mapped[str | None] = mapped_column(Id, index=True)  # where it comes from, if anywhere
    recipient: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    due_at: Mapped[datetime]  # when it may be tried; later while somebody is at it
    until: Mapped[datetime | None]  # when it is of no use any more
    reason: Mapped[str | None] = mapped_column(String(100))  # why the last attempt failed
    at: Mapped[datetime | None]  # when it was sent, or given up

    __table_args__ = (
        CheckConstraint("state IN ('pending', 'sent', 'failed')", name="state"),
        Index(None, "state", "due_at"),
    )
