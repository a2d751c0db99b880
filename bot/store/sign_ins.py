"""Sign-ins of staff over SQL: tries, second factors and sessions; the promises are in `service/people_store.py`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update

from bot.service.desk.people_store import Credentials, NewSession, SignIn
from bot.staff.errors import LockedOut, UnknownMember
from bot.staff.lockout import CLOSED_FOR, FROM_ONE_PLACE, locked_until
from bot.staff.model import Member, Preferences, Session, Stage
from bot.staff.trail import Deed
from bot.store import audit, tries
from bot.store.member_rows import member_from, session_from
from bot.store.people import SqlPeople
from bot.store.staff_tables import members, recovery_codes, sessions, sign_ins

_NOTED = timedelta(minutes=1)
"""How often it is noted that a session is used."""


class SqlSignIns(SqlPeople):
    async def try_in(self, email: str, at: datetime) -> Credentials | None:
        return await self._try(members.c.email == email, at)

    async def try_again(self, member: str, at: datetime) -> Credentials:
        found = await self._try(members.c.id == member, at)
        if found is None:
            raise UnknownMember(member)
        return found

    async def _try(self, whose: Any, at: datetime) -> Credentials | None:
        async with self._database.write() as connection:
            wanted = select(members).where(whose, members.c.disabled_at.is_(None)).with_for_update()
            row = (await connection.execute(wanted)).first()
            if row is None:
                return None
            if row.locked_until is not None and row.locked_until > at:
                raise LockedOut(row.locked_until)
            # Counted before it is checked: a hundred guesses at once are a hundred guesses.
            failures = row.failures + 1
            counted = {"failures": failures, "locked_until": locked_until(failures, at)}
            await connection.execute(update(members).where(members.c.id == row.id).values(counted))
            return Credentials(
                member_from(row), row.password, row.one_time, row.factor, counted["locked_until"]
            )

    async def crowded(self, origin: str, at: datetime) -> bool:
        async with self._database.read() as connection:
            subject, most = _subject(origin), FROM_ONE_PLACE
            return await tries.spent(connection, subject, at, most=most, within=CLOSED_FOR)

    async def note_wrong(self, origin: str, at: datetime) -> None:
        async with self._database.write() as connection:
            await tries.note(connection, _subject(origin), at)

    async def was_right(self, member: str) -> None:
        await self._set(member, failures=0, locked_until=None)

    async def rehash(self, member: str, password: str) -> None:
        await self._set(member, password=password)

    async def _set(self, member: str, **values: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(members).where(members.c.id == member).values(**values))

    async def set_password(self, member: str, password: str, at: datetime, *, keep: str) -> None:
        async with self._database.write() as connection:
            await audit.in_a_line(connection)
            values = {"password": password, "one_time": False}
            await connection.execute(update(members).where(members.c.id == member).values(values))
            others = (sessions.c.member == member) & (sessions.c.digest != keep)
            await connection.execute(delete(sessions).where(others))
            await audit.append(connection, at, member, Deed("new_password"))

    async def set_factor(self, member: str, factor: str | None, codes: Sequence[str], at: datetime) -> None:
        async with self._database.write() as connection:
            await audit.in_a_line(connection)
            values = {"factor": factor, "factor_step": None}
            await connection.execute(update(members).where(members.c.id == member).values(values))
            await connection.execute(delete(recovery_codes).where(recovery_codes.c.member == member))
            if codes:
                rows = [{"digest": digest, "member": member} for digest in codes]
                await connection.execute(insert(recovery_codes), rows)
            await audit.append(connection, at, member, Deed("set_factor" if factor else "drop_factor"))

    async def use_step(self, member: str, step: int) -> bool:
        fresh = or_(members.c.factor_step.is_(None), members.c.factor_step < step)
        async with self._database.write() as connection:
            using = update(members).where(members.c.id == member, fresh).values(factor_step=step)
            return (await connection.execute(using)).rowcount == 1

    async def use_code(self, member: str, digest: str, at: datetime) -> bool:
        mine = (recovery_codes.c.member == member) & (recovery_codes.c.digest == digest)
        async with self._database.write() as connection:
            await audit.in_a_line(connection)
            used = (await connection.execute(delete(recovery_codes).where(mine))).rowcount == 1
            if used:
                await audit.append(connection, at, member, Deed("recovery_code"))
            return used

    async def prefer(self, member: str, preferences: Preferences, name: str | None) -> Member:
        values: dict[str, Any] = {"preferences": asdict(preferences)} | ({"name": name} if name else {})
        await self._set(member, **values)
        found = await self.member(member)
        if found is None:
            raise UnknownMember(member)
        return found

    async def open(self, session: NewSession, deed: Deed) -> None:
        row = asdict(session) | {"stage": session.stage.value, "seen_at": session.opened_at, "data": {}}
        async with self._database.write() as connection:
            await audit.in_a_line(connection)
            await connection.execute(delete(sessions).where(sessions.c.ends_at < session.opened_at))
            await connection.execute(insert(sessions).values(row))
            await audit.append(connection, session.opened_at, session.member, deed)

    async def session(
        self, digest: str, now: datetime, idle_since: datetime, *, used: bool = True
    ) -> tuple[Session, dict[str, Any]] | None:
        async with self._database.read() as connection:
            lives = (sessions.c.ends_at > now) & (sessions.c.seen_at > idle_since)
            row = (
                await connection.execute(select(sessions).where(sessions.c.digest == digest, lives))
            ).first()
            if row is None:
                return None
            who = select(members).where(members.c.id == row.member, members.c.disabled_at.is_(None))
            found = (await connection.execute(who)).first()
        if found is None:
            return None
        if used and now - row.seen_at > _NOTED:
            async with self._database.write() as connection:
                noting = update(sessions).where(sessions.c.digest == digest).values(seen_at=now)
                await connection.execute(noting)
                seen = update(members).where(members.c.id == row.member).values(seen_at=now)
                await connection.execute(seen)
        return session_from(row, member_from(found)), row.data

    async def advance(self, digest: str, stage: Stage, data: dict[str, Any] | None = None) -> None:
        values = {"stage": stage.value, "data": data or {}}
        async with self._database.write() as connection:
            await connection.execute(update(sessions).where(sessions.c.digest == digest).values(values))

    async def replace(self, digest: str, fresh: str, stage: Stage, ends_at: datetime) -> None:
        values = {"digest": fresh, "stage": stage.value, "ends_at": ends_at}
        async with self._database.write() as connection:
            await connection.execute(update(sessions).where(sessions.c.digest == digest).values(values))

    async def sessions(self, member: str, now: datetime, idle_since: datetime) -> Sequence[Session]:
        lives = (sessions.c.ends_at > now) & (sessions.c.seen_at > idle_since)
        async with self._database.read() as connection:
            who = (await connection.execute(select(members).where(members.c.id == member))).one()
            wanted = select(sessions).where(sessions.c.member == member, lives)
            found = (await connection.execute(wanted.order_by(sessions.c.seen_at.desc()))).all()
        return [session_from(row, member_from(who)) for row in found]

    async def end(
        self,
        member: str,
        at: datetime,
        *,
        id: str | None = None,
        digest: str | None = None,
        keep: str | None = None,
    ) -> None:
        mine = sessions.c.member == member
        if id is not None:
            mine &= sessions.c.id == id
        if digest is not None:
            mine &= sessions.c.digest == digest
        if keep is not None:
            mine &= sessions.c.digest != keep
        async with self._database.write() as connection:
            await audit.in_a_line(connection)
            if (await connection.execute(delete(sessions).where(mine))).rowcount:
                await audit.append(connection, at, member, Deed("sign_out"))

    async def begin_sign_in(self, state: str, sign_in: SignIn, ends_at: datetime) -> None:
        async with self._database.write() as connection:
            row = {"state": state, **asdict(sign_in), "ends_at": ends_at}
            await connection.execute(insert(sign_ins).values(row))

    async def end_sign_in(self, state: str, now: datetime) -> SignIn | None:
        async with self._database.write() as connection:
            ending = delete(sign_ins).where(sign_ins.c.state == state).returning(sign_ins)
            row: Row[Any] | None = (await connection.execute(ending)).first()
            await connection.execute(delete(sign_ins).where(sign_ins.c.ends_at < now))
            if row is None or row.ends_at < now:
                return None
            return SignIn(row.nonce, row.verifier, row.back_to)

    async def by_account(self, issuer: str, subject: str, email: str | None) -> Member | None:
        bound = (members.c.issuer == issuer) & (members.c.subject == subject)
        async with self._database.write() as connection:
            row = (await connection.execute(select(members).where(bound))).first()
            if row is None and email:
                free = (members.c.email == email) & members.c.subject.is_(None)
                binding = update(members).where(free).values(issuer=issuer, subject=subject)
                row = (await connection.execute(binding.returning(members))).first()
            return member_from(row) if row else None


def _subject(origin: str) -> str:
    return f"sign-in {origin}"[:60]
