"""The desk's lists over SQL: the queue, how much of it there is, calls to make, and what a search finds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.clocks import SHORT
from bot.claims.model import Status
from bot.claims.rules import Level
from bot.claims.values import Money
from bot.conversations.message import Author
from bot.conversations.model import HandoffReason, Owner
from bot.service.desk.views import Callback, Counts, Found, Page, QueueEntry, Which, Who
from bot.store import search_index
from bot.store.database import Database
from bot.store.desk_tables import read_marks
from bot.store.folding import folded, spellings
from bot.store.names import NAMED, named
from bot.store.statements import claims, conversations, messages

_SOON = timedelta(hours=72)
_BEGINNING = 160
"""Characters of a message that a list shows."""
_AROUND = 70
_LEVELS = tuple(Level)
_OPEN = conversations.c.owner != Owner.CLOSED.value
_JOINED = conversations.outerjoin(claims, claims.c.id == conversations.c.claim)
_COLUMNS = (
    *(
        conversations.c[name]
        for name in (
            "id", "channel", "language", "owner", "staff", "reasons", "dealt_with", "waiting_since", "opened_at", "last_at",
            "last_seq", "snoozed_until", "callback", "called_at",
        )
    ),
    claims.c.id.label("claim"),
    *(
        claims.c[name]
        for name in (
            *NAMED, "status", "severity", "next_due", "incident_type", "amount_low", "amount_high", "amount_currency",
            "amount_approximate",
        )
    ),
)  # fmt: skip


class SqlQueue:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self,
        member: str,
        which: Which,
        now: datetime,
        names: Mapping[str, Who],
        *,
        start: int,
        limit: int,
        reason: HandoffReason | None = None,
        channel: str | None = None,
        language: str | None = None,
        owner: Owner | None = None,
    ) -> Page:
        wanted = select(conversations.c.id).select_from(_JOINED).where(_part(which, member, now))
        if reason is not None:
            wanted = wanted.where(cast(conversations.c.reasons, String).like(f'%"{reason.value}"%'))
        for column, value in [
            (conversations.c.channel, channel),
            (conversations.c.language, language),
            (conversations.c.owner, owner.value if owner else None),
        ]:
            if value is not None:
                wanted = wanted.where(column == value)
        wanted = wanted.order_by(*_order(which, now)).offset(start).limit(limit + 1)
        async with self._database.read(much=True) as connection:
            # Ids alone are quickly sorted; all columns of ten thousand rows are not.
            ids = list((await connection.execute(wanted)).scalars())
            entries = await _entries(connection, ids[:limit], member, names)
        return Page(entries, str(start + limit) if len(ids) > limit else None)

    async def counts(self, member: str, now: datetime) -> Counts:
        parts = [_part(which, member, now) for which in (Which.WAITING, Which.MINE, Which.ALL, Which.SNOOZED)]
        parts += [_part(Which.MINE, member, now) & _has_news(member), _to_be_called()]
        wanted = select(*(func.count(case((part, 1))) for part in parts)).select_from(conversations)
        async with self._database.read(much=True) as connection:
            return Counts(*map(int, (await connection.execute(wanted.where(_OPEN))).one()))

    async def pulse(self) -> str:
        """Differs whenever the queue may look different."""
        wanted = select(
            func.count(),
            func.sum(conversations.c.last_seq + conversations.c.epoch),
            func.max(conversations.c.last_at),
            func.count(conversations.c.snoozed_until),
            func.count(conversations.c.called_at),
        )
        async with self._database.read(much=True) as connection:
            return ".".join(map(str, (await connection.execute(wanted)).one()))

    async def callbacks(self, names: Mapping[str, Who]) -> tuple[Callback, ...]:
        wanted = select(*_COLUMNS).select_from(_JOINED).where(_OPEN, _to_be_called())
        wanted = wanted.order_by(claims.c.severity.desc(), conversations.c.waiting_since)
        async with self._database.read(much=True) as connection:
            rows = (await connection.execute(wanted)).all()
        return tuple(
            Callback(
                row.id,
                row.callback.get("number", ""),
                row.callback.get("time", ""),
                _days(row.callback.get("days", "")),
                next(iter(_days(row.callback.get("said", ""))), None),
                row.insured_name,
                row.reference,
                row.language,
                names.get(row.staff or ""),
                _LEVELS[row.severity or 0],
                row.waiting_since,
            )
            for row in rows
        )

    async def search(
        self, words: str, limit: int, member: str, names: Mapping[str, Who]
    ) -> tuple[Found, ...]:
        """What is found in messages, then in names, contacts and numbers."""
        said = [way for word in words.split() for way in spellings(word)]
        if len("".join(words.split())) < 2:
            return ()
        async with self._database.read(much=True) as connection:
            hits = await self._hits(connection, words, limit)
            of_claims = select(claims.c.conversation).where(*named(words))
            of_claims = of_claims.order_by(claims.c.opened_at.desc()).limit(limit)
            called_so = (await connection.execute(of_claims)).scalars()
            found = list(dict.fromkeys([*called_so, *hits]))[:limit]
            entries = await _entries(connection, found, member, names)
            texts = await _texts(
                connection, [hits[each.conversation] for each in entries if each.conversation in hits]
            )
        return tuple(
            Found(
                entry,
                hits.get(entry.conversation),
                _excerpt(texts.get(hits.get(entry.conversation, ""), ""), said),
            )
            for entry in entries
        )

    async def _hits(self, connection: AsyncConnection, words: str, limit: int) -> dict[str, str]:
        """The newest message with the words, by conversation."""
        matching = search_index.matching(words, sqlite=self._database.is_sqlite)
        if matching is None:
            return {}
        query, values = matching
        hits: dict[str, str] = {}
        for row in await connection.execute(query, values | {"most": 4 * limit}):
            hits.setdefault(row.conversation, row.id)
        return hits


def _part(which: Which, member: str, now: datetime) -> ColumnElement[bool]:
    asleep = and_(conversations.c.snoozed_until.is_not(None), conversations.c.snoozed_until > now)
    match which:
        case Which.WAITING:
            return and_(conversations.c.owner == Owner.WAITING.value, ~asleep)
        case Which.MINE:
            mine = and_(conversations.c.owner == Owner.STAFF.value, conversations.c.staff == member)
            return and_(mine, ~asleep)
        case Which.SNOOZED:
            return and_(_OPEN, asleep)
        case Which.CLOSED:
            return ~_OPEN
        case Which.ALL:
            return _OPEN


def _order(which: Which, now: datetime) -> Sequence[ColumnElement[Any]]:
    """Emergencies; what runs out within a day; what is urgent or runs out within three; then the rest.

    Within each: clock, severity, waiting time.
    """
    if which is Which.CLOSED:
        return (conversations.c.closed_at.desc(), conversations.c.id)
    severity, due = func.coalesce(claims.c.severity, 0), claims.c.next_due
    rank = case(
        (severity >= 2, 0), (due <= now + SHORT, 1), (or_(severity >= 1, due <= now + _SOON), 2), else_=3
    )
    since = conversations.c.waiting_since
    return (
        rank, due.is_(None), due, severity.desc(), since.is_(None), since, conversations.c.last_at.desc(), conversations.c.id,
    )  # fmt: skip


def _days(stored: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in stored.split(",") if day)


def _has_news(member: str) -> ColumnElement[bool]:
    seen = (
        select(read_marks.c.seq)
        .where(read_marks.c.conversation == conversations.c.id, read_marks.c.member == member)
        .scalar_subquery()
    )
    news = select(messages.c.id).where(
        messages.c.conversation == conversations.c.id,
        messages.c.seq > func.coalesce(seen, 0),
        messages.c.author == Author.INSURED.value,
    )
    return news.exists()


def _to_be_called() -> ColumnElement[bool]:
    return and_(
        cast(conversations.c.callback, String).like('%"number"%'), conversations.c.called_at.is_(None)
    )


async def _entries(
    connection: AsyncConnection, ids: Sequence[str], member: str, names: Mapping[str, Who]
) -> tuple[QueueEntry, ...]:
    """Entries of these conversations, in this order."""
    if not ids:
        return ()
    wanted = select(*_COLUMNS).select_from(_JOINED).where(conversations.c.id.in_(ids))
    rows = {row.id: row for row in await connection.execute(wanted)}
    newest = (
        select(
            messages.c.conversation,
            messages.c.author,
            func.substr(messages.c.text, 1, _BEGINNING).label("text"),
        )
        .join(conversations, conversations.c.id == messages.c.conversation)
        .where(messages.c.conversation.in_(ids), messages.c.seq == conversations.c.last_seq)
    )
    last = {row.conversation: row for row in await connection.execute(newest)}
    seen = and_(read_marks.c.conversation == messages.c.conversation, read_marks.c.member == member)
    unread = (
        select(messages.c.conversation, func.count().label("number"))
        .outerjoin(read_marks, seen)
        .where(
            messages.c.conversation.in_(ids),
            messages.c.author == Author.INSURED.value,
            messages.c.seq > func.coalesce(read_marks.c.seq, 0),
        )
        .group_by(messages.c.conversation)
    )
    news = {row.conversation: row.number for row in await connection.execute(unread)}
    return tuple(_entry(rows[id], last.get(id), news.get(id, 0), names) for id in ids if id in rows)


def _entry(row: Any, last: Any, unread: int, names: Mapping[str, Who]) -> QueueEntry:
    amount = None
    if row.amount_low is not None:
        amount = Money(row.amount_low, row.amount_high, row.amount_currency, bool(row.amount_approximate))
    return QueueEntry(
        conversation=row.id,
        channel=row.channel,
        language=row.language,
        owner=Owner(row.owner),
        staff=names.get(row.staff or ""),
        reasons=tuple(HandoffReason(reason) for reason in row.reasons if reason not in row.dealt_with),
        waiting_since=row.waiting_since,
        opened_at=row.opened_at,
        last_at=row.last_at,
        last_author=last.author if last else None,
        last_text=" ".join(last.text.split()) if last else "",
        unread=unread,
        snoozed_until=row.snoozed_until,
        claim=row.claim,
        reference=row.reference,
        status=Status(row.status) if row.status else None,
        level=_LEVELS[row.severity or 0],
        next_due=row.next_due,
        insured=row.insured_name,
        claimant=row.claimant,
        incident_type=row.incident_type,
        amount=amount,
        policy_number=row.policy_number,
    )


async def _texts(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, str]:
    wanted: Select[tuple[str, str]] = select(messages.c.id, messages.c.text).where(messages.c.id.in_(ids))
    return {row.id: row.text for row in await connection.execute(wanted)}


def _excerpt(text: str, words: Sequence[str]) -> str:
    """The text around the first of the words, in one line."""
    plain = " ".join(text.split())
    places = [place for word in words if (place := folded(plain).find(word)) >= 0]
    start = max(min(places, default=0) - _AROUND, 0)
    end = start + 2 * _AROUND
    return ("… " if start else "") + plain[start:end] + (" …" if end < len(plain) else "")
