"""What the desk's pages call. `bot/service/desk/desk.py` and `bot/service/desk/accounts.py` keep these promises.

Every method of the desk takes the member who acts, checks their right (NotAllowed) and writes to the audit trail, in one
transaction with the change. A conversation that nobody knows raises `UnknownConversation` (service/ports.py). Changes of
owner raise `AlreadyTaken(by)`, `NotYours(by)` or `IllegalChange(owner, move)` (conversations/ownership.py); `by` is a
member's id, whose name `Desk.people` gives. Times are aware; texts come back as their authors wrote them, to be escaped.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.claims.model import Status
from bot.conversations.model import HandoffReason, Owner
from bot.documents.model import Document
from bot.service.desk.claims_book import Wanted
from bot.service.desk.views import (
    AuditEntry,
    Callback,
    CannedReply,
    Counts,
    Edited,
    Found,
    Opened,
    Page,
    Pulse,
    Shown,
    Verified,
    Which,
    Who,
    Written,
)
from bot.staff.model import Member, Preferences, Role, Session


class BadValue(Exception):
    """A field's new value can't be read: `reason` is empty, unreadable, ambiguous, choice, long or future.

    `readings` are what an ambiguous one could mean, in words that are read without doubt.
    """

    def __init__(self, field: str, reason: str, readings: tuple[str, ...] = ()) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason, self.readings = field, reason, readings


class Desk(Protocol):
    """The use cases of the desk."""

    # Looking

    async def queue(
        self,
        member: Member,
        which: Which,
        *,
        after: str | None = None,
        limit: int = 50,
        reason: HandoffReason | None = None,
        channel: str | None = None,
        language: str | None = None,
        owner: Owner | None = None,
    ) -> Page:
        """A part of the queue. First what runs out first: clock, then severity, then waiting time; closed: the newest first.

        `after` is the `more` of the page before; ValueError if it is none.
        """

    async def counts(self, member: Member) -> Counts: ...

    async def search(self, member: Member, words: str, *, limit: int = 50) -> tuple[Found, ...]:
        """Conversations with all of `words` in one message (beginnings count), or with them in a name, a contact, a policy
        number or a reference; the newest first. Nothing for less than two characters."""

    async def open(self, member: Member, conversation: str) -> Opened:
        """One conversation. Marks it as seen by the member up to its newest message."""

    async def open_reference(self, member: Member, reference: str) -> str | None:
        """The conversation of the claim with this reference, however it was typed."""

    async def messages(self, member: Member, conversation: str, after: int) -> tuple[Shown, ...]:
        """What came after the message with this `seq`, at most 200, oldest first; marks it as seen."""

    async def earlier(self, member: Member, conversation: str, before: int) -> tuple[Shown, ...]:
        """The 200 messages before `before` (a `seq`), oldest first."""

    async def pulse(self, member: Member, conversation: str | None = None) -> Pulse: ...

    async def people(self) -> Mapping[str, Who]:
        """Everybody who ever worked here, by id."""

    async def colleagues(self, member: Member) -> tuple[Who, ...]:
        """Whom a conversation may be given to."""

    # One speaker

    async def take(self, member: Member, conversation: str) -> bool:
        """From here on only the member speaks; False if it was theirs already. Raises AlreadyTaken or IllegalChange (closed)."""

    async def transfer(self, member: Member, conversation: str, to: str, *, note: str = "") -> None:
        """Give one's own conversation to a colleague. Raises NotYours, or UnknownMember."""

    async def assign(
        self, member: Member, conversation: str, to: str, *, now_with: str | None, note: str = ""
    ) -> None:
        """Give any open conversation to anyone (right ASSIGN); `now_with` is who had it when the page was shown.

        Raises AlreadyTaken if somebody else has it by now.
        """

    async def give_back(self, member: Member, conversation: str) -> None:
        """To the bot, which says one line and asks its open question with the facts as they are now. Raises NotYours."""

    async def close(self, member: Member, conversation: str, reason: str, *, ask_rating: bool = True) -> None:
        """`reason` is for staff. One's own, or one that nobody has. Raises AlreadyTaken or IllegalChange."""

    async def reopen(self, member: Member, conversation: str) -> None:
        """Take up a closed one again: it is the member's. Raises IllegalChange."""

    async def write(
        self, member: Member, conversation: str, text: str, *, key: str, anyway: bool = False
    ) -> Written:
        """Send the insured a message. Writing takes the conversation, also a closed one. Raises AlreadyTaken.

        The same `key` (made with the form) a second time sends nothing again. A text that says what must not be said is not
        sent without `anyway`. ValueError if the text is empty or too long. The member's draft is gone afterwards.
        """

    async def attach(
        self,
        member: Member,
        conversation: str,
        document: str,
        *,
        key: str,
        text: str = "",
        anyway: bool = False,
    ) -> Written:
        """Send the insured a document that was kept before (service/documents.py), with a text or alone; else as `write`."""

    # Beside the conversation

    async def note(self, member: Member, conversation: str, text: str) -> str: ...

    async def draft(self, member: Member, conversation: str, text: str) -> None:
        """Keep what the member has begun to write; an empty text forgets it."""

    async def looking(self, member: Member, conversation: str, *, typing: bool = False) -> None:
        """The member has the conversation open, and may be writing; said again every few seconds. Left after 15 s of silence."""

    async def leaving(self, member: Member, conversation: str) -> None: ...

    async def snooze(self, member: Member, conversation: str, until: datetime | None) -> None:
        """Out of the queue until then, or until the insured writes; None ends it."""

    async def callbacks(self, member: Member) -> tuple[Callback, ...]: ...

    async def called(self, member: Member, conversation: str, *, note: str = "") -> None:
        """The call was made, or tried in vain; `note` says which."""

    async def canned(
        self, member: Member, language: str | None = None, *, opened: Opened | None = None
    ) -> tuple[CannedReply, ...]:
        """Own ones and everybody's; with an opened conversation the placeholders are filled in."""

    async def save_canned(
        self, member: Member, *, id: str | None, title: str, language: str, text: str, shared: bool
    ) -> str:
        """Its id. Raises ForbiddenText if it says what must not be said, ValueError if empty or with an unknown placeholder."""

    async def delete_canned(self, member: Member, id: str) -> None: ...

    # The claim

    async def edit(self, member: Member, claim: str, field: str, text: str, *, reason: str) -> Edited:
        """Set a field to what `text` says, read and checked as an answer of the insured would be; "unknown" is `?`.

        Dates as 2025-04-04 or 2025-04-01/2025-04-07 or in words, sums as "1400 EUR" or in words, choices by their code. A turn
        that the bot is at begins anew with it. Raises BadValue, KeyError for no such field or claim, ValueError without a reason.
        """

    async def read_facts(self, member: Member, conversation: str, message: str) -> Edited:
        """Have the bot read a message that was left to staff and add what it states to the claim; it says nothing."""

    async def move(self, member: Member, claim: str, to: Status, *, reason: str) -> None:
        """Raises IllegalMove, or MissingFields for a draft that lacks what every claim needs."""

    # The audit trail

    async def audit(
        self,
        member: Member,
        *,
        by: str | None = None,
        conversation: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[AuditEntry]:
        """The newest first; `before` is the `seq` of the last one shown."""

    async def verify_audit(self, member: Member) -> Verified: ...

    async def saw_list(self, member: Member, which: str, conversations: Sequence[str]) -> None:
        """To be called when a list is shown, but not by a page that keeps itself fresh; `which` is what the trail calls it."""

    async def took_claims(self, member: Member, form: str, wanted: Wanted) -> None:
        """To be called when the list of claims is taken away as a file."""

    async def saw_document(self, member: Member, conversation: str, document: Document) -> None:
        """To be called when a document is opened or fetched."""


class ForbiddenText(Exception):
    """A text says what must not be said: (kind, words) each."""

    def __init__(self, statements: tuple[tuple[str, str], ...]) -> None:
        super().__init__(", ".join(kind for kind, _ in statements))
        self.statements = statements


class Accounts(Protocol):
    """Signing in and out. Tokens are for a cookie (HttpOnly, Secure on https, SameSite=Lax); only their hashes are stored."""

    async def sign_in(
        self, email: str, password: str, *, browser: str, address: str, origin: str | None = None
    ) -> tuple[str, Session]:
        """A new session with its token; its stage says what comes next.

        Raises WrongPassword, also for the right one while the account is locked: who guesses is not told which addresses exist.
        Raises LockedOut after many wrong ones from `origin`, where the browser is; None is not counted.
        """

    async def session(self, token: str, *, used: bool = True) -> Session | None:
        """The session that a cookie stands for, with its csrf; None if it has ended or its member is disabled.

        A page that only keeps itself fresh is no use of it.
        """

    async def second_factor(self, token: str, code: str) -> tuple[str, Session]:
        """The code of an app, or a recovery code: a new token with the next stage. Raises WrongCode or LockedOut."""

    async def new_password(self, token: str, old: str, new: str) -> Session:
        """Set one's own password; `old` counts at the stage `done` only. All other sessions end.

        Raises WrongPassword, LockedOut or WeakPassword.
        """

    async def begin_factor(self, token: str) -> str:
        """An otpauth:// address for an app, to be shown as a picture (segno) and as text; it counts once it is confirmed."""

    async def confirm_factor(self, token: str, code: str) -> tuple[str, ...]:
        """Ten recovery codes, shown once. Raises WrongCode."""

    async def drop_factor(self, token: str, password: str) -> None:
        """Raises WrongPassword; NotAllowed where a second factor is required."""

    async def sessions(self, member: Member) -> tuple[Session, ...]: ...

    async def sign_out(self, token: str) -> None: ...

    async def end_session(self, member: Member, id: str) -> None:
        """End one of one's own sessions."""

    async def end_others(self, token: str) -> None: ...

    async def prefer(self, member: Member, preferences: Preferences, *, name: str | None = None) -> Member:
        """Raises ValueError for hours that can't be read."""

    def csrf_valid(self, session: Session, given: str) -> bool: ...

    # The company's account

    @property
    def company_account(self) -> str | None:
        """What its button is called; None where there is none."""

    async def begin_company_sign_in(self, *, back_to: str, redirect_uri: str) -> tuple[str, str]:
        """Where to send the browser, and the state to keep in a cookie meanwhile. Raises SignInRefused("unreachable")."""

    async def end_company_sign_in(
        self, *, state: str, kept_state: str, code: str, redirect_uri: str, browser: str, address: str
    ) -> tuple[str, Session, str]:
        """Token, session, and where to go on. Raises SignInRefused."""


class People(Protocol):
    """Members of staff, for admins (right PEOPLE); the command line acts without a member."""

    async def list(self, by: Member | None) -> tuple[Member, ...]: ...

    async def add(self, by: Member | None, *, email: str, name: str, role: Role) -> tuple[Member, str]:
        """The new member and a one-time password, which is shown once. Raises KnownMember or ValueError (address or name)."""

    async def change(
        self, by: Member | None, id: str, *, role: Role | None = None, name: str | None = None
    ) -> Member:
        """Raises UnknownMember or LastAdmin."""

    async def disable(self, by: Member | None, id: str, *, disabled: bool = True) -> None:
        """Ends their sessions; what they have goes back to waiting. Raises UnknownMember or LastAdmin."""

    async def reset(self, by: Member | None, id: str) -> str:
        """A new one-time password; the second factor is gone, all sessions end."""
