"""The tables of people at the desk: who they are, their sign-ins, and the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, Id


class MemberRow(Base):
    __tablename__ = "members"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(10))
    added_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    password: Mapped[str | None] = mapped_column(
        Text
    )  # argon2; null for those with the company's account only
    one_time: Mapped[bool]  # the password was made for them and has to be replaced
    factor: Mapped[str | None] = mapped_column(Text)  # the second factor's secret, encrypted
    factor_step: Mapped[int | None]  # the newest time step whose code was used
    failures: Mapped[int]  # wrong tries since the last right one
    locked_until: Mapped[datetime | None]
    issuer: Mapped[str | None] = mapped_column(String(200))  # the company's account: who vouches for it,
    subject: Mapped[str | None] = mapped_column(String(200))  # and its name there
    preferences: Mapped[dict[str, Any]]

    __table_args__ = (
        CheckConstraint("role IN ('support', 'handler', 'admin')", name="role"),
        UniqueConstraint("issuer", "subject"),
    )


class RecoveryCodeRow(Base):
    """Stands in for the second factor, once."""

    __tablename__ = "recovery_codes"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    member: Mapped[str] = mapped_column(Id, ForeignKey("members.id"), index=True)


class SessionRow(Base):
    __tablename__ = "staff_sessions"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of the token that the browser has
    member: Mapped[str] = mapped_column(Id, ForeignKey("members.id"), index=True)
    stage: Mapped[str] = mapped_column(String(16))
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]  # what a sign-in half-way has to remember


class SignInRow(Base):
    """A way to the company's account and back that somebody is on."""

    __tablename__ = "sign_ins"

    state: Mapped[str] = mapped_column(String(64), primary_key=True)  # hashed
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    back_to: Mapped[str] = mapped_column(Text)
    ends_at: Mapped[datetime]


class AuditRow(Base):
    """Append-only: each entry's hash covers the one before it. No values of personal data, only where they are."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    member: Mapped[str | None] = mapped_column(Id)  # null for the command line and the service itself
    action: Mapped[str] = mapped_column(String(40))
    conversation: Mapped[str | None] = mapped_column(Id)
    claim: Mapped[str | None] = mapped_column(Id)
    details: Mapped[Any] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index(None, "conversation", "seq"), Index(None, "member", "seq"))


class AuditHeadRow(Base):
    """The newest entry; locking its one row puts entries in a line."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


members: Table = MemberRow.__table__  # type: ignore[assignment]
recovery_codes: Table = RecoveryCodeRow.__table__  # type: ignore[assignment]
sessions: Table = SessionRow.__table__  # type: ignore[assignment]
sign_ins: Table = SignInRow.__table__  # type: ignore[assignment]
audit: Table = AuditRow.__table__  # type: ignore[assignment]
audit_head: Table = AuditHeadRow.__table__  # type: ignore[assignment]
