"""The tables. Times are UTC; ids are opaque texts made by the service; JSON holds what is never searched in."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Id = String(40)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON}


class ConversationRow(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    opened_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(8))
    language_known: Mapped[bool]
    timezone: Mapped[str] = mapped_column(String(64))
    region: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list[Any]]
    claim: Mapped[str | None] = mapped_column(Id)
    asks: Mapped[str | None] = mapped_column(String(40))
    asked: Mapped[dict[str, Any]]
    trail: Mapped[list[Any]]
    said: Mapped[list[Any]]
    aside: Mapped[dict[str, Any]]
    callback: Mapped[dict[str, Any]]
    doubts: Mapped[list[Any]]
    misunderstood: Mapped[int]
    introduced: Mapped[bool]
    clock_offset: Mapped[float]  # seconds
    apologised_for: Mapped[str | None] = mapped_column(Id)
    other_language: Mapped[int]
    heard_at: Mapped[datetime | None]
    last_seq: Mapped[int]  # the newest message's seq; taking the next one locks the row
    due_at: Mapped[datetime | None]  # when its oldest unanswered message may be tried; null if there is none
    lease_holder: Mapped[str | None] = mapped_column(Id)
    lease_until: Mapped[datetime | None]
    staff: Mapped[str | None] = mapped_column(Id)  # the member of staff who has it
    waiting_since: Mapped[datetime | None]
    dealt_with: Mapped[list[Any]]  # those of its reasons that staff have taken care of
    epoch: Mapped[int] = mapped_column(
        default=0
    )  # counts what staff did: a turn that began in an earlier one is void
    snoozed_until: Mapped[datetime | None]
    called_at: Mapped[datetime | None]  # when the wished call was made
    closed_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]  # when anything was last said
    rating: Mapped[int | None]  # the insured's, 1 to 5
    vouched: Mapped[dict[str, Any]]
    account: Mapped[str | None] = mapped_column(String(64), index=True)  # keyed digest
    erased_at: Mapped[
        datetime | None
    ]  # when all that was said was erased; the row stays so that nothing comes back

    __table_args__ = (
        CheckConstraint("owner IN ('bot', 'waiting', 'staff', 'closed')", name="owner"),
        Index(None, "due_at"),
        Index(None, "owner", "staff"),
        Index(None, "opened_at"),
        Index(None, "closed_at", "rating"),
    )


class MessageRow(Base):
    __tablename__ = "messages"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"))
    seq: Mapped[int]
    author: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    external_id: Mapped[str | None] = mapped_column(String(100))
    pressed: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # the button this message is the press of
    buttons: Mapped[list[Any]]
    asks: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(
        String(10)
    )  # of the insured's: pending, answered, failed, or left to staff; of others: sent
    attempts: Mapped[int]
    answers: Mapped[str | None] = mapped_column(
        Id
    )  # the message that this one answers; the insured may point at one
    staff: Mapped[str | None] = mapped_column(String(80))  # the name of who wrote it, as it was then
    edits: Mapped[str | None] = mapped_column(Id)  # the first version of the message this is a new version of

    __table_args__ = (
        UniqueConstraint("conversation", "seq"),
        UniqueConstraint("conversation", "external_id"),
        CheckConstraint("author IN ('insured', 'bot', 'staff', 'system')", name="author"),
        CheckConstraint("state IN ('pending', 'answered', 'failed', 'sent', 'staff')", name="state"),
        Index(None, "conversation", "state", "seq"),
    )


class ClaimRow(Base):
    """A claim with its most wanted facts as columns, written anew from the facts whenever these change."""

    __tablename__ = "claims"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    line: Mapped[str] = mapped_column(String(40))
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), index=True)
    reference: Mapped[str | None] = mapped_column(String(20), unique=True)
    status: Mapped[str] = mapped_column(String(12))
    opened_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    confirmed_seq: Mapped[int | None]
    fact_count: Mapped[int]
    incident_type: Mapped[str | None] = mapped_column(String(40))
    notice_kind: Mapped[str | None] = mapped_column(String(40))
    occurred_from: Mapped[date | None]
    occurred_to: Mapped[date | None]
    discovered_from: Mapped[date | None]
    discovered_to: Mapped[date | None]
    claim_made_from: Mapped[date | None]
    claim_made_to: Mapped[date | None]
    amount_low: Mapped[Decimal | None] = mapped_column(
        Numeric(16, 2)
    )  # amount_claimed if there is one, else amount_estimated
    amount_high: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    amount_currency: Mapped[str | None] = mapped_column(String(3))
    amount_approximate: Mapped[bool | None]
    claimant: Mapped[str | None] = mapped_column(Text)
    insured_name: Mapped[str | None] = mapped_column(Text)
    insured_contact: Mapped[str | None] = mapped_column(Text)
    policy_number: Mapped[str | None] = mapped_column(Text)
    loss_kind: Mapped[str | None] = mapped_column(String(20))
    cover_section: Mapped[str | None] = mapped_column(String(40))
    severity: Mapped[int] = mapped_column(SmallInteger, default=0)  # 0 normal, 1 high, 2 emergency
    next_due: Mapped[datetime | None]  # when the first clock ends that is still owed

    __table_args__ = (
        CheckConstraint(
            "status IN ('draft', 'submitted', 'in_review', 'accepted', 'rejected', 'closed', 'withdrawn')",
            name="status",
        ),
        CheckConstraint("status IN ('draft', 'withdrawn') OR reference IS NOT NULL", name="reference"),
        Index(None, "incident_type", "occurred_from"),
        Index(None, "status", "opened_at"),
        Index(None, "submitted_at"),
    )


class FactRow(Base):
    """Append-only: the current claim is the newest fact of each field."""

    __tablename__ = "facts"

    claim: Mapped[str] = mapped_column(Id, ForeignKey("claims.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = mapped_column(JSON)  # null: the insured does not know
    precision: Mapped[str] = mapped_column(String(12))
    confidence: Mapped[float]
    set_by: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime]
    source_message: Mapped[str | None] = mapped_column(Id, ForeignKey("messages.id"))
    source_start: Mapped[int | None]
    source_end: Mapped[int | None]
    replaces: Mapped[int | None]
    member: Mapped[str | None] = mapped_column(Id)  # who of staff set it,
    reason: Mapped[str | None] = mapped_column(Text)  # and why
    origin: Mapped[str | None] = mapped_column(String(20))  # where it came from, if from no message


class PolicyRow(Base):
    """The insurer's policies as imported; they are looked up by the keys and shown as the file has them."""

    __tablename__ = "policies"

    number_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    number: Mapped[str] = mapped_column(String(200))
    holder: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(200))
    line: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    country: Mapped[str] = mapped_column(String(2))
    broker: Mapped[str] = mapped_column(String(200))
    email_key: Mapped[str | None] = mapped_column(String(200), index=True)
    phone_tail: Mapped[str | None] = mapped_column(String(6), index=True)


class ResumeCodeRow(Base):
    __tablename__ = "resume_codes"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)  # keyed, since codes are short
    claim: Mapped[str] = mapped_column(
        Id, index=True
    )  # may not be stored yet: its first turn can issue a code
    expires_at: Mapped[datetime]
    used_by: Mapped[str | None] = mapped_column(Id)  # the conversation that took the draft


class TryRow(Base):
    """A wrong guess at a code or at a claim's second factor."""

    __tablename__ = "tries"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]

    __table_args__ = (Index(None, "subject", "at"),)


class ChatRow(Base):
    """Where a channel reaches the person of a conversation, and when something waits to be sent there."""

    __tablename__ = "chats"

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    address: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"), unique=True)
    gone: Mapped[str | None] = mapped_column(String(40))  # why nothing can be sent there any more
    closed_seq: Mapped[int]  # buttons of messages up to this one have had their day
    keyboard: Mapped[str | None] = mapped_column(
        String(64)
    )  # the channel's id of the message that shows buttons
    due_at: Mapped[datetime | None]  # when its oldest unsent message may be tried; null if there is none
    lease_holder: Mapped[str | None] = mapped_column(Id)
    lease_until: Mapped[datetime | None]

    __table_args__ = (Index(None, "channel", "due_at"),)


class DeliveryRow(Base):
    """How a message stands that is sent to its reader, not fetched."""

    __tablename__ = "deliveries"

    message: Mapped[str] = mapped_column(Id, ForeignKey("messages.id"), primary_key=True)
    conversation: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id"))
    seq: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))  # dropped: staff took over before it was sent
    attempts: Mapped[int]
    sent_ids: Mapped[list[Any]]  # the channel's ids of the parts that have arrived
    reason: Mapped[str | None] = mapped_column(String(40))  # why the last attempt failed
    at: Mapped[datetime | None]  # when it was sent, or given up

    __table_args__ = (
        CheckConstraint("state IN ('pending', 'sent', 'failed', 'dropped')", name="state"),
        Index(None, "conversation", "state", "seq"),
    )


class LeaseRow(Base):
    """What only one process may do at a time."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(Id)
    until: Mapped[datetime]
