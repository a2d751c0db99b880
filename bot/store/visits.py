"""What the website asks of the database: who comes back to which conversation, which reports were sent in it, who writes."""

from datetime import datetime

from sqlalchemy import func, or_, select

from bot.claims.model import Status
from bot.conversations.model import Owner
from bot.store.database import Database
from bot.store.desk_tables import presence
from bot.store.staff_tables import members
from bot.store.statements import claims, conversations


class SqlVisits:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_of(self, account: str, since: datetime) -> str | None:
        last = func.coalesce(conversations.c.heard_at, conversations.c.opened_at)
        drafted = select(claims.c.id).where(
            claims.c.id == conversations.c.claim, claims.c.status == Status.DRAFT.value
        )
        with_people = conversations.c.owner.in_((Owner.WAITING.value, Owner.STAFF.value))
        wanted = (
            select(conversations.c.id)
            .where(
                conversations.c.account == account,
                conversations.c.erased_at.is_(None),
                conversations.c.owner != Owner.CLOSED.value,
                last > since,
                or_(with_people, drafted.exists()),
            )
            .order_by(last.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            found: str | None = await connection.scalar(wanted)
            return found

    async def reports(self, conversation: str) -> tuple[str, ...]:
        wanted = (
            select(claims.c.reference)
            .where(claims.c.conversation == conversation, claims.c.reference.is_not(None))
            .order_by(claims.c.submitted_at)
        )
        async with self._database.read() as connection:
            return tuple((await connection.execute(wanted)).scalars())

    async def typist(self, conversation: str, now: datetime) -> str | None:
        """The name of a member of staff who is writing in it."""
        wanted = (
            select(members.c.name)
            .join(presence, presence.c.member == members.c.id)
            .where(presence.c.conversation == conversation, presence.c.typing_until > now)
            .order_by(presence.c.typing_until.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            found: str | None = await connection.scalar(wanted)
            return found
