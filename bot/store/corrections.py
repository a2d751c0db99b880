"""Messages about earlier ones, in transactions of others: what an edited one replaces, and which question a reply answers."""

from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.model import Status
from bot.conversations.message import Author, Incoming, Message
from bot.conversations.model import Conversation
from bot.service.ports import Correction, Question, Work
from bot.store.statements import claims, messages

_UNSENT = (Status.DRAFT.value, Status.WITHDRAWN.value)

_root = select(func.coalesce(messages.c.edits, messages.c.id)).where(
    messages.c.conversation == bindparam("this"), messages.c.external_id == bindparam("external")
)
_versions = (
    select(messages)
    .where(or_(messages.c.id == bindparam("first"), messages.c.edits == bindparam("first")))
    .where(messages.c.seq < bindparam("before"))
    .order_by(messages.c.seq)
)
_question = (
    select(messages.c.asks, messages.c.text)
    .where(
        messages.c.conversation == bindparam("this"),
        messages.c.seq < bindparam("before"),
        messages.c.author == Author.BOT.value,
        messages.c.asks.is_not(None),
    )
    .order_by(messages.c.seq.desc())
    .limit(1)
)
_claim_then = (
    select(claims.c.id, claims.c.status)
    .where(claims.c.conversation == bindparam("this"), claims.c.opened_at <= bindparam("then"))
    .order_by(claims.c.opened_at.desc())
    .limit(1)
)


_pointed = select(messages.c.asks, messages.c.text, messages.c.at).where(
    messages.c.id == bindparam("question"),
    messages.c.conversation == bindparam("this"),
    messages.c.asks.is_not(None),
    # An old summary is not what is confirmed now.
    messages.c.asks != "confirm",
)


async def pointed_at(connection: AsyncConnection, work: Work, question: str | None) -> Question | None:
    """The question of the open draft that a message with `answers` set to `question` is a reply to."""
    if question is None or work.claim is None or work.claim.status is not Status.DRAFT:
        return None
    wanted = {"this": work.conversation.id, "question": question}
    found = (await connection.execute(_pointed, wanted)).first()
    if found is None or work.conversation.local(found.at) < work.claim.opened_at:
        return None
    return Question(found.asks, found.text)


async def edited(connection: AsyncConnection, incoming: Incoming) -> str | None:
    """Id of the first version of the message that `incoming` is a new version of; None if there is none."""
    if incoming.edits is None:
        return None
    wanted = {"this": incoming.conversation, "external": incoming.edits}
    found: str | None = await connection.scalar(_root, wanted)
    return found


async def correction(
    connection: AsyncConnection, conversation: Conversation, message: Message, opened: Any
) -> Correction | None:
    """What `message` corrects; `opened` is when the claim that is talked about was opened, if there is one."""
    if message.edits is None:
        return None
    versions = (await connection.execute(_versions, {"first": message.edits, "before": message.seq})).all()
    if not versions:
        return None
    first = versions[0]
    this = {"this": conversation.id}
    pointed = (await connection.execute(_pointed, this | {"question": first.answers})).first()
    open_then = (await connection.execute(_question, this | {"before": first.seq})).first()
    asked = pointed or open_then
    found = Correction(
        text=versions[-1].text,
        asked=asked.asks if asked else None,
        question=asked.text if asked else None,
        versions={each.id: each.text for each in versions},
    )
    told = conversation.local(first.at)
    if opened is None or told >= opened:
        return found
    then = (await connection.execute(_claim_then, {"this": conversation.id, "then": told})).first()
    if then is None or then.status in _UNSENT:
        return found
    return replace(found, earlier=then.id)


def newest_versions(rows: Any, without: str | None) -> tuple[tuple[str, str], ...]:
    """(id, text) of messages, oldest first: of each only its newest version, in the place of the first; none of `without`."""
    kept: dict[str, tuple[str, str]] = {}
    for row in rows:
        kept[row.edits or row.id] = (row.id, row.text)
    return tuple(each for first, each in kept.items() if first != without)
