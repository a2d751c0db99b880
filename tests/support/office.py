"""The desk over a real database: members of staff, a clock that is set by hand, and listeners that note what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversations.message import Author, Incoming, Message, Reply
from bot.conversations.model import Conversation, HandoffReason
from bot.service.desk.accounts import Passwords
from bot.service.desk.desk import StaffDesk, Stores
from bot.service.desk.people import People
from bot.service.duty import Duty
from bot.service.hours import Hours
from bot.service.intake import Intake
from bot.staff.model import Member, Role
from bot.store.audit import SqlAudit
from bot.store.canned import SqlCanned
from bot.store.database import Database
from bot.store.desk_changes import SqlDeskChanges
from bot.store.desk_reading import SqlDeskReading
from bot.store.people import SqlPeople
from bot.store.queue import SqlQueue
from bot.store.store import SqlStore
from tests.builders import a_conversation, the_catalogue
from tests.fakes import MemoryRecords, ScriptedReader

NOON = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
"""A Wednesday."""


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class QuietBot:
    """Stands in for the bot: notes that it was woken or hushed."""

    woken: list[str] = field(default_factory=list)
    hushed: list[str] = field(default_factory=list)

    def wake(self, conversation: str) -> None:
        self.woken.append(conversation)

    def hush(self, conversation: str) -> None:
        self.hushed.append(conversation)


class QuickPasswords(Passwords):
    """Hashes that take no time: what is tried here is not argon2."""

    def __init__(self) -> None:
        pass

    async def hash(self, password: str) -> str:
        return f"hash of {password}"

    async def right(self, hashed: str | None, password: str) -> bool:
        return hashed == f"hash of {password}"

    def old_fashioned(self, hashed: str) -> bool:
        return False


class Office:
    """The desk with all its parts; Anna handles claims, Ben supports, Ada is admin."""

    def __init__(self, database: Database) -> None:
        catalogue = the_catalogue()
        self.database, self.clock, self.bot = database, Clock(), QuietBot()
        self.store = SqlStore(database, catalogue)
        self.reader, self.records = ScriptedReader(), MemoryRecords()
        self.trail, self.members = SqlAudit(database), SqlPeople(database)
        duty = Duty(Hours.from_text("Mo-Fr 08:00-18:00", ZoneInfo("UTC")), timedelta(hours=4), "0800 1")
        self.told: list[Message] = []
        stores = Stores(
            SqlDeskChanges(database, catalogue),
            SqlQueue(database),
            SqlDeskReading(database),
            SqlCanned(database),
            self.trail,
            self.members,
        )
        intake = Intake(catalogue, "https://example.com/privacy", duty)
        self.desk = StaffDesk(
            stores, catalogue, intake, self.reader, self.records, self.bot, self._changed, self.clock
        )
        self.people = People(self.members, self.clock, self._gone, QuickPasswords())

    async def staffed(self) -> "Office":
        self.anna = await self._hired("anna@insurer.example", "Anna", Role.HANDLER)
        self.ben = await self._hired("ben@insurer.example", "Ben", Role.SUPPORT)
        self.ada = await self._hired("ada@insurer.example", "Ada", Role.ADMIN)
        return self

    async def _hired(self, email: str, name: str, role: Role) -> Member:
        member, _ = await self.people.add(None, email=email, name=name, role=role)
        return member

    async def opened(self, name: str = "v1", **changes: object) -> Conversation:
        conversation = a_conversation(id=name, opened_at=self.clock(), **changes)
        await self.store.open_conversation(conversation)
        return conversation

    async def said(self, text: str, conversation: str = "v1") -> None:
        """The insured writes."""
        await self.store.accept(Incoming(conversation, text, text), self.clock())

    async def answered(
        self,
        *replies: str,
        conversation: str = "v1",
        asks: str | None = None,
        calls: HandoffReason | None = None,
    ) -> None:
        """The bot answers the oldest message that waits, and may call a person."""
        assert await self.store.lease(conversation, "bot", self.clock(), self.clock() + timedelta(seconds=6))
        work = await self.store.next_work(conversation, self.clock())
        assert work is not None
        if calls is not None:
            work.conversation.hand_over(calls)
        work.conversation.asks = asks
        said = [Reply(text, asks=asks) for text in replies]
        await self.store.finish(work, "bot", said, (), self.clock())

    async def waiting(
        self, name: str = "v1", reason: HandoffReason = HandoffReason.ASKED_FOR, **changes: object
    ) -> Conversation:
        """A conversation in which the insured has asked for a person."""
        conversation = await self.opened(name, **changes)
        await self.said("a person please", name)
        await self.answered("Somebody will be with you.", conversation=name, calls=reason)
        return conversation

    async def lines(self, conversation: str = "v1") -> list[tuple[str, str]]:
        """(author, text) of every message."""
        return [(each.author.value, each.text) for each in await self.store.messages(conversation)]

    async def texts(self, author: Author, conversation: str = "v1") -> list[str]:
        return [each.text for each in await self.store.messages(conversation) if each.author is author]

    def _changed(self, conversation: str, messages: Sequence[Message]) -> None:
        self.told += messages

    async def _gone(self, by: Member | None, member: Member) -> None:
        await self.desk.put_back(by, member, self.clock())
