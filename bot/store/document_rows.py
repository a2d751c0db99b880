"""Documents in transactions of others: with the messages they came with and the claim they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.model import Claim
from bot.conversations.message import Author, Message
from bot.documents.model import Document, Kind, State, UnknownDocument
from bot.service.ports import Work
from bot.store.document_tables import documents
from bot.store.statements import conversations, messages

TAKEN = (State.KEPT.value, State.CHECKING.value)
_PEOPLE = (Author.INSURED, Author.STAFF)

_of_messages = (
    select(documents)
    .where(documents.c.conversation == bindparam("this"), documents.c.message.is_not(None))
    .order_by(documents.c.received_at, documents.c.id)
)
_at_hand = (
    select(documents)
    .join(messages, messages.c.id == documents.c.message)
    .where(
        or_(documents.c.conversation == bindparam("this"), documents.c.claim == bindparam("its")),
        messages.c.author == Author.INSURED,
        documents.c.state.in_(TAKEN),
    )
    .order_by(documents.c.received_at, documents.c.id)
)
_settle = (
    update(documents)
    .where(documents.c.id == bindparam("this"))
    .values(item=bindparam("found_item"), claim=bindparam("its"))
)


def document_from(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        conversation=row.conversation,
        external_id=row.external_id,
        name=row.name,
        kind=Kind(row.kind),
        type=row.type,
        size=row.size,
        sha256=row.sha256,
        received_at=row.received_at,
        state=State(row.state),
        claim=row.claim,
        message=row.message,
        item=row.item,
        same_as=row.same_as,
        locked=row.locked,
        preview=row.preview,
    )


def document_columns(document: Document) -> dict[str, Any]:
    """All columns but the file's name."""
    return {
        "id": document.id,
        "conversation": document.conversation,
        "external_id": document.external_id,
        "claim": document.claim,
        "message": document.message,
        "name": document.name,
        "kind": document.kind.value,
        "type": document.type,
        "size": document.size,
        "sha256": document.sha256,
        "received_at": document.received_at,
        "state": document.state.value,
        "item": document.item,
        "same_as": document.same_as,
        "locked": document.locked,
        "preview": document.preview,
    }


async def attach(
    connection: AsyncConnection, ids: Sequence[str], message: Message, conversation: str
) -> Message:
    """Bind documents to the message just stored. Raises UnknownDocument."""
    if not ids:
        return message
    free = (
        documents.c.id.in_(ids),
        documents.c.conversation == conversation,
        documents.c.message.is_(None),
        documents.c.state.in_(TAKEN),
    )
    # Where staff have the conversation no turn will bind them.
    its_claim = select(conversations.c.claim).where(conversations.c.id == conversation).scalar_subquery()
    bound = update(documents).where(*free).values(message=message.id, claim=its_claim)
    found = await connection.execute(bound)
    if found.rowcount != len(set(ids)):
        raise UnknownDocument(", ".join(ids))
    its = select(documents).where(documents.c.message == message.id).order_by(documents.c.received_at)
    rows = (await connection.execute(its)).all()
    return replace(message, documents=tuple(document_from(row) for row in rows))


async def with_documents(
    connection: AsyncConnection, conversation: str, messages: Iterable[Message]
) -> list[Message]:
    """The same messages, each with the documents that came with it."""
    listed = list(messages)
    if not any(message.author in _PEOPLE for message in listed):
        return listed
    of: dict[str, list[Document]] = {}
    for row in await connection.execute(_of_messages, {"this": conversation}):
        of.setdefault(row.message, []).append(document_from(row))
    if not of:
        return listed
    return [replace(each, documents=tuple(of[each.id])) if each.id in of else each for each in listed]


async def at_hand(connection: AsyncConnection, conversation: str, claim: str | None) -> tuple[Document, ...]:
    """What the insured sent in this conversation, or with this claim in another one."""
    found = await connection.execute(_at_hand, {"this": conversation, "its": claim})
    return tuple(document_from(row) for row in found)


async def settle(connection: AsyncConnection, work: Work) -> None:
    """Note what each document is, and bind those of this message or of no claim to the one that is talked about now."""
    claim = work.conversation.claim
    changes = []
    for each in work.documents:
        its = each.claim if each.claim and each.message != work.message.id else claim
        changes.append({"this": each.id, "found_item": each.item, "its": its})
    await connection.execute(_settle, changes)


async def forget_of(connection: AsyncConnection, claim: Claim) -> None:
    """Forget what was sent with a draft that is thrown away; its files go with the next sweep."""
    await connection.execute(delete(documents).where(documents.c.claim == claim.id))
