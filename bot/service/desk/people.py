"""Adding and changing members of staff; the promises are in `ports.py`."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.service.desk.accounts import Passwords
from bot.service.desk.people_store import PeopleStore
from bot.service.ids import new_id
from bot.staff import passwords
from bot.staff.errors import KnownMember, LastAdmin, NotAllowed, UnknownMember
from bot.staff.model import Member, Right, Role

_NAME, _EMAIL = 80, 200
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")


class People:
    def __init__(
        self,
        store: PeopleStore,
        clock: Callable[[], datetime],
        gone: Callable[[Member | None, Member], Awaitable[None]] | None = None,
        hashing: Passwords | None = None,
    ) -> None:
        """`gone` is told of members who were disabled: (by whom, who)."""
        self._store, self._clock, self._gone = store, clock, gone
        self._passwords = hashing or Passwords()

    async def list(self, by: Member | None) -> tuple[Member, ...]:
        _demand(by)
        return tuple((await self._store.members()).values())

    async def add(
        self, by: Member | None, *, email: str, name: str, role: Role, first: bool = False
    ) -> tuple[Member, str]:
        """With `first` only if there is nobody yet, else KnownMember."""
        _demand(by)
        member = Member(new_id(), _address(email), _named(name), role, added_at=self._clock())
        password = passwords.one_time()
        hashed = await self._passwords.hash(password)
        if not await self._store.add(member, hashed, by.id if by else None, self._clock(), first=first):
            raise KnownMember(member.email)
        return member, password

    async def change(
        self, by: Member | None, id: str, *, role: Role | None = None, name: str | None = None
    ) -> Member:
        _demand(by)
        named = _named(name) if name is not None else None
        if not await self._store.change(id, by.id if by else None, self._clock(), role=role, name=named):
            raise LastAdmin(id)
        return await self._member(id)

    async def disable(self, by: Member | None, id: str, *, disabled: bool = True) -> None:
        _demand(by)
        if not await self._store.disable(id, by.id if by else None, self._clock(), disabled=disabled):
            raise LastAdmin(id)
        if disabled and self._gone is not None:
            await self._gone(by, await self._member(id))

    async def reset(self, by: Member | None, id: str) -> str:
        _demand(by)
        password = passwords.one_time()
        hashed = await self._passwords.hash(password)
        await self._store.reset(id, hashed, by.id if by else None, self._clock())
        return password

    async def _member(self, id: str) -> Member:
        member = await self._store.member(id)
        if member is None:
            raise UnknownMember(id)
        return member


def _demand(by: Member | None) -> None:
    if by is not None and not by.may(Right.PEOPLE):
        raise NotAllowed(Right.PEOPLE)


def _address(email: str) -> str:
    """Raises ValueError for what is no e-mail address; addresses inside a company may end in anything."""
    plain = email.strip().casefold()
    if len(plain) > _EMAIL or not _ADDRESS.fullmatch(plain) or not plain.isprintable():
        raise ValueError("not an e-mail address")
    return plain


def _named(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > _NAME or not plain.isprintable():
        raise ValueError(f"a name has 1 to {_NAME} characters")
    return plain
