"""Members of staff over SQL, for admins and the command line; every change is in the audit trail."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.staff.errors import UnknownMember
from bot.staff.model import Member, Role
from bot.staff.trail import Deed
from bot.store import audit
from bot.store.database import Database
from bot.store.member_rows import member_from
from bot.store.staff_tables import members, recovery_codes, sessions


class SqlPeople:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def member(self, id: str) -> Member | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(members).where(members.c.id == id))).first()
            return member_from(row) if row else None

    async def members(self) -> Mapping[str, Member]:
        async with self._database.read() as connection:
            found = await connection.execute(select(members).order_by(members.c.name))
            return {row.id: member_from(row) for row in found}

    async def add(
        self, member: Member, password: str, by: str | None, at: datetime, *, first: bool = False
    ) -> bool:
        row: dict[str, Any] = {
            "id": member.id,
            "email": member.email,
            "name": member.name,
            "role": member.role.value,
        }
        row |= {"password": password, "one_time": True, "failures": 0, "added_at": at}
        values: dict[str, Any] = {**row, "preferences": asdict(member.preferences)}
        try:
            async with self._database.write() as connection:
                # Changes of people wait for one another: each looks at who else there is.
                await audit.in_a_line(connection)
                if first and await connection.scalar(select(func.count()).select_from(members)):
                    return False
                await connection.execute(insert(members).values(values))
                deed = Deed("add_member", details={"member": member.id, "role": member.role.value})
                await audit.append(connection, at, by, deed)
        except IntegrityError:
            return False
        return True

    async def change(
        self, id: str, by: str | None, at: datetime, *, role: Role | None = None, name: str | None = None
    ) -> bool:
        async with self._database.write() as connection:
            row = await _known(connection, id)
            if role is not Role.ADMIN and role is not None and await _is_last_admin(connection, row):
                return False
            values = {"role": role.value if role else row.role, "name": name or row.name}
            await connection.execute(update(members).where(members.c.id == id).values(values))
            changed = {"role": values["role"]} if role else {}
            deed = Deed("change_member", details={"member": id, **changed, "name": name is not None})
            await audit.append(connection, at, by, deed)
        return True

    async def disable(self, id: str, by: str | None, at: datetime, *, disabled: bool) -> bool:
        async with self._database.write() as connection:
            row = await _known(connection, id)
            if disabled and await _is_last_admin(connection, row):
                return False
            values = {"disabled_at": at if disabled else None}
            await connection.execute(update(members).where(members.c.id == id).values(values))
            await connection.execute(delete(sessions).where(sessions.c.member == id))
            action = "disable_member" if disabled else "enable_member"
            await audit.append(connection, at, by, Deed(action, details={"member": id}))
        return True

    async def reset(self, id: str, password: str, by: str | None, at: datetime) -> None:
        values = {"password": password, "one_time": True, "failures": 0}
        values |= {"factor": None, "factor_step": None, "locked_until": None}
        async with self._database.write() as connection:
            await _known(connection, id)
            await connection.execute(update(members).where(members.c.id == id).values(values))
            await connection.execute(delete(sessions).where(sessions.c.member == id))
            await connection.execute(delete(recovery_codes).where(recovery_codes.c.member == id))
            await audit.append(connection, at, by, Deed("reset_member", details={"member": id}))


async def _known(connection: AsyncConnection, id: str) -> Row[Any]:
    await audit.in_a_line(connection)
    row = (await connection.execute(select(members).where(members.c.id == id))).first()
    if row is None:
        raise UnknownMember(id)
    return row


async def _is_last_admin(connection: AsyncConnection, row: Row[Any]) -> bool:
    if row.role != Role.ADMIN.value or row.disabled_at is not None:
        return False
    others = select(func.count()).where(
        members.c.role == Role.ADMIN.value, members.c.disabled_at.is_(None), members.c.id != row.id
    )
    return not await connection.scalar(others)
