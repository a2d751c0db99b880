"""Counts for the overview over SQL: each a range of an index, so that their cost follows what is counted."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import TextClause, bindparam, case, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.model import Status
from bot.conversations.model import HandoffReason, Owner
from bot.conversations.ownership import Move
from bot.service.desk.overview_views import Counted, Day, Size, Stop, Wait, Week
from bot.store.database import Database
from bot.store.desk_tables import ownership_events
from bot.store.statements import claims, conversations
from bot.store.tables import Instant

_WITHIN = "{column} >= :e{begin} AND {column} < :e{end}"
_NOBODY = (
    "NOT EXISTS (SELECT 1 FROM ownership_events WHERE ownership_events.conversation = claims.conversation "
    "AND ownership_events.owner IN ('waiting', 'staff'))"
)
_COUNTS = (
    ("conversations", "opened_at", ""),
    ("claims", "submitted_at", ""),
    ("claims", "submitted_at", f" AND {_NOBODY}"),
    ("understood", "at", " AND missed"),
    ("understood", "at", ""),
)
"""Table, time, and what else: conversations, claims, those alone, messages missed, messages heard."""


class SqlOverview:
    def __init__(self, database: Database, bands: Sequence[Decimal]) -> None:
        """`bands`: upper ends of the loss sizes."""
        self._database = database
        self._band = case(
            *((claims.c.amount_high < end, number) for number, end in enumerate(bands)), else_=len(bands)
        )

    async def count(
        self, edges: Sequence[datetime], weeks: tuple[datetime, datetime, datetime], stale: datetime
    ) -> Counted:
        async with self._database.read() as connection:
            by_day = await _ranges(connection, edges, _COUNTS[:4])
            before, week = await _ranges(connection, weeks, _COUNTS)
            sent = claims.c.submitted_at >= edges[0], claims.c.submitted_at < edges[-1]
            types = (
                select(claims.c.incident_type, func.count())
                .where(*sent)
                .group_by(claims.c.incident_type)
                .order_by(func.count().desc(), claims.c.incident_type)
            )
            sizes = select(claims.c.amount_currency, self._band, func.count()).where(*sent)
            by_size = (await connection.execute(sizes.group_by(claims.c.amount_currency, self._band))).all()
            return Counted(
                tuple(Day(*counts) for counts in by_day),
                _week(before, await _ratings(connection, weeks[0], weeks[1])),
                _week(week, await _ratings(connection, weeks[1], weeks[2])),
                await _waits(connection, weeks[0]),
                await _stops(connection, stale),
                tuple((kind, number) for kind, number in (await connection.execute(types)).all()),
                tuple(Size(currency, band, number) for currency, band, number in by_size if currency),
                sum(number for currency, _, number in by_size if not currency),
            )


async def _ranges(
    connection: AsyncConnection, edges: Sequence[datetime], counts: tuple[tuple[str, str, str], ...]
) -> list[tuple[int, ...]]:
    """For each stretch between two edges its counts."""
    statement = _statement(len(edges) - 1, counts)
    found = await connection.execute(statement, {f"e{number}": edge for number, edge in enumerate(edges)})
    return [tuple(row[1:]) for row in sorted(found.all())]


@cache
def _statement(stretches: int, counts: tuple[tuple[str, str, str], ...]) -> TextClause:
    """Written out once: putting it together from parts takes longer than running it."""
    lines = []
    for number in range(stretches):
        parts = []
        for table, column, more in counts:
            within = _WITHIN.format(column=column, begin=number, end=number + 1)
            parts.append(f"(SELECT COUNT(*) FROM {table} WHERE {within}{more})")
        lines.append(f"SELECT {number}, {', '.join(parts)}")
    edges = (bindparam(f"e{number}", type_=Instant()) for number in range(stretches + 1))
    return text(" UNION ALL ".join(lines)).bindparams(*edges)


def _week(counts: tuple[int, ...], ratings: dict[int, int]) -> Week:
    opened, sent, alone, missed, heard = counts
    return Week(opened, sent, alone, heard, missed, ratings)


async def _ratings(connection: AsyncConnection, since: datetime, until: datetime) -> dict[int, int]:
    """By when the conversation was closed last; that somebody wrote again takes nothing back."""
    event = ownership_events.c
    closed = (
        select(event.conversation, func.max(event.at).label("at"))
        .where(event.move == Move.CLOSE.value, event.at >= since)
        .group_by(event.conversation)
        .subquery()
    )
    wanted = (
        select(conversations.c.rating, func.count())
        .join(closed, closed.c.conversation == conversations.c.id)
        .where(closed.c.at < until, conversations.c.rating.is_not(None))
        .group_by(conversations.c.rating)
    )
    return {stars: number for stars, number in (await connection.execute(wanted)).all()}


async def _waits(connection: AsyncConnection, since: datetime) -> tuple[Wait, ...]:
    event = ownership_events.c

    def following(column: Any) -> Any:
        return func.lead(column, type_=column.type).over(partition_by=event.conversation, order_by=event.id)

    events = (
        select(
            event.at,
            event.move,
            event.owner,
            event.reasons,
            following(event.at).label("ended"),
            following(event.owner).label("then"),
        )
        .where(event.at >= since)
        .subquery()
    )
    found = await connection.execute(select(events).where(events.c.owner == Owner.WAITING.value))
    return tuple(
        Wait(at, ended, then == Owner.STAFF.value, _reasons(reasons) if move == Move.HANDOFF.value else ())
        for at, move, _, reasons, ended, then in found
    )


def _reasons(stored: list[str]) -> tuple[HandoffReason, ...]:
    return tuple(HandoffReason(reason) for reason in stored)


async def _stops(connection: AsyncConnection, stale: datetime) -> tuple[Stop, ...]:
    """Drafts still talked about in a conversation that has been silent since."""
    wanted = (
        select(conversations.c.asks, func.count())
        .select_from(claims.join(conversations, conversations.c.claim == claims.c.id))
        .where(claims.c.status == Status.DRAFT.value, conversations.c.id == claims.c.conversation)
        .where(conversations.c.last_at < stale, conversations.c.owner != Owner.CLOSED.value)
        .group_by(conversations.c.asks)
    )
    return tuple(Stop(asks, number) for asks, number in (await connection.execute(wanted)).all())
