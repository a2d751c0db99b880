"""The audit trail over SQL: appended to within the transaction of what it tells, and never changed (a trigger sees to that)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.staff.trail import BEGINNING, Deed, Entry, entry, first_broken
from bot.store.database import Database
from bot.store.staff_tables import audit, audit_head

_AT_ONCE = 2_000

_head_locked = select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.id == 1).with_for_update()


async def in_a_line(connection: AsyncConnection) -> None:
    """Begin a transaction that appends something and shares rows with others that do: all take this lock first."""
    await connection.execute(_head_locked)


async def append(connection: AsyncConnection, at: datetime, member: str | None, *deeds: Deed) -> None:
    """Part of a transaction, and its last part: from here to its end all others wait who have something to append."""
    if not deeds:
        return
    seq, previous = (await connection.execute(_head_locked)).one()
    rows = []
    for deed in deeds:
        fresh = entry(previous, seq + 1, at, member, deed)
        seq, previous = fresh.seq, fresh.hash
        rows.append(_columns(fresh))
    await connection.execute(insert(audit), rows)
    await connection.execute(update(audit_head).where(audit_head.c.id == 1).values(seq=seq, hash=previous))


class SqlAudit:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, at: datetime, member: str | None, *deeds: Deed) -> None:
        """What changes nothing else: somebody saw something."""
        async with self._database.write() as connection:
            await append(connection, at, member, *deeds)

    async def entries(
        self,
        *,
        by: str | None = None,
        conversation: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Entry]:
        """The newest first."""
        wanted = select(audit).order_by(audit.c.seq.desc()).limit(limit)
        for column, value in [
            (audit.c.member, by),
            (audit.c.conversation, conversation),
            (audit.c.action, action),
        ]:
            if value is not None:
                wanted = wanted.where(column == value)
        if since is not None:
            wanted = wanted.where(audit.c.at >= since)
        if until is not None:
            wanted = wanted.where(audit.c.at < until)
        if before is not None:
            wanted = wanted.where(audit.c.seq < before)
        async with self._database.read(much=True) as connection:
            return [_entry(row) for row in await connection.execute(wanted)]

    async def has(self, hash: str) -> bool:
        """Whether an entry has this hash: a trail that was written anew from the beginning has other ones."""
        async with self._database.read(much=True) as connection:
            found = select(audit.c.seq).where(audit.c.hash == hash).limit(1)
            return (await connection.execute(found)).first() is not None

    async def verify(self) -> tuple[int, str, int | None]:
        """Number of entries, the newest one's hash, and the first entry that does not fit, if one does not.

        An end that was cut off shows too: the head says how many there were.
        """
        last, previous = 0, BEGINNING
        async with self._database.read(much=True) as connection:
            head = (await connection.execute(select(audit_head.c.seq, audit_head.c.hash))).one()
            while True:
                wanted = select(audit).where(audit.c.seq > last, audit.c.seq <= head.seq)
                found = await connection.execute(wanted.order_by(audit.c.seq).limit(_AT_ONCE))
                entries = [_entry(row) for row in found]
                broken = first_broken(entries, before=(last, previous))
                if broken is not None:
                    return head.seq, head.hash, broken
                if not entries:
                    break
                last, previous = entries[-1].seq, entries[-1].hash
        whole = (last, previous) == (head.seq, head.hash)
        return head.seq, head.hash, None if whole else last + 1


def _columns(fresh: Entry) -> dict[str, object]:
    return {
        "seq": fresh.seq,
        "at": fresh.at,
        "member": fresh.member,
        "action": fresh.deed.action,
        "conversation": fresh.deed.conversation,
        "claim": fresh.deed.claim,
        "details": dict(fresh.deed.details or {}),
        "previous": fresh.previous,
        "hash": fresh.hash,
    }


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    deed = Deed(row.action, row.conversation, row.claim, row.details)
    return Entry(row.seq, row.at, row.member, deed, row.previous, row.hash)
