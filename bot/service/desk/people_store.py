"""What the service needs of the store to know the members of staff and their sign-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.staff.model import Member, Preferences, Role, Session, Stage
from bot.staff.trail import Deed


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against."""

    member: Member
    password: str | None = field(repr=False)
    """Its hash."""
    one_time: bool
    factor: str | None = field(repr=False)
    """The second factor's secret, encrypted."""
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class NewSession:
    id: str
    digest: str
    member: str
    stage: Stage
    opened_at: datetime
    ends_at: datetime
    browser: str
    address: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """A way to the company's account and back."""

    nonce: str
    verifier: str
    back_to: str


class Members(Protocol):
    async def member(self, id: str) -> Member | None: ...

    async def members(self) -> Mapping[str, Member]:
        """Everybody who ever was one, by id."""


class PeopleStore(Members, Protocol):
    """Every method is one transaction; `by` is who acts, None for the command line."""

    async def add(
        self, member: Member, password: str, by: str | None, at: datetime, *, first: bool = False
    ) -> bool:
        """With a one-time password's hash. False if the address is known, or with `first` if there is anybody at all."""

    async def change(
        self, id: str, by: str | None, at: datetime, *, role: Role | None = None, name: str | None = None
    ) -> bool:
        """False if this would leave no admin. Raises UnknownMember."""

    async def disable(self, id: str, by: str | None, at: datetime, *, disabled: bool) -> bool:
        """Ends their sessions. False if this would leave no admin. Raises UnknownMember."""

    async def reset(self, id: str, password: str, by: str | None, at: datetime) -> None:
        """A one-time password in place of password and second factor; all sessions end. Raises UnknownMember."""


class SignInStore(Members, Protocol):
    async def try_in(self, email: str, at: datetime) -> Credentials | None:
        """Count a try and give what it is checked against; None for nobody. Raises LockedOut."""

    async def try_again(self, member: str, at: datetime) -> Credentials:
        """The same for somebody who is known. Raises LockedOut."""

    async def crowded(self, origin: str, at: datetime) -> bool:
        """Whether too many wrong passwords have come from there lately."""

    async def note_wrong(self, origin: str, at: datetime) -> None: ...

    async def was_right(self, member: str) -> None:
        """The last try was right: count anew."""

    async def set_password(self, member: str, password: str, at: datetime, *, keep: str) -> None:
        """All sessions end but the one with the digest `keep`."""

    async def rehash(self, member: str, password: str) -> None: ...

    async def set_factor(self, member: str, factor: str | None, codes: Sequence[str], at: datetime) -> None:
        """The second factor's encrypted secret with the digests of its recovery codes, or none."""

    async def use_step(self, member: str, step: int) -> bool:
        """Whether a code of this time step was not used before."""

    async def use_code(self, member: str, digest: str, at: datetime) -> bool:
        """Whether this was a recovery code; it is none any more."""

    async def prefer(self, member: str, preferences: Preferences, name: str | None) -> Member: ...

    async def open(self, session: NewSession, deed: Deed) -> None: ...

    async def session(
        self, digest: str, now: datetime, idle_since: datetime, *, used: bool = True
    ) -> tuple[Session, dict[str, Any]] | None:
        """The session if it has not ended, and what its sign-in has to remember; notes that it was used, if it was."""

    async def advance(self, digest: str, stage: Stage, data: dict[str, Any] | None = None) -> None: ...

    async def replace(self, digest: str, fresh: str, stage: Stage, ends_at: datetime) -> None:
        """Give a session a new token and another end."""

    async def sessions(self, member: str, now: datetime, idle_since: datetime) -> Sequence[Session]: ...

    async def end(
        self,
        member: str,
        at: datetime,
        *,
        id: str | None = None,
        digest: str | None = None,
        keep: str | None = None,
    ) -> None:
        """End a session by id or digest, or all but `keep`."""

    async def begin_sign_in(self, state: str, sign_in: SignIn, ends_at: datetime) -> None: ...

    async def end_sign_in(self, state: str, now: datetime) -> SignIn | None:
        """What was begun under this state, once."""

    async def by_account(self, issuer: str, subject: str, email: str | None) -> Member | None:
        """Whose company account this is; somebody with this address and no account yet has it from here on."""
