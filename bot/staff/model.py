"""A member of staff, what their role lets them do, and how a sign-in stands."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    SUPPORT = "support"
    HANDLER = "handler"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing that may be allowed; a page asks `member.may(Right.X)` and never for a role."""

    SEE = "see"
    """Queue, search, conversations, claims and documents."""
    TALK = "talk"
    """Take, write, note, give back, close, reopen, snooze, hand one's own conversations on, call back."""
    EDIT_CLAIM = "edit_claim"
    ASSIGN = "assign"
    """Give a conversation that somebody else has, or nobody, to anyone."""
    MOVE_CLAIM = "move_claim"
    """Submit for the insured, review, accept, reject, close and reopen claims."""
    EXPORT = "export"
    SHARED_REPLIES = "shared_replies"
    """Write canned replies for everybody; everybody has their own."""
    REVIEW = "review"
    """Mark what the bot misunderstood."""
    ERASE = "erase"
    PEOPLE = "people"
    """Add, change, disable and reset members of staff."""
    AUDIT = "audit"


_SUPPORT = frozenset({Right.SEE, Right.TALK, Right.EDIT_CLAIM, Right.REVIEW})
_HANDLER = _SUPPORT | {Right.ASSIGN, Right.MOVE_CLAIM, Right.EXPORT, Right.SHARED_REPLIES}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.SUPPORT: _SUPPORT,
    Role.HANDLER: _HANDLER,
    Role.ADMIN: frozenset(Right),
}


class Stage(StrEnum):
    """How far a sign-in has come; only `done` opens the desk."""

    SECOND_FACTOR = "second_factor"
    """The password was right, and the code of the second factor is still to come."""
    NEW_PASSWORD = "new_password"
    """Signed in with a one-time password, which has to be replaced."""
    SET_UP_FACTOR = "set_up_factor"
    """A second factor is required by setting and none has been set up."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a member wants the desk to look and to call; chosen by themselves."""

    language: str = "en"
    theme: str = "system"
    """system, light or dark."""
    browser_alerts: bool = True
    sound: bool = False
    email_alerts: bool = False
    alert_hours: str = ""
    """The hours of their shift in the words of `service/hours.py`; empty for the team's opening hours."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the insurer who may sign in to the desk."""

    id: str
    email: str
    """In small letters; what they sign in with."""
    name: str
    """As the insured see it: "Anna has joined"."""
    role: Role
    disabled: bool = False
    has_password: bool = True
    """False for those who sign in with the company's account only."""
    second_factor: bool = False
    """Whether a second factor has been set up."""
    added_at: datetime | None = None
    seen_at: datetime | None = None
    """When they last did anything at the desk, to about a minute."""
    preferences: Preferences = field(default=Preferences())

    def may(self, right: Right) -> bool:
        return not self.disabled and right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in of a member in one browser."""

    id: str
    """For lists and signing out; it opens nothing."""
    member: Member
    stage: Stage
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    """Whatever happens, by then at the latest."""
    browser: str
    """The browser's own name of itself, shortened."""
    address: str
    csrf: str = field(repr=False, default="")
    """What every form of this session has to carry; only on a session that was opened or found by its token."""
