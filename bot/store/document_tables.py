"""The table of documents; the files themselves lie in the file store (`bot/files`)."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, Id


class DocumentRow(Base):
    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"))
    external_id: Mapped[str] = mapped_column(String(100))
    claim: Mapped[str | None] = mapped_column(Id, ForeignKey("claims.id"), index=True)
    message: Mapped[str | None] = mapped_column(Id, ForeignKey("messages.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(10))
    type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
    item: Mapped[str | None] = mapped_column(String(40))
    same_as: Mapped[str | None] = mapped_column(Id)
    locked: Mapped[bool]
    preview: Mapped[bool]
    file: Mapped[str | None] = mapped_column(
        String(64), index=True
    )  # its name in the file store; documents of the same content share it; null once it is gone

    __table_args__ = (
        UniqueConstraint("conversation", "external_id"),
        CheckConstraint("state IN ('arriving', 'checking', 'kept', 'refused')", name="state"),
        Index(None, "state", "received_at"),
        Index(None, "conversation", "sha256"),
    )


documents: Table = DocumentRow.__table__  # type: ignore[assignment]
