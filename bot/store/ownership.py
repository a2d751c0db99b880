"""Changes of owner, as parts of transactions that hold the lock on the conversation's row."""

from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversations import ownership
from bot.conversations.model import Conversation, Owner
from bot.conversations.ownership import Change, Move
from bot.store import statements
from bot.store.desk_tables import ownership_events
from bot.store.rows import conversation_columns, conversation_from
from bot.store.statements import conversations, messages

_left_to_staff = (
    update(messages)
    .where(messages.c.conversation == statements.this, messages.c.state == "pending")
    .values(state="staff")
)


async def reopen(connection: AsyncConnection, conversation: str, at: datetime) -> None:
    """The insured has written to a closed conversation: it is the bot's again."""
    row = (await connection.execute(statements.conversation, {"this": conversation})).one()
    changed = conversation_from(row)
    change = ownership.reopen(changed, None)
    await note_change(connection, changed, change, at)
    columns = conversation_columns(changed) | {"epoch": conversations.c.epoch + 1, "closed_at": None}
    await connection.execute(update(conversations).where(conversations.c.id == conversation).values(columns))


async def note_handoff(connection: AsyncConnection, conversation: Conversation, at: datetime) -> None:
    """The bot has called a person."""
    reasons = tuple(conversation.open_reasons)
    change = Change(Move.HANDOFF, None, Owner.WAITING, None, None, reasons)
    await note_change(connection, conversation, change, at)


async def note_change(
    connection: AsyncConnection, conversation: Conversation, change: Change, at: datetime, note: str = ""
) -> None:
    row = {
        "conversation": conversation.id,
        "at": at,
        "move": change.move.value,
        "by": change.by,
        "owner": change.owner.value,
        "staff": change.staff,
        "reasons": [reason.value for reason in change.reasons],
        "note": note or None,
    }
    await connection.execute(insert(ownership_events).values(row))


async def leave_to_staff(connection: AsyncConnection, conversation: str) -> None:
    """What the bot has not answered yet is for people to answer: a reply in the making has nothing left to answer."""
    await connection.execute(_left_to_staff, {"this": conversation})
