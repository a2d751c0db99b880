"""Stand-ins for what lies outside: a scripted engine and reader, and a store in memory.

The store keeps the promises of `service/ports.py`; what is read or said is laid down by the test.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.claims.model import Claim
from bot.claims.resume_code import find_code
from bot.claims.similar import Insured, Similar
from bot.conversations import ownership
from bot.conversations.message import Author, Incoming, Message, Reply
from bot.conversations.model import Conversation, Owner
from bot.documents.model import Document
from bot.extraction.found import Reading
from bot.mail.model import Mail
from bot.policies.check import check, relevant_day
from bot.policies.model import Policy, PolicyCheck
from bot.service.ports import (
    Accepted,
    EngineAnswer,
    EngineTurn,
    LeaseLost,
    Settled,
    UnknownButton,
    UnknownConversation,
    Work,
)

Step = str | Exception | Callable[[EngineTurn], Awaitable[str]]
"""What the engine says to a turn, the error it raises, or a coroutine function that finds out what it says."""


class ScriptedEngine:
    """Takes one of `steps` a turn; when none is left it echoes the text. `turns` notes what it was asked."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.turns: list[EngineTurn] = []

    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        self.turns.append(turn)
        step = self.steps.pop(0) if self.steps else f"echo {turn.text}"
        if isinstance(step, Exception):
            raise step
        return EngineAnswer((step if isinstance(step, str) else await step(turn),), "inform", 0.9)

    async def ready(self) -> bool:
        return True


class ScriptedReader:
    """Finds in a text what was laid down for it, or for the question that it answers.

    `asked` notes the texts, language and open question of each reading.
    """

    def __init__(
        self, readings: Mapping[str, Reading] | None = None, answers: Mapping[str, Reading] | None = None
    ) -> None:
        self._readings, self._answers = readings or {}, answers or {}
        self.asked: list[tuple[list[str], str | None, str | None]] = []

    def read(
        self,
        messages: Sequence[str],
        *,
        now: datetime,
        lang: str | None = None,
        region: str | None = None,
        asks: str | None = None,
    ) -> Reading:
        self.asked.append((list(messages), lang, asks))
        return self._readings.get(messages[-1]) or self._answers.get(asks or "") or Reading()


@dataclass
class _Kept:
    """One conversation with all that belongs to it."""

    conversation: Conversation
    messages: list[Message] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    due: datetime | None = None
    holder: str | None = None
    until: datetime | None = None

    def pending(self) -> Iterator[Message]:
        return (message for message in self.messages if self.states.get(message.id) == "pending")


class MemoryStore:
    """Conversations, messages and claims in memory. With `impatient`, messages put off for later are due at once."""

    def __init__(self, *conversations: Conversation, impatient: bool = False) -> None:
        self._kept = {conversation.id: _Kept(deepcopy(conversation)) for conversation in conversations}
        self._impatient = impatient
        self.claims: dict[str, Claim] = {}
        self.mails: list[Mail] = []
        self.documents: dict[str, Document] = {}
        """Documents that messages may take along, and that they have taken."""
        self.waits: list[timedelta | None] = []
        """For how long each failed message was put off; None where it was given up."""

    async def open_conversation(self, conversation: Conversation) -> None:
        self._kept[conversation.id] = _Kept(deepcopy(conversation))

    async def accept(
        self, incoming: Incoming, at: datetime, holder: str | None = None, until: datetime | None = None
    ) -> Accepted:
        kept = self._kept.get(incoming.conversation)
        if kept is None:
            raise UnknownConversation(incoming.conversation)
        for message in kept.messages:
            if message.external_id == incoming.external_id:
                return Accepted(message.id, fresh=False)
        issued = {button.id: button for message in kept.messages for button in message.buttons}
        if incoming.button is not None and incoming.button not in issued:
            raise UnknownButton(incoming.button)
        pressed = issued[incoming.button] if incoming.button else incoming.command
        said = pressed.label if pressed else incoming.text or ""
        written = min(incoming.written_at or at, at)
        message = self._append(
            kept, Author.INSURED, said, written, external_id=incoming.external_id, pressed=pressed
        )
        message = self._attached(kept, message, incoming.attachments)
        if kept.conversation.owner is Owner.STAFF:
            kept.states[message.id] = "staff"
            return Accepted(message.id, True, message, for_staff=True)
        if kept.conversation.owner is Owner.CLOSED:
            ownership.reopen(kept.conversation, None)
        kept.states[message.id], kept.due = "pending", kept.due or at
        leased = bool(holder and until and await self.lease(incoming.conversation, holder, at, until))
        return Accepted(message.id, True, message, leased)

    def _attached(self, kept: _Kept, message: Message, ids: Sequence[str]) -> Message:
        for id in ids:
            self.documents[id] = replace(self.documents[id], message=message.id)
        taken = tuple(self.documents[id] for id in ids)
        kept.messages[-1] = message = replace(message, documents=taken)
        return message

    async def lease(
        self, conversation: str, holder: str, now: datetime, until: datetime, *, renewing: bool = False
    ) -> bool:
        kept = self._kept[conversation]
        if renewing and kept.holder != holder:
            return False
        if kept.holder not in (None, holder) and kept.until is not None and kept.until >= now:
            return False
        kept.holder, kept.until = holder, until
        return True

    async def release(self, conversation: str, holder: str) -> None:
        kept = self._kept[conversation]
        if kept.holder == holder:
            kept.holder = kept.until = None

    async def next_work(self, conversation: str, now: datetime) -> Work | None:
        kept = self._kept[conversation]
        message = next(kept.pending(), None)
        if message is None or (not self._impatient and (kept.due is None or kept.due > now)):
            return None
        claim = self.claims.get(kept.conversation.claim or "")
        sent = tuple(each for each in self.documents.values() if each.message is not None)
        return Work(deepcopy(kept.conversation), message, deepcopy(claim), documents=sent)

    async def waiting(self, now: datetime) -> list[str]:
        return [
            name
            for name, kept in self._kept.items()
            if kept.due is not None and kept.due <= now and (kept.until is None or kept.until < now)
        ]

    async def finish(
        self,
        work: Work,
        holder: str,
        replies: Sequence[Reply],
        claims: Sequence[Claim],
        at: datetime,
        mails: Sequence[Mail] = (),
    ) -> Settled:
        kept = self._held(work, holder)
        if not kept.conversation.may_speak_bot():
            replies = [reply for reply in replies if reply.author is not Author.BOT]
        for claim in claims:
            self.claims[claim.id] = deepcopy(claim)
        self.mails += mails
        return self._settle(kept, work, "answered", replies, at, at)

    async def postpone(
        self, work: Work, holder: str, until: datetime | None, replies: Sequence[Reply], at: datetime
    ) -> Settled:
        kept = self._held(work, holder)
        self.waits.append(until - at if until else None)
        return self._settle(kept, work, "pending" if until else "failed", replies, at, until or at)

    async def messages(self, conversation: str, after: int = 0, limit: int = 500) -> list[Message]:
        return [message for message in self._kept[conversation].messages if message.seq > after][:limit]

    async def conversation(self, conversation: str) -> Conversation | None:
        kept = self._kept.get(conversation)
        return deepcopy(kept.conversation) if kept else None

    async def healthy(self) -> bool:
        return True

    def take_over(self, conversation: str, holder: str, until: datetime) -> None:
        """Another process gets hold of the conversation, whoever held it."""
        self._kept[conversation].holder, self._kept[conversation].until = holder, until

    def move(self, claim: Claim, conversation: str) -> Claim:
        """A draft goes on in another conversation; the one that had it forgets it."""
        holder = self._kept[claim.conversation].conversation
        if holder.id != conversation and holder.claim == claim.id:
            holder.claim = None
            holder.forget_notice()
        claim.conversation = self._kept[conversation].conversation.id
        self._kept[conversation].conversation.claim = claim.id
        return deepcopy(claim)

    def state(self, conversation: str, text: str) -> str:
        """How the message with this text stands: pending, answered, failed or staff."""
        kept = self._kept[conversation]
        return next(kept.states[message.id] for message in kept.messages if message.text == text)

    def _held(self, work: Work, holder: str) -> _Kept:
        kept = self._kept[work.conversation.id]
        if kept.holder != holder or kept.states[work.message.id] != "pending":
            raise LeaseLost(work.conversation.id)
        return kept

    def _settle(
        self, kept: _Kept, work: Work, state: str, replies: Sequence[Reply], at: datetime, due: datetime
    ) -> Settled:
        place = kept.messages.index(work.message)
        kept.messages[place] = replace(work.message, attempts=work.message.attempts + 1)
        kept.states[work.message.id] = state
        stored = [
            self._append(kept, reply.author, reply.text, at, buttons=reply.buttons, asks=reply.asks)
            for reply in replies
        ]
        owner = kept.conversation.owner
        silent = not kept.conversation.may_speak_bot()
        kept.conversation = deepcopy(work.conversation)
        if silent:
            kept.conversation.owner = owner
        elif kept.conversation.owner is Owner.WAITING and owner is Owner.BOT:
            kept.conversation.waiting_since = at
        waits = any(kept.pending())
        kept.due = due if waits else None
        held = waits and (due <= at or self._impatient)
        if not held:
            kept.holder = kept.until = None
        return Settled(stored, held)

    def _append(self, kept: _Kept, author: Author, text: str, at: datetime, **rest: object) -> Message:
        number = len(kept.messages) + 1
        blank = Message(f"{kept.conversation.id}-{number}", number, author, text, at)
        message = replace(blank, **rest)  # type: ignore[arg-type]
        kept.messages.append(message)
        return message


class MemoryRecords:
    """Policies and earlier claims as laid down by the test; codes move drafts within `store`."""

    def __init__(
        self,
        store: MemoryStore | None = None,
        *,
        policies: Sequence[Policy] | None = None,
        similar: Sequence[Similar] = (),
        statuses: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        """`policies` None: nothing can be looked up. `statuses`: by reference and the factor that opens it."""
        self._store, self._policies, self._similar = store, policies, tuple(similar)
        self._statuses = statuses or {}
        self.codes: dict[str, str] = {}
        """Claim by code."""

    async def policy(self, claim: Claim) -> PolicyCheck | None:
        if self._policies is None:
            return None
        insured, day = Insured.of(claim), relevant_day(claim, ("claim_made_on", "occurred_on"))
        return check(self._policies, insured.policy_number, insured.name, insured.contact, day)

    async def status(self, reference: str, factors: Sequence[str], now: datetime) -> str | None:
        known = (self._statuses.get((reference, factor)) for factor in factors)
        return next((status for status in known if status), None)

    async def similar(self, claim: Claim) -> tuple[Similar, ...]:
        return self._similar

    async def new_code(self, claim: str, now: datetime) -> str:
        code = f"K7-42-Q{len(self.codes) + 2}"
        self.codes[code] = claim
        return code

    async def code_for(self, address: str, conversation: str, now: datetime) -> tuple[str, str] | None:
        assert self._store is not None
        held = [
            claim for claim in self._store.claims.values() if address in str(claim.value("insured_contact"))
        ]
        return (await self.new_code(held[0].id, now), address) if held else None

    async def redeem(
        self, code: str, conversation: str, now: datetime, farewell: Mapping[str, str]
    ) -> Claim | None:
        assert self._store is not None
        draft = self._store.claims.get(self.codes.get(find_code(code) or "", ""))
        return self._store.move(draft, conversation) if draft else None
