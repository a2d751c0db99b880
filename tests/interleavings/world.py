"""One conversation in which an insured, two members of staff, the bot and a channel act at once, on two replicas that may die."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.channels.delivery import LEASE, Deliverer
from bot.claims.model import Fact, SetBy, Source
from bot.conversations.delivery import Chat, DeliveryFailed, Parcel
from bot.conversations.message import Author, Incoming, Message
from bot.conversations.model import HandoffReason, Owner
from bot.conversations.ownership import OwnershipError
from bot.service.desk.claims import ClaimWork
from bot.service.duty import Duty
from bot.service.hours import Hours
from bot.service.intake import Intake
from bot.service.ports import EngineAnswer, EngineDown, EngineTurn
from bot.service.speaking import Speaking
from bot.service.talk import Talk
from bot.staff.model import Member, Role
from bot.store.database import Database
from bot.store.desk_changes import SqlChanging, SqlDeskChanges
from bot.store.outbox import SqlOutbox
from bot.store.statements import chats, conversations
from bot.store.store import SqlStore
from tests.builders import a_conversation, the_catalogue
from tests.fakes import ScriptedReader
from tests.interleavings.gates import GatedDatabase, Replica, Schedule, gate, now, replica

_ROUNDS = 400
"""Looks for work within which everything has to come to rest."""
ANNA = Member("anna", "anna@insurer.example", "Anna", Role.HANDLER)
BEN = Member("ben", "ben@insurer.example", "Ben", Role.HANDLER)
DUTY = Duty(Hours.from_text("24/7", ZoneInfo("UTC")), timedelta(hours=4), "0800 000 000")
STAFF = {member.id: member for member in (ANNA, BEN)}


class Everybody:
    """The members of staff, whom nobody changes here."""

    async def member(self, id: str) -> Member | None:
        return STAFF.get(id)

    async def members(self) -> dict[str, Member]:
        return STAFF


@dataclass
class Seen:
    """What the outside has seen, by which the promises are judged."""

    accepted: list[str] = field(default_factory=list)
    """External ids of the insured's messages whose receipt was acknowledged, in order."""
    written: list[str] = field(default_factory=list)
    """Texts of staff that were acknowledged."""
    edited: list[str] = field(default_factory=list)
    """Reasons of edits that were acknowledged."""
    delivered: list[Message] = field(default_factory=list)
    """What arrived at the chat, in order; a crash may repeat one."""
    read: list[Message] = field(default_factory=list)
    """What a browser has read, in order."""
    late: list[str] = field(default_factory=list)
    """Bot messages handed out for sending when staff had the conversation."""
    deeds: int = 0
    refused: int = 0
    crashes: int = 0


class Process:
    """A replica with what runs in it."""

    def __init__(self, world: "World", database: GatedDatabase) -> None:
        self.world, self.database = world, database
        self.start()

    def start(self) -> None:
        world, self.replica = self.world, Replica()
        token = replica.set(self.replica)
        self.store = SqlStore(self.database, the_catalogue())
        changes = WatchedChanges(self.database, world)
        intake = Intake(the_catalogue(), "https://example.com/privacy", world.duty)
        self.deliverer = Deliverer("telegram", WatchedOutbox(self.database, world), Phone(world))
        self.talk = Talk(self.store, Thinking(self), ScriptedReader(), intake, the_catalogue(), self.changed)
        self.speaking = Speaking(
            changes, Everybody(), the_catalogue(), self.talk, self.changed, world.duty.hours, now
        )
        self.claims = ClaimWork(changes, self.speaking.change, the_catalogue(), intake, ScriptedReader(), now)
        replica.reset(token)

    def changed(self, conversation: str, messages: Sequence[Message]) -> None:
        if messages and self.world.pushed:
            self.deliverer.wake(conversation)

    async def crash(self) -> None:
        await self.replica.die()
        self.start()


class Thinking:
    """The engine: takes its time, and adds to the claim what it was told."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        async with gate("engine"):
            pass
        if self._process.world.random.random() < 0.05:
            raise EngineDown("scripted")
        live = self._process.talk.turns[str(turn.metadata["turn"])]
        if live.work.message.author is Author.INSURED:
            if live.claim is None:
                live.claim = live._new_claim()
            source = Source(live.work.message.id, 0, 1)
            words = f"{live.claim.value('description') or ''} {turn.text}"
            live.claim.record(Fact("description", words, SetBy.INSURED, live.at, 1.0, source))
            if turn.text and "person" in turn.text:
                live.conversation.hand_over(HandoffReason.ASKED_FOR)
        return EngineAnswer((f"bot to {turn.text or turn.intent}",), "inform", 0.9)

    async def ready(self) -> bool:
        return True


class Phone:
    """The channel's network: slow, and sometimes out of reach."""

    def __init__(self, world: "World") -> None:
        self._world, self._ids = world, itertools.count(1)

    def parts(self, message: Message) -> Sequence[str]:
        return (message.text,)

    async def send(self, chat: Chat, message: Message, part: str, *, last: bool) -> str:
        async with gate("send"):
            if self._world.random.random() < 0.06:
                raise DeliveryFailed("scripted", wait=0.1)
            self._world.seen.delivered.append(message)
        return str(next(self._ids))

    async def close(self, chat: Chat, id: str) -> None:
        pass


class WatchedOutbox(SqlOutbox):
    """Looks at who has the conversation whenever something is handed out for sending."""

    def __init__(self, database: GatedDatabase, world: "World") -> None:
        super().__init__(database)
        self._world = world

    async def take(self, *args: object, **kwargs: object) -> Parcel | None:
        parcel = await super().take(*args, **kwargs)  # type: ignore[arg-type]
        world = self._world
        # Where several transactions ran at once nobody can say which was first.
        if parcel and world.alone and world.staffed and parcel.message.author is Author.BOT:
            world.seen.late.append(parcel.message.text)
        return parcel


class WatchedChanges(SqlDeskChanges):
    """Notes whether staff have the conversation as soon as that is stored."""

    def __init__(self, database: GatedDatabase, world: "World") -> None:
        super().__init__(database, the_catalogue())
        self._world = world

    @asynccontextmanager
    async def change(self, conversation: str, member: str | None, at: datetime) -> AsyncIterator[SqlChanging]:
        async with super().change(conversation, member, at) as changing:
            yield changing
        self._world.staffed = changing.conversation.owner is Owner.STAFF


class World:
    def __init__(self, name: str, schedule: Schedule, databases: Sequence[GatedDatabase]) -> None:
        self.name, self.schedule, self.random = name, schedule, schedule.random
        self.pushed = self.random.random() < 0.5
        self.seen, self.duty = Seen(), DUTY
        self.staffed = self.alone = False
        self.processes = [Process(self, database) for database in databases]
        self._numbers = itertools.count(1)
        self._acting: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        channel = "telegram" if self.pushed else "website"
        conversation = a_conversation(id=self.name, channel=channel, opened_at=now())
        if self.pushed:
            await SqlOutbox(self.processes[0].database).open_chat(self.name, conversation)
        else:
            await self.processes[0].store.open_conversation(conversation)

    # What people do; each is begun in one of the replicas and tried again in another if that one dies

    async def insured_writes(self, text: str, process: Process) -> None:
        await process.talk.receive(Incoming(self.name, text, text))
        self.seen.accepted.append(text)

    async def staff_writes(self, member: Member, text: str, process: Process) -> None:
        done = await process.speaking.write(member, self.name, text, key=text)
        assert done.message is not None
        self.seen.written.append(text)

    async def take(self, member: Member, process: Process) -> None:
        await process.speaking.take(member, self.name)

    async def transfer(self, member: Member, process: Process) -> None:
        other = BEN if member is ANNA else ANNA
        await process.speaking.transfer(member, self.name, other.id)

    async def give_back(self, member: Member, process: Process) -> None:
        await process.speaking.give_back(member, self.name)

    async def close(self, member: Member, process: Process) -> None:
        await process.speaking.close(member, self.name, "done")

    async def reopen(self, member: Member, process: Process) -> None:
        await process.speaking.reopen(member, self.name)

    async def edit(self, member: Member, reason: str, process: Process) -> None:
        talk = await process.store.conversation(self.name)
        if talk is not None and talk.claim is not None:
            name = f"Name {reason}"
            await process.claims.edit(member, talk.claim, "insured_name", name, reason=reason)
            self.seen.edited.append(reason)

    async def look(self, process: Process) -> None:
        after = self.seen.read[-1].seq if self.seen.read else 0
        self.seen.read += await process.store.messages(self.name, after)

    def act(self) -> None:
        """Somebody begins to do something."""
        member, number = self.random.choice((ANNA, BEN)), next(self._numbers)
        say = "a person please" if self.random.random() < 0.2 else "words"
        ways: list[tuple[int, str, Callable[[Process], Awaitable[None]]]] = [
            (30, "insured", lambda at: self.insured_writes(f"{say} {number}", at)),
            (16, member.id, lambda at: self.take(member, at)),
            (14, member.id, lambda at: self.staff_writes(member, f"staff {number}", at)),
            (14, member.id, lambda at: self.give_back(member, at)),
            (6, member.id, lambda at: self.transfer(member, at)),
            (4, member.id, lambda at: self.close(member, at)),
            (3, member.id, lambda at: self.reopen(member, at)),
            (14, member.id, lambda at: self.edit(member, f"because {number}", at)),
            (7, "browser", self.look),
        ]
        _, who, deed = self.random.choices(ways, [weight for weight, _, _ in ways])[0]
        # One person does one thing after the other; two do not wait for each other.
        if any(task.get_name() == who for task in self._acting):
            return
        task = asyncio.create_task(self._do(deed), name=who)
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)

    async def _do(self, deed: Callable[[Process], Awaitable[None]]) -> None:
        self.seen.deeds += 1
        while True:
            process = self.random.choice(self.processes)
            attempt = asyncio.create_task(self._in(process, deed))
            try:
                await attempt
                return
            except OwnershipError:
                self.seen.refused += 1
                return
            except asyncio.CancelledError:
                # The process died under it: whoever waited for an answer asks again.
                if not attempt.cancelled() or self.schedule.free:
                    raise

    async def _in(self, process: Process, deed: Callable[[Process], Awaitable[None]]) -> None:
        replica.set(process.replica)
        await deed(process)

    async def run(self, deeds: int) -> None:
        self.schedule.free = True
        await self.begin()
        self.schedule.free = False
        while self.seen.deeds < deeds or self._acting:
            if self.seen.deeds < deeds and self.random.random() < 0.4:
                self.act()
                await self.schedule.settle()
            chance = self.random.random()
            if chance < 0.03:
                await self.crash()
            elif chance < 0.10:
                self.sweep()
                await self.schedule.settle()
            elif self.schedule.waiting:
                number = 1 if self.random.random() < 0.7 else self.random.randint(2, 4)
                self.alone = number == 1
                await self.schedule.let_go(number)
                if not self.alone:
                    self.staffed = await self._owner() is Owner.STAFF
            else:
                await self.schedule.settle()
        await self.end()

    async def _owner(self) -> Owner:
        database = self.processes[0].database
        wanted = select(conversations.c.owner).where(conversations.c.id == self.name)
        async with Database.read(database) as connection:
            return Owner((await connection.execute(wanted)).scalar_one())

    async def crash(self) -> None:
        self.seen.crashes += 1
        process = self.random.choice(self.processes)
        await process.crash()
        if self.random.random() < 0.5:
            self.schedule.now += timedelta(seconds=7)
            if self.pushed:
                await self._renewed()
        await self.schedule.settle()

    async def _renewed(self) -> None:
        """What living processes do all the time, for what they send: on the network nobody can take back what is under way.

        What they think about is stored or not, so there a process may hang as long as it likes.
        """
        until = now() + LEASE
        async with Database.write(self.processes[0].database) as connection:
            for process in self.processes:
                held = chats.c.lease_holder == process.deliverer._holder
                await connection.execute(update(chats).where(held).values(lease_until=until))
                process.deliverer._held_until.update(dict.fromkeys(process.deliverer._held_until, until))

    def sweep(self) -> None:
        """What every process does all the time: look for what nobody works on."""
        process = self.random.choice(self.processes)
        token = replica.set(process.replica)
        process.talk.wake(self.name)
        if self.pushed:
            process.deliverer.wake(self.name)
        replica.reset(token)

    async def end(self) -> None:
        """Let everything come to rest."""
        for _ in range(_ROUNDS):
            while self.schedule.waiting:
                await self.schedule.let_go(1)
            if await self._at_rest():
                break
            self.schedule.now += timedelta(seconds=7)
            self.sweep()
            await self.schedule.settle()
        self.schedule.free = True
        await self.look(self.processes[0])
        for process in self.processes:
            await process.replica.die()

    async def _at_rest(self) -> bool:
        self.schedule.free = True
        try:
            database = self.processes[0].database
            waits = self.name in await self.processes[0].store.waiting(now() + timedelta(days=1))
            unsent = self.pushed and self.name in await SqlOutbox(database).due(
                "telegram", now() + timedelta(days=1)
            )
            return not (waits or unsent)
        finally:
            self.schedule.free = False
