"""Signing in with the company's account (OpenID Connect): what is kept between there and back, and whose account it is."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.service.desk.people_store import SignIn, SignInStore
from bot.staff.errors import SignInRefused
from bot.staff.model import Member

_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for."""

    issuer: str
    subject: str
    email: str | None
    """Only if the provider has verified it."""


class CompanyAccount(Protocol):
    """A provider of identities; `remote/company_account.py` speaks its protocol."""

    @property
    def name(self) -> str:
        """What people call it."""

    async def address(self, *, state: str, nonce: str, challenge: str, redirect_uri: str) -> str:
        """Where a browser is sent. Raises SignInRefused("unreachable")."""

    async def identity(self, *, code: str, verifier: str, nonce: str, redirect_uri: str) -> Identity:
        """Whom `code` stands for. Raises SignInRefused (provider, token or unreachable)."""


class CompanySignIn:
    def __init__(self, account: CompanyAccount, store: SignInStore, clock: Callable[[], datetime]) -> None:
        self._account, self._store, self._clock = account, store, clock
        self.name = account.name

    async def begin(self, *, back_to: str, redirect_uri: str) -> tuple[str, str]:
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        address = await self._account.address(
            state=state, nonce=nonce, challenge=challenge(verifier), redirect_uri=redirect_uri
        )
        ends_at = self._clock() + _LASTS
        await self._store.begin_sign_in(_digest(state), SignIn(nonce, verifier, back_to), ends_at)
        return address, state

    async def end(self, *, state: str, kept_state: str, code: str, redirect_uri: str) -> tuple[Member, str]:
        """Whose sign-in this is, and where to go on. Raises SignInRefused."""
        # The browser that comes back has to be the one that was sent, or somebody signs another in as themselves.
        if not state or not hmac.compare_digest(state.encode(), kept_state.encode()):
            raise SignInRefused("state")
        begun = await self._store.end_sign_in(_digest(state), self._clock())
        if begun is None:
            raise SignInRefused("state")
        if not code:
            raise SignInRefused("provider")
        identity = await self._account.identity(
            code=code, verifier=begun.verifier, nonce=begun.nonce, redirect_uri=redirect_uri
        )
        email = identity.email.strip().casefold() if identity.email else None
        member = await self._store.by_account(identity.issuer, identity.subject, email)
        if member is None:
            raise SignInRefused("unknown" if email else "email")
        if member.disabled:
            raise SignInRefused("disabled")
        return member, begun.back_to


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
