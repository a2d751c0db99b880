"""One conversation as the desk shows it, and what staff keep beside it, over SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, String, cast, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.model import Claim, Status
from bot.claims.reference import parse_reference
from bot.claims.similar import SAME_AS
from bot.conversations.model import HandoffReason, Owner
from bot.documents.model import Document
from bot.service.desk.views import ClaimMove, Kept, Note, OwnershipEvent, Present, Shown, Who
from bot.service.ports import UnknownConversation
from bot.staff.trail import Deed
from bot.store import audit, statements
from bot.store.claim_rows import read_claim
from bot.store.database import Database
from bot.store.desk_tables import claim_moves, notes, ownership_events, presence, read_marks, reply_drafts
from bot.store.document_rows import document_from, with_documents
from bot.store.document_tables import documents
from bot.store.putting import put
from bot.store.rows import conversation_from, message_from
from bot.store.statements import claims, conversations, deliveries, facts, messages

AT_ONCE = 200
"""Messages of a conversation that are read in one go."""
LEFT_AFTER = timedelta(seconds=15)
TYPING = timedelta(seconds=6)
_KEYS = ("conversation", "member")


class SqlDeskReading:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, conversation: str, member: str, now: datetime, names: Mapping[str, Who]) -> Kept:
        """Marks it as seen and notes in the audit trail that it was. Raises UnknownConversation."""
        async with self._database.write() as connection:
            row = (await connection.execute(statements.conversation, {"this": conversation})).first()
            if row is None:
                raise UnknownConversation(conversation)
            read_to = await _seen(connection, conversation, member, row.last_seq)
            if not await _looks_on(connection, conversation, member, now):
                # An open page fetches itself anew with every message; that is one look, and one entry.
                await audit.append(connection, now, member, Deed("open", conversation, row.claim))
        async with self._database.read(much=True) as connection:
            shown = await _messages(connection, conversation, before=row.last_seq + 1)
            claim = await read_claim(connection, row.claim)
            return Kept(
                conversation_from(row),
                shown,
                bool(shown) and shown[0].message.seq > 1,
                claim,
                await moves_of(connection, claim, names),
                await _others(connection, conversation, row.claim),
                await _documents(connection, conversation, row.claim),
                await _notes(connection, conversation, names),
                await events_of(connection, conversation, names),
                await _present(connection, conversation, member, now, names),
                await _draft(connection, conversation, member),
                read_to,
                row.snoozed_until,
                row.rating,
                await _told_again(connection, conversation, claim),
            )

    async def after(self, conversation: str, member: str, seq: int) -> tuple[Shown, ...]:
        """What came after the message `seq`; marks it as seen."""
        async with self._database.read() as connection:
            shown = await _messages(connection, conversation, after=seq)
        if shown:
            async with self._database.write() as connection:
                await _seen(connection, conversation, member, shown[-1].message.seq)
        return shown

    async def before(self, conversation: str, seq: int) -> tuple[Shown, ...]:
        async with self._database.read() as connection:
            return await _messages(connection, conversation, before=seq)

    async def of_reference(self, reference: str) -> str | None:
        wanted = select(claims.c.conversation).where(
            claims.c.reference == (parse_reference(reference) or reference.strip())
        )
        async with self._database.read() as connection:
            found: str | None = await connection.scalar(wanted)
            return found

    async def pulse(
        self, conversation: str, member: str, now: datetime, names: Mapping[str, Who]
    ) -> tuple[str, tuple[Present, ...]]:
        """What differs whenever the page has to be fetched anew, and who else is there."""
        row = select(
            conversations.c.last_seq,
            conversations.c.epoch,
            conversations.c.owner,
            conversations.c.snoozed_until,
            conversations.c.called_at,
            select(func.count()).where(notes.c.conversation == conversation).scalar_subquery(),
            select(func.count())
            .where(messages.c.conversation == conversation, messages.c.state == "pending")
            .scalar_subquery(),
            select(func.count())
            .where(deliveries.c.conversation == conversation, deliveries.c.state == "pending")
            .scalar_subquery(),
            select(func.count())
            .where(documents.c.conversation == conversation, documents.c.state == "kept")
            .scalar_subquery(),
        ).where(conversations.c.id == conversation)
        async with self._database.read() as connection:
            found = (await connection.execute(row)).first()
            present = await _present(connection, conversation, member, now, names)
        return ".".join(map(str, found or ())), present

    async def draft(self, conversation: str, member: str, text: str) -> None:
        async with self._database.write() as connection:
            if text:
                await put(connection, reply_drafts, _KEYS, [conversation, member], {"text": text})
            else:
                await connection.execute(
                    delete(reply_drafts).where(_mine(reply_drafts, conversation, member))
                )

    async def looking(self, conversation: str, member: str, now: datetime, *, typing: bool) -> None:
        values = {"until": now + LEFT_AFTER, "typing_until": now + TYPING if typing else None}
        async with self._database.write() as connection:
            await connection.execute(delete(presence).where(presence.c.until < now - LEFT_AFTER))
            await put(connection, presence, _KEYS, [conversation, member], values)

    async def leaving(self, conversation: str, member: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(presence).where(_mine(presence, conversation, member)))


async def _looks_on(connection: AsyncConnection, conversation: str, member: str, now: datetime) -> bool:
    """Whether a page of the member's shows it already."""
    there = select(presence.c.member).where(_mine(presence, conversation, member), presence.c.until > now)
    return await connection.scalar(there) is not None


def _mine(table: Any, conversation: str, member: str) -> Any:
    return (table.c.conversation == conversation) & (table.c.member == member)


async def _seen(connection: AsyncConnection, conversation: str, member: str, seq: int) -> int:
    """Note up to where a member has seen; up to where they had before."""
    mine = _mine(read_marks, conversation, member)
    before: int = await connection.scalar(select(read_marks.c.seq).where(mine)) or 0
    if before < seq:
        await put(connection, read_marks, _KEYS, [conversation, member], {"seq": seq})
    return before


async def _messages(
    connection: AsyncConnection, conversation: str, *, after: int | None = None, before: int | None = None
) -> tuple[Shown, ...]:
    wanted = (
        select(messages, deliveries.c.state.label("delivery"), deliveries.c.reason.label("why"))
        .outerjoin(deliveries, deliveries.c.message == messages.c.id)
        .where(messages.c.conversation == conversation)
        .limit(AT_ONCE)
    )
    if before is not None:
        wanted = wanted.where(messages.c.seq < before).order_by(messages.c.seq.desc())
    else:
        wanted = wanted.where(messages.c.seq > after).order_by(messages.c.seq)
    rows: Sequence[Row[Any]] = sorted((await connection.execute(wanted)).all(), key=lambda row: int(row.seq))
    listed = await with_documents(connection, conversation, [message_from(row) for row in rows])
    return tuple(
        Shown(message, row.delivery, row.why, row.state, row.answers)
        for message, row in zip(listed, rows, strict=True)
    )


async def moves_of(
    connection: AsyncConnection, claim: Claim | None, names: Mapping[str, Who]
) -> tuple[ClaimMove, ...]:
    if claim is None:
        return ()
    wanted = select(claim_moves).where(claim_moves.c.claim == claim.id).order_by(claim_moves.c.id)
    return tuple(
        ClaimMove(row.at, _who(row.member, names), Status(row.before), Status(row.after), row.reason)
        for row in await connection.execute(wanted)
    )


async def _others(
    connection: AsyncConnection, conversation: str, claim: str | None
) -> tuple[tuple[str, str | None, Status], ...]:
    wanted = select(claims.c.id, claims.c.reference, claims.c.status).where(
        claims.c.conversation == conversation, claims.c.id != (claim or "")
    )
    found = await connection.execute(wanted.order_by(claims.c.opened_at))
    return tuple((row.id, row.reference, Status(row.status)) for row in found)


async def _told_again(connection: AsyncConnection, conversation: str, claim: Claim | None) -> tuple[str, ...]:
    """Conversations in which the insured said that it is the loss of this claim."""
    if claim is None or claim.reference is None:
        return ()
    # The reason narrows it down to a few conversations before their facts are looked at.
    called = cast(conversations.c.reasons, String).like(f'%"{HandoffReason.SAME_LOSS.value}"%')
    wanted = (
        select(claims.c.conversation, facts.c.value)
        .join(conversations, conversations.c.id == claims.c.conversation)
        .join(facts, facts.c.claim == claims.c.id)
        .where(called, facts.c.field == SAME_AS, claims.c.conversation != conversation)
        .order_by(facts.c.at)
    )
    found = await connection.execute(wanted)
    return tuple(dict.fromkeys(row.conversation for row in found if row.value == claim.reference))


async def _documents(
    connection: AsyncConnection, conversation: str, claim: str | None
) -> tuple[Document, ...]:
    theirs = documents.c.conversation == conversation
    if claim is not None:
        theirs |= documents.c.claim == claim
    wanted = select(documents).where(theirs, documents.c.state != "arriving")
    found = await connection.execute(wanted.order_by(documents.c.received_at, documents.c.id))
    return tuple(document_from(row) for row in found)


async def _notes(
    connection: AsyncConnection, conversation: str, names: Mapping[str, Who]
) -> tuple[Note, ...]:
    wanted = select(notes).where(notes.c.conversation == conversation).order_by(notes.c.at, notes.c.id)
    return tuple(
        Note(row.id, _who(row.member, names), row.text, row.at) for row in await connection.execute(wanted)
    )


async def events_of(
    connection: AsyncConnection, conversation: str, names: Mapping[str, Who]
) -> tuple[OwnershipEvent, ...]:
    wanted = select(ownership_events).where(ownership_events.c.conversation == conversation)
    return tuple(
        OwnershipEvent(
            row.at,
            row.move,
            _who(row.by, names) if row.by else None,
            Owner(row.owner),
            _who(row.staff, names) if row.staff else None,
            tuple(HandoffReason(reason) for reason in row.reasons),
            row.note,
        )
        for row in await connection.execute(wanted.order_by(ownership_events.c.id))
    )


async def _present(
    connection: AsyncConnection, conversation: str, member: str, now: datetime, names: Mapping[str, Who]
) -> tuple[Present, ...]:
    wanted = select(presence).where(
        presence.c.conversation == conversation, presence.c.member != member, presence.c.until > now
    )
    return tuple(
        Present(_who(row.member, names), row.typing_until is not None and row.typing_until > now)
        for row in await connection.execute(wanted.order_by(presence.c.member))
    )


async def _draft(connection: AsyncConnection, conversation: str, member: str) -> str:
    wanted = select(reply_drafts.c.text).where(_mine(reply_drafts, conversation, member))
    found: str | None = await connection.scalar(wanted)
    return found or ""


def _who(id: str, names: Mapping[str, Who]) -> Who:
    return names.get(id) or Who(id, id)
