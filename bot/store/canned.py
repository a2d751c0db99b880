"""Canned replies over SQL."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, or_, select, update

from bot.service.desk.views import CannedReply
from bot.service.ids import new_id
from bot.store.database import Database
from bot.store.desk_tables import canned_replies


class SqlCanned:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, member: str, language: str | None) -> Sequence[CannedReply]:
        """The member's own and everybody's."""
        wanted = select(canned_replies).where(
            or_(canned_replies.c.member == member, canned_replies.c.member.is_(None))
        )
        if language is not None:
            wanted = wanted.where(canned_replies.c.language == language)
        async with self._database.read() as connection:
            found = await connection.execute(wanted.order_by(canned_replies.c.title, canned_replies.c.id))
            return [
                CannedReply(row.id, row.member is not None, row.title, row.language, row.text)
                for row in found
            ]

    async def owner(self, id: str) -> str | None:
        """Whose it is, None for everybody's. Raises KeyError."""
        async with self._database.read() as connection:
            row = (
                await connection.execute(select(canned_replies.c.member).where(canned_replies.c.id == id))
            ).first()
        if row is None:
            raise KeyError(id)
        found: str | None = row.member
        return found

    async def put(self, id: str | None, member: str | None, title: str, language: str, text: str) -> str:
        values = {"member": member, "title": title, "language": language, "text": text}
        async with self._database.write() as connection:
            if id is None:
                id = new_id()
                await connection.execute(insert(canned_replies).values(id=id, **values))
            else:
                mine = canned_replies.c.id == id
                await connection.execute(update(canned_replies).where(mine).values(values))
        return id

    async def delete(self, id: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(canned_replies).where(canned_replies.c.id == id))
