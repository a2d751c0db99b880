"""What the database knows of how long something is kept (`service/retention.py` has the promises)."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, func, or_, select, union

from bot.claims.model import Status
from bot.store.database import Database
from bot.store.desk_tables import claim_moves
from bot.store.holdings import HELD
from bot.store.statements import claims, conversations, facts, messages, resume_codes, tries

_AT_A_TIME = 500
_OVER = (Status.CLOSED.value, Status.REJECTED.value, Status.WITHDRAWN.value)
_WRONG_TRIES = timedelta(hours=1)

_sent = exists().where(claims.c.conversation == conversations.c.id, claims.c.reference.is_not(None))
_newest = select(func.max(messages.c.at)).where(messages.c.conversation == conversations.c.id)
_last = func.coalesce(_newest.scalar_subquery(), conversations.c.opened_at)


class SqlRetention:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def abandoned(self, before: datetime) -> list[str]:
        said = exists().where(messages.c.conversation == conversations.c.id)
        drafted = exists().where(claims.c.conversation == conversations.c.id)
        wanted = (
            select(conversations.c.id)
            .where(conversations.c.opened_at < before, ~_sent, _last < before, or_(said, drafted))
            .where(conversations.c.erased_at.is_(None))
            .order_by(conversations.c.opened_at)
            .limit(_AT_A_TIME)
        )
        async with self._database.read(much=True) as connection:
            return list((await connection.execute(wanted)).scalars())

    async def expired(self, before: datetime) -> list[str]:
        moved = select(func.max(claim_moves.c.at)).where(claim_moves.c.claim == claims.c.id)
        young = or_(
            claims.c.status.not_in(_OVER),
            claims.c.submitted_at >= before,
            func.coalesce(moved.scalar_subquery(), claims.c.submitted_at) >= before,
        )
        needed = exists().where(
            claims.c.conversation == conversations.c.id, claims.c.reference.is_not(None), young
        )
        wanted = (
            select(conversations.c.id)
            .where(conversations.c.opened_at < before, _sent, ~needed, _last < before)
            .order_by(conversations.c.opened_at)
            .limit(_AT_A_TIME)
        )
        async with self._database.read(much=True) as connection:
            return list((await connection.execute(wanted)).scalars())

    async def erased(self, since: datetime) -> list[str]:
        rested_on = (
            select(facts.c.source_message)
            .join(claims, claims.c.id == facts.c.claim)
            .where(claims.c.reference.is_not(None), facts.c.source_message.is_not(None))
        )
        needless = exists().where(
            messages.c.conversation == conversations.c.id, messages.c.id.not_in(rested_on)
        )
        wanted = select(conversations.c.id).where(
            conversations.c.erased_at.is_not(None), or_(conversations.c.erased_at >= since, needless)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def drop_empty(self, before: datetime) -> int:
        hanging = [
            select(holding.table.c.conversation).where(holding.table.c.conversation.is_not(None))
            for holding in HELD
            if "conversation" in holding.table.c and holding.table is not conversations
        ]
        old = or_(
            conversations.c.erased_at < before,
            and_(conversations.c.opened_at < before, conversations.c.last_seq == 0),
        )
        async with self._database.write() as connection:
            done = await connection.execute(
                delete(conversations).where(old, conversations.c.id.not_in(union(*hanging)))
            )
            return done.rowcount

    async def drop_spent(self, now: datetime) -> int:
        async with self._database.write() as connection:
            codes = await connection.execute(delete(resume_codes).where(resume_codes.c.expires_at < now))
            counts = await connection.execute(delete(tries).where(tries.c.at < now - _WRONG_TRIES))
            return codes.rowcount + counts.rowcount
