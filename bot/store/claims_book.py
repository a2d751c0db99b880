"""The list of claims over SQL; the promises are in `service/claims_book.py`."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from bot.claims.model import Status
from bot.claims.rules import Level
from bot.claims.values import Money, Period
from bot.service.desk.claims_book import ClaimEntry, ClaimPage, Totals, Wanted
from bot.store.database import Database
from bot.store.names import named
from bot.store.queries import exported_claims
from bot.store.statements import claims

_LEVELS = sorted(Level, key=lambda level: level.rank)
_AT_ONCE = 500


class SqlClaimsBook:
    def __init__(self, database: Database, zone: ZoneInfo) -> None:
        """`zone`: where a day begins and ends."""
        self._database, self._zone = database, zone

    async def page(self, wanted: Wanted, *, after: str | None = None, limit: int = 50) -> ClaimPage:
        query = select(claims).where(*self._conditions(wanted)).limit(limit + 1)
        if after is not None:
            at, id = _place(after)
            query = query.where(
                or_(claims.c.opened_at < at, and_(claims.c.opened_at == at, claims.c.id < id))
            )
        query = query.order_by(claims.c.opened_at.desc(), claims.c.id.desc())
        async with self._database.read(much=True) as connection:
            rows = (await connection.execute(query)).all()
        entries = tuple(_entry(row) for row in rows[:limit])
        last = entries[-1] if len(rows) > limit else None
        return ClaimPage(entries, f"{last.opened_at.isoformat()}~{last.id}" if last else None)

    async def totals(self, wanted: Wanted) -> Totals:
        conditions = self._conditions(wanted)
        by_status = select(claims.c.status, func.count()).where(*conditions).group_by(claims.c.status)
        low, high = func.sum(claims.c.amount_low), func.sum(claims.c.amount_high)
        sums = select(claims.c.amount_currency, low, high, func.count()).where(*conditions)
        async with self._database.read(much=True) as connection:
            counts = {
                Status(status): number for status, number in (await connection.execute(by_status)).all()
            }
            summed = (await connection.execute(sums.group_by(claims.c.amount_currency))).all()
        return Totals(
            sum(counts.values()),
            counts,
            {currency: (Decimal(least), Decimal(most)) for currency, least, most, _ in summed if currency},
            sum(number for currency, _, _, number in summed if not currency),
        )

    async def all(self, wanted: Wanted) -> AsyncIterator[ClaimEntry]:
        after: str | None = None
        while True:
            page = await self.page(wanted, after=after, limit=_AT_ONCE)
            for entry in page.entries:
                yield entry
            if page.more is None:
                return
            after = page.more

    async def in_full(self, wanted: Wanted) -> AsyncIterator[dict[str, Any]]:
        async for entry in self.all(wanted):
            async for claim in exported_claims(self._database, id=entry.id):
                yield claim

    def _conditions(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        received = func.coalesce(claims.c.submitted_at, claims.c.opened_at)
        conditions: list[ColumnElement[bool]] = [
            claims.c.status == wanted.status if wanted.status else claims.c.status != Status.DRAFT.value
        ]
        if wanted.incident_type:
            conditions.append(claims.c.incident_type == wanted.incident_type)
        if wanted.level:
            conditions.append(claims.c.severity == wanted.level.rank)
        if wanted.received_from:
            conditions.append(received >= datetime.combine(wanted.received_from, time(), self._zone))
        if wanted.received_to:
            end = wanted.received_to + timedelta(days=1)
            conditions.append(received < datetime.combine(end, time(), self._zone))
        if wanted.least is not None:
            conditions.append(claims.c.amount_high >= wanted.least)
        return [*conditions, *named(wanted.words)]


def _entry(row: Row[Any]) -> ClaimEntry:
    amount = None
    if row.amount_low is not None and row.amount_currency:
        amount = Money(
            row.amount_low, row.amount_high, row.amount_currency, approximate=bool(row.amount_approximate)
        )
    return ClaimEntry(
        row.id,
        row.reference,
        row.conversation,
        Status(row.status),
        _LEVELS[row.severity],
        row.opened_at,
        row.submitted_at,
        row.next_due,
        row.incident_type,
        row.notice_kind,
        _period(row.occurred_from, row.occurred_to),
        _period(row.claim_made_from, row.claim_made_to),
        amount,
        row.claimant,
        row.insured_name,
        row.policy_number,
        row.loss_kind,
        row.cover_section,
    )


def _period(start: Any, end: Any) -> Period | None:
    return Period(start, end) if start and end else None


def _place(after: str) -> tuple[datetime, str]:
    at, mark, id = after.partition("~")
    if not mark:
        raise ValueError(f"no place in the list: {after!r}")
    return datetime.fromisoformat(at).astimezone(UTC), id
