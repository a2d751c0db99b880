"""Alerts over SQL: each once for a waiting spell, on each way, however many processes look."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.rules import Level
from bot.conversations.model import Owner
from bot.mail.model import Mail
from bot.staff.alerts import Alert, AlertKind, Spell
from bot.store import mails
from bot.store.database import Database
from bot.store.desk_tables import alerts
from bot.store.statements import claims, conversations

_MOST = 500
_LEVELS = tuple(level.value for level in Level)


class SqlAlerts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def spells(self, now: datetime) -> Sequence[Spell]:
        """The conversations that wait and are not snoozed, the longest first."""
        wanted = (
            select(
                conversations,
                claims.c.severity,
                claims.c.next_due,
                claims.c.reference,
            )
            .outerjoin(claims, claims.c.id == conversations.c.claim)
            .where(conversations.c.owner == Owner.WAITING.value, conversations.c.waiting_since.is_not(None))
            .where(conversations.c.snoozed_until.is_(None) | (conversations.c.snoozed_until <= now))
            .order_by(conversations.c.waiting_since)
            .limit(_MOST)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
            told = await _told(connection, [row.id for row in rows])
        return [
            Spell(
                row.id,
                row.waiting_since,
                tuple(reason for reason in row.reasons if reason not in row.dealt_with),
                _LEVELS[row.severity or 0],
                row.next_due,
                row.channel,
                row.language,
                row.reference,
                frozenset(told.get((row.id, row.waiting_since), ())),
            )
            for row in rows
        ]

    async def give(self, alert: Alert, now: datetime, mail: Mail | None) -> bool:
        """Note an alert, with the mail that it is if it is one; False if another process was first."""
        row = {
            "conversation": alert.spell.conversation,
            "since": alert.spell.since,
            "kind": alert.kind.value,
            "way": alert.way,
            "details": {
                "reasons": list(alert.spell.reasons),
                "level": alert.spell.level,
                "channel": alert.spell.channel,
                "language": alert.spell.language,
                "reference": alert.spell.reference,
                "next_due": alert.spell.next_due.isoformat() if alert.spell.next_due else None,
            },
            "state": "sent" if mail else "pending",
            "attempts": 0,
            "due_at": None if mail else now,
            "at": now if mail else None,
        }
        async with self._database.write() as connection:
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            putting = dialect.insert(alerts).values(row).on_conflict_do_nothing()
            if (await connection.execute(putting)).rowcount != 1:
                return False
            if mail is not None:
                await mails.queue(connection, [mail])
        return True

    async def take(self, now: datetime, until: datetime) -> tuple[int, Alert, int] | None:
        """The alert that is due longest, hidden from others until `until`, with how often it was tried.

        Those whose conversation waits no more, or waits anew, are dropped.
        """
        wanted = (
            select(alerts)
            .where(alerts.c.state == "pending", alerts.c.due_at <= now)
            .order_by(alerts.c.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as connection:
            while (row := (await connection.execute(wanted)).first()) is not None:
                this = alerts.c.id == row.id
                waits = select(conversations.c.waiting_since).where(
                    conversations.c.id == row.conversation, conversations.c.owner == Owner.WAITING.value
                )
                if await connection.scalar(waits) != row.since:
                    over = {"state": "dropped", "due_at": None, "at": now}
                    await connection.execute(update(alerts).where(this).values(over))
                    continue
                taken = {"due_at": until, "attempts": row.attempts + 1}
                await connection.execute(update(alerts).where(this).values(taken))
                return row.id, _alert(row), row.attempts + 1
        return None

    async def settle(self, id: int, now: datetime, *, again: datetime | None, sent: bool) -> None:
        """It was sent, is tried again at `again`, or is given up."""
        values: dict[str, Any] = {"due_at": again}
        if again is None:
            values |= {"state": "sent" if sent else "failed", "at": now}
        async with self._database.write() as connection:
            await connection.execute(update(alerts).where(alerts.c.id == id).values(values))

    async def forget(self, before: datetime) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(alerts).where(alerts.c.since < before, alerts.c.due_at.is_(None)))


async def _told(
    connection: AsyncConnection, ids: Sequence[str]
) -> Mapping[tuple[str, datetime], set[tuple[str, str]]]:
    found: dict[tuple[str, datetime], set[tuple[str, str]]] = {}
    if ids:
        for row in await connection.execute(select(alerts).where(alerts.c.conversation.in_(ids))):
            found.setdefault((row.conversation, row.since), set()).add((row.kind, row.way))
    return found


def _alert(row: Any) -> Alert:
    details = row.details
    due = datetime.fromisoformat(details["next_due"]) if details["next_due"] else None
    spell = Spell(
        row.conversation,
        row.since,
        tuple(details["reasons"]),
        details["level"],
        due,
        details["channel"],
        details["language"],
        details["reference"],
    )
    return Alert(spell, AlertKind(row.kind), row.way)
