"""The statements of every turn, built once: building one and finding it in SQLAlchemy's cache takes longer than running it."""

from datetime import datetime

from sqlalchemy import BindParameter, Table, bindparam, case, func, insert, or_, select, update

from bot.conversations.message import Author
from bot.conversations.model import Owner
from bot.store.tables import (
    ChatRow,
    ClaimRow,
    ConversationRow,
    DeliveryRow,
    FactRow,
    Id,
    Instant,
    LeaseRow,
    MessageRow,
    PolicyRow,
    ResumeCodeRow,
    TryRow,
)

conversations: Table = ConversationRow.__table__  # type: ignore[assignment]
messages: Table = MessageRow.__table__  # type: ignore[assignment]
claims: Table = ClaimRow.__table__  # type: ignore[assignment]
facts: Table = FactRow.__table__  # type: ignore[assignment]
policies: Table = PolicyRow.__table__  # type: ignore[assignment]
resume_codes: Table = ResumeCodeRow.__table__  # type: ignore[assignment]
tries: Table = TryRow.__table__  # type: ignore[assignment]
chats: Table = ChatRow.__table__  # type: ignore[assignment]
deliveries: Table = DeliveryRow.__table__  # type: ignore[assignment]
leases: Table = LeaseRow.__table__  # type: ignore[assignment]

# Named unlike any column: SQLAlchemy keeps the columns' names for what is set.
this: BindParameter[str] = bindparam("this")
_by: BindParameter[str] = bindparam("by", type_=Id)
_now: BindParameter[datetime] = bindparam("now", type_=Instant())
_until: BindParameter[datetime] = bindparam("until", type_=Instant())

conversation = select(conversations).where(conversations.c.id == this)
conversation_locked = conversation.with_for_update()
save_conversation = update(conversations).where(conversations.c.id == this)
"""Executed with the columns to be set, and `this`."""
_free = or_(
    conversations.c.lease_holder.is_(None),
    conversations.c.lease_holder == _by,
    conversations.c.lease_until < _now,
)
lease = (
    update(conversations)
    .where(conversations.c.id == this, _free)
    .values(lease_holder=_by, lease_until=_until)
)
renew = (
    update(conversations)
    .where(conversations.c.id == this, conversations.c.lease_holder == _by)
    .values(lease_until=_until)
)
next_seq = (
    update(conversations)
    .where(conversations.c.id == this, conversations.c.erased_at.is_(None))
    .values(
        last_seq=conversations.c.last_seq + 1,
        # What staff have is theirs to answer; what was closed is the bot's again.
        due_at=case(
            (conversations.c.owner == Owner.STAFF.value, conversations.c.due_at),
            else_=func.coalesce(conversations.c.due_at, _now),
        ),
        last_at=_now,
        snoozed_until=None,
    )
    .returning(conversations.c.last_seq, conversations.c.lease_holder, conversations.c.owner)
)
next_seq_leased = next_seq.values(
    lease_holder=case((_free, _by), else_=conversations.c.lease_holder),
    lease_until=case((_free, _until), else_=conversations.c.lease_until),
)
release = (
    update(conversations)
    .where(conversations.c.id == this, conversations.c.lease_holder == _by)
    .values(lease_holder=None, lease_until=None)
)
waiting = (
    select(conversations.c.id)
    .where(
        conversations.c.due_at <= _now,
        or_(conversations.c.lease_until.is_(None), conversations.c.lease_until < _now),
    )
    .order_by(conversations.c.due_at)
    .limit(200)
)

store_message = insert(messages)
"""Executed with one row or several."""
messages_after = (
    select(messages)
    .where(messages.c.conversation == this, messages.c.seq > bindparam("after"))
    .order_by(messages.c.seq)
    .limit(bindparam("most"))
)
first_pending = (
    select(messages)
    .where(messages.c.conversation == this, messages.c.state == "pending")
    .order_by(messages.c.seq)
    .limit(1)
)
pending_count = select(func.count()).where(messages.c.conversation == this, messages.c.state == "pending")
last_question = (
    select(messages.c.text, messages.c.asks, messages.c.buttons)
    .where(
        messages.c.conversation == this, messages.c.asks.is_not(None), messages.c.author == Author.BOT.value
    )
    .order_by(messages.c.seq.desc())
    .limit(1)
)
told_staff = (
    select(messages.c.id, messages.c.text, messages.c.at)
    .where(
        messages.c.conversation == this,
        messages.c.state == "staff",
        messages.c.author == Author.INSURED.value,
        messages.c.text != "",
    )
    .order_by(messages.c.seq.desc())
    .limit(20)
)
message_id = select(messages.c.id).where(
    messages.c.conversation == this, messages.c.external_id == bindparam("external")
)
mark = (
    update(messages)
    .where(messages.c.id == this, messages.c.state == "pending")
    .values(state=bindparam("marked"), attempts=messages.c.attempts + 1)
)

claim = select(claims).where(claims.c.id == this)
open_claim = insert(claims)
save_claim = update(claims).where(claims.c.id == this)
store_facts = insert(facts)
claim_facts = select(facts).where(facts.c.claim == this).order_by(facts.c.seq)
fact_count = select(claims.c.fact_count).where(claims.c.id == this)
