"""Signing in to the desk: passwords, second factors, sessions; the promises are in `ports.py`."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.service.desk.company_sign_in import CompanyAccount, CompanySignIn
from bot.service.desk.factors import Factors
from bot.service.desk.people_store import Credentials, NewSession, SignInStore
from bot.service.hours_text import read_week
from bot.service.ids import new_id
from bot.staff import passwords
from bot.staff.errors import LockedOut, NotAllowed, WrongCode, WrongPassword
from bot.staff.lockout import CLOSED_FOR
from bot.staff.model import Member, Preferences, Right, Session, Stage
from bot.staff.trail import Deed

HALF_WAY = timedelta(minutes=10)
"""How long a sign-in that is not finished is remembered."""
_AT_ONCE = 2
"""Passwords that are checked at the same time: each takes 32 MB and a processor."""
_BROWSER, _ADDRESS = 120, 64


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a sign-in lasts, and what it needs."""

    idle: timedelta = timedelta(hours=2)
    most: timedelta = timedelta(hours=12)
    factor_required: bool = False


class Passwords:
    """Makes and checks hashes, in threads and never many at once."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def right(self, hashed: str | None, password: str) -> bool:
        """Takes as long for somebody without a password."""
        async with self._places:
            good = await asyncio.to_thread(self._verify, hashed or self._nobodys, password)
        return good and hashed is not None

    def old_fashioned(self, hashed: str) -> bool:
        return self._hasher.check_needs_rehash(hashed)

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False


class SignedInAccounts:
    def __init__(
        self,
        store: SignInStore,
        factors: Factors,
        rules: Rules,
        clock: Callable[[], datetime],
        company: CompanyAccount | None = None,
        hashing: Passwords | None = None,
    ) -> None:
        self._store, self._factors, self._rules, self._clock = store, factors, rules, clock
        self._passwords = hashing or Passwords()
        self._company = CompanySignIn(company, store, clock) if company else None

    # Passwords

    async def sign_in(
        self, email: str, password: str, *, browser: str, address: str, origin: str | None = None
    ) -> tuple[str, Session]:
        if origin and await self._store.crowded(origin, self._clock()):
            raise LockedOut(self._clock() + CLOSED_FOR)
        try:
            return await self._sign_in(email, password, browser, address)
        except WrongPassword:
            if origin:
                await self._store.note_wrong(origin, self._clock())
            raise

    async def _sign_in(self, email: str, password: str, browser: str, address: str) -> tuple[str, Session]:
        try:
            found = await self._store.try_in(email.strip().casefold(), self._clock())
        except LockedOut:
            # Told so, or told sooner, who guesses would know that the address exists.
            await self._passwords.right(None, password)
            raise WrongPassword from None
        if not await self._passwords.right(found.password if found else None, password) or found is None:
            raise WrongPassword
        await self._store.was_right(found.member.id)
        if found.password and self._passwords.old_fashioned(found.password):
            await self._store.rehash(found.member.id, await self._passwords.hash(password))
        stage = Stage.SECOND_FACTOR if found.factor else self._next(found)
        return await self._open(found.member, stage, browser, address, "sign_in")

    async def new_password(self, token: str, old: str, new: str) -> Session:
        session, data = await self._at(token, Stage.NEW_PASSWORD, Stage.DONE)
        member, found = session.member, await self._store.try_again(session.member.id, self._clock())
        if session.stage is Stage.DONE and not await self._passwords.right(found.password, old):
            raise WrongPassword
        await self._store.was_right(member.id)
        passwords.check(new, email=member.email, name=member.name)
        if await self._passwords.right(found.password, new):
            passwords.check(new, email=member.email, name=member.name, old=new)
        hashed = await self._passwords.hash(new)
        await self._store.set_password(member.id, hashed, self._clock(), keep=_digest(token))
        stage = Stage.DONE if session.stage is Stage.DONE else self._next(replace(found, one_time=False))
        await self._advance(token, stage, data)
        return replace(session, stage=stage)

    # The second factor

    async def second_factor(self, token: str, code: str) -> tuple[str, Session]:
        session, _ = await self._at(token, Stage.SECOND_FACTOR)
        found = await self._store.try_again(session.member.id, self._clock())
        if not await self._is_theirs(found, code):
            raise WrongCode
        await self._store.was_right(session.member.id)
        stage, now, fresh = self._next(found), self._clock(), secrets.token_urlsafe(32)
        ends_at = now + (self._rules.most if stage is Stage.DONE else HALF_WAY)
        await self._store.replace(_digest(token), _digest(fresh), stage, ends_at)
        return fresh, replace(session, stage=stage, ends_at=ends_at, csrf=_csrf(fresh))

    async def begin_factor(self, token: str) -> str:
        session, data = await self._at(token, Stage.SET_UP_FACTOR, Stage.DONE)
        # Who mistypes the first code has scanned the picture already.
        secret = self._factors.opened(data.get("factor", "")) or self._factors.new_secret()
        begun = data | {"factor": self._factors.sealed(secret)}
        await self._store.advance(_digest(token), session.stage, begun)
        return self._factors.address(secret, session.member.email)

    async def confirm_factor(self, token: str, code: str) -> tuple[str, ...]:
        session, data = await self._at(token, Stage.SET_UP_FACTOR, Stage.DONE)
        sealed = data.get("factor")
        step = self._factors.step(sealed, code, self._clock()) if sealed else None
        if sealed is None or step is None:
            raise WrongCode
        codes = self._factors.new_codes()
        digests = [self._factors.code_digest(each) for each in codes]
        await self._store.set_factor(session.member.id, sealed, digests, self._clock())
        await self._store.use_step(session.member.id, step)
        await self._advance(token, Stage.DONE, {})
        return codes

    async def drop_factor(self, token: str, password: str) -> None:
        session, _ = await self._at(token, Stage.DONE)
        if self._rules.factor_required:
            raise NotAllowed(Right.SEE)
        found = await self._store.try_again(session.member.id, self._clock())
        if not await self._passwords.right(found.password, password):
            raise WrongPassword
        await self._store.was_right(session.member.id)
        await self._store.set_factor(session.member.id, None, (), self._clock())

    async def _is_theirs(self, found: Credentials, code: str) -> bool:
        step = self._factors.step(found.factor, code, self._clock()) if found.factor else None
        if step is not None:
            return await self._store.use_step(found.member.id, step)
        return await self._store.use_code(found.member.id, self._factors.code_digest(code), self._clock())

    # Sessions

    async def session(self, token: str, *, used: bool = True) -> Session | None:
        found = await self._found(token, used=used)
        return found[0] if found else None

    async def sessions(self, member: Member) -> tuple[Session, ...]:
        now = self._clock()
        return tuple(await self._store.sessions(member.id, now, now - self._rules.idle))

    async def sign_out(self, token: str) -> None:
        session = await self.session(token)
        if session is not None:
            await self._store.end(session.member.id, self._clock(), digest=_digest(token))

    async def end_session(self, member: Member, id: str) -> None:
        await self._store.end(member.id, self._clock(), id=id)

    async def end_others(self, token: str) -> None:
        session, _ = await self._at(token, Stage.DONE)
        await self._store.end(session.member.id, self._clock(), keep=_digest(token))

    async def prefer(self, member: Member, preferences: Preferences, *, name: str | None = None) -> Member:
        if preferences.alert_hours:
            read_week(preferences.alert_hours)
        return await self._store.prefer(member.id, preferences, name)

    def csrf_valid(self, session: Session, given: str) -> bool:
        return bool(session.csrf) and hmac.compare_digest(session.csrf.encode(), given.encode())

    # The company's account

    @property
    def company_account(self) -> str | None:
        return self._company.name if self._company else None

    async def begin_company_sign_in(self, *, back_to: str, redirect_uri: str) -> tuple[str, str]:
        assert self._company is not None
        return await self._company.begin(back_to=back_to, redirect_uri=redirect_uri)

    async def end_company_sign_in(
        self, *, state: str, kept_state: str, code: str, redirect_uri: str, browser: str, address: str
    ) -> tuple[str, Session, str]:
        assert self._company is not None
        member, back_to = await self._company.end(
            state=state, kept_state=kept_state, code=code, redirect_uri=redirect_uri
        )
        # Whether a second factor is needed there is the company's own rule.
        token, session = await self._open(member, Stage.DONE, browser, address, "sign_in_company")
        return token, session, back_to

    # Parts

    async def _found(self, token: str, *, used: bool = True) -> tuple[Session, dict[str, Any]] | None:
        now = self._clock()
        found = await self._store.session(_digest(token), now, now - self._rules.idle, used=used)
        return (replace(found[0], csrf=_csrf(token)), found[1]) if found else None

    async def _at(self, token: str, *stages: Stage) -> tuple[Session, dict[str, Any]]:
        """The session, if its sign-in is at one of these stages. Raises NotAllowed."""
        found = await self._found(token)
        if found is None or found[0].stage not in stages:
            raise NotAllowed(Right.SEE)
        return found

    def _next(self, found: Credentials) -> Stage:
        if found.one_time:
            return Stage.NEW_PASSWORD
        return Stage.SET_UP_FACTOR if self._rules.factor_required and not found.factor else Stage.DONE

    async def _open(
        self, member: Member, stage: Stage, browser: str, address: str, action: str
    ) -> tuple[str, Session]:
        token, now = secrets.token_urlsafe(32), self._clock()
        most = self._rules.most if stage is Stage.DONE else HALF_WAY
        fresh = NewSession(
            new_id(),
            _digest(token),
            member.id,
            stage,
            now,
            now + most,
            browser[:_BROWSER],
            address[:_ADDRESS],
        )
        await self._store.open(fresh, Deed(action, details={"session": fresh.id}))
        session = Session(
            fresh.id, member, stage, now, now, fresh.ends_at, fresh.browser, fresh.address, _csrf(token)
        )
        return token, session

    async def _advance(self, token: str, stage: Stage, data: dict[str, Any]) -> None:
        digest = _digest(token)
        if stage is Stage.DONE:
            await self._store.replace(digest, digest, stage, self._clock() + self._rules.most)
        await self._store.advance(digest, stage, data)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _csrf(token: str) -> str:
    """Bound to the session, told to nobody without its token."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()
