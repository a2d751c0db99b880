"""How sure the bot was of each message, as part of the turn's transaction; and the list of those to review."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.values import from_json
from bot.conversations.message import Author
from bot.conversations.understanding import UNSURE
from bot.service.desk.review_views import Mark, Misread, ReviewItem, Verdict
from bot.service.ports import Work
from bot.staff.trail import Deed
from bot.store import audit
from bot.store.database import Database
from bot.store.statements import claims, facts, messages
from bot.store.understood_tables import understood

_insert = insert(understood)


async def note_understanding(connection: AsyncConnection, work: Work) -> None:
    """Part of a turn's transaction; the message is marked as answered in it, so there is one row at most."""
    sure = work.understanding
    assert sure is not None
    row = {
        "message": work.message.id,
        "conversation": work.conversation.id,
        "claim": work.conversation.claim,
        "at": work.message.at,
        "intent": sure.intent[:40],
        "confidence": sure.confidence,
        "asks": sure.asks,
        "incident_type": sure.incident_type,
        "type_confidence": sure.type_confidence,
        "corrected": list(sure.corrected),
        "missed": sure.missed,
        "sureness": sure.sureness,
        "verdict": None,
    }
    await connection.execute(_insert, row)


class SqlReview:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, start: int, limit: int, *, done: bool) -> Sequence[ReviewItem]:
        """What is left to review, the least sure first; with `done` what was, the newest first."""
        wanted = _items().limit(limit).offset(start)
        if done:
            wanted = wanted.where(understood.c.verdict.is_not(None)).order_by(
                understood.c.reviewed_at.desc(), understood.c.message
            )
        else:
            wanted = wanted.where(*_left()).order_by(
                understood.c.sureness, understood.c.at.desc(), understood.c.message
            )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
            misread = await _misread(connection, rows)
        return tuple(_item(row, misread.get(row.message, ())) for row in rows)

    async def left(self) -> int:
        """How many wait to be reviewed."""
        async with self._database.read() as connection:
            return await connection.scalar(select(func.count()).where(*_left())) or 0

    async def mark(self, message: str, mark: Mark, member: str, at: datetime) -> bool:
        """Keep what a member says of a message, in the place of what was said before; False if nobody knows the message."""
        async with self._database.write() as connection:
            mine = understood.c.message == message
            row = (await connection.execute(select(understood.c.conversation).where(mine))).first()
            if row is None:
                return False
            values = {
                "verdict": mark.verdict.value if mark.verdict else None,
                "right_intent": mark.intent,
                "right_type": mark.incident_type,
                "reviewed_by": member if mark.verdict else None,
                "reviewed_at": at if mark.verdict else None,
            }
            await connection.execute(update(understood).where(mine).values(values))
            details = {"message": message, "verdict": values["verdict"] or "taken_back"}
            await audit.append(connection, at, member, Deed("review", row.conversation, details=details))
        return True

    async def marked(self) -> Sequence[ReviewItem]:
        """All that was marked, the oldest first: what can be learnt from."""
        wanted = _items().where(understood.c.verdict == Verdict.MARKED.value)
        async with self._database.read(much=True) as connection:
            rows = (
                await connection.execute(wanted.order_by(understood.c.reviewed_at, understood.c.message))
            ).all()
        return tuple(_item(row, ()) for row in rows)


def _left() -> tuple[Any, ...]:
    return understood.c.verdict.is_(None), understood.c.sureness < UNSURE


def _items() -> Any:
    earlier = messages.alias("earlier")
    question = (
        select(earlier.c.text)
        .where(
            earlier.c.conversation == understood.c.conversation,
            earlier.c.seq < messages.c.seq,
            earlier.c.asks.is_not(None),
            earlier.c.author == Author.BOT.value,
        )
        .order_by(earlier.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(understood, messages.c.text, question.label("question"), claims.c.reference).select_from(
        understood.join(messages, messages.c.id == understood.c.message).outerjoin(
            claims, claims.c.id == understood.c.claim
        )
    )


async def _misread(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> dict[str, tuple[Misread, ...]]:
    """What each message corrected: the field, and the value before and after."""
    correcting = [row.message for row in rows if row.corrected]
    if not correcting:
        return {}
    before = facts.alias("before")
    wanted = (
        select(
            facts.c.source_message,
            facts.c.field,
            before.c.value.label("before"),
            facts.c.value.label("after"),
        )
        .select_from(
            facts.join(before, (before.c.claim == facts.c.claim) & (before.c.seq == facts.c.replaces))
        )
        .where(facts.c.source_message.in_(correcting))
        .order_by(facts.c.claim, facts.c.seq)
    )
    found: dict[str, tuple[Misread, ...]] = {}
    for row in await connection.execute(wanted):
        changed = Misread(row.field, from_json(row.before), from_json(row.after))
        found[row.source_message] = (*found.get(row.source_message, ()), changed)
    return found


def _item(row: Row[Any], misread: tuple[Misread, ...]) -> ReviewItem:
    return ReviewItem(
        message=row.message,
        conversation=row.conversation,
        claim=row.claim,
        reference=row.reference,
        at=row.at,
        text=row.text,
        asks=row.asks,
        question=row.question if row.asks else None,
        intent=row.intent,
        confidence=row.confidence,
        incident_type=row.incident_type,
        type_confidence=row.type_confidence,
        missed=row.missed,
        misread=misread,
        mark=Mark(Verdict(row.verdict) if row.verdict else None, row.right_intent, row.right_type),
        by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
    )
