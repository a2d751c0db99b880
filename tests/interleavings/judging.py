"""Whether a world kept the promises: one speaker, and no message lost, doubled or out of order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from bot.conversations.message import Author
from bot.store.database import Database
from bot.store.desk_tables import ownership_events
from bot.store.statements import claims, conversations, deliveries, facts, messages
from tests.interleavings.world import STAFF, World

_JOINED, _FOLLOWED, _LEFT, _CLOSED = " has joined", " has taken over from ", " has left", " has closed"


async def judge(world: World) -> list[str]:
    """What went wrong, in words; nothing if all is well."""
    async with Database.read(world.processes[0].database) as connection:

        async def rows(wanted: Any) -> Sequence[Any]:
            return (await connection.execute(wanted)).all()

        this = world.name
        said = await rows(select(messages).where(messages.c.conversation == this).order_by(messages.c.seq))
        talk = (await rows(select(conversations).where(conversations.c.id == this)))[0]
        events = await rows(
            select(ownership_events)
            .where(ownership_events.c.conversation == this)
            .order_by(ownership_events.c.id)
        )
        kept = await rows(
            select(facts).join(claims, claims.c.id == facts.c.claim).where(claims.c.conversation == this)
        )
        sent = await rows(select(deliveries).where(deliveries.c.conversation == this))
    return [
        *_one_speaker(said),
        *_owners(events, talk, said),
        *_nothing_lost(world, said, talk),
        *_answers(said),
        *_facts(world, said, kept),
        *(_chat(world, said, sent) if world.pushed else ()),
        *(f"bot handed out for sending under staff: {text}" for text in world.seen.late),
    ]


def _speaker(row: Any, before: str | None) -> str | None:
    """Who of staff has the conversation after a message, "closed", or None: as the lines tell it that everybody reads."""
    if row.author == Author.SYSTEM:
        for mark in (_JOINED, _FOLLOWED):
            if mark in row.text:
                return str(row.text.split()[0])
        if _LEFT in row.text:
            return None
        if _CLOSED in row.text:
            return "closed"
    if row.author == Author.INSURED and before == "closed":
        return None
    return before


def _one_speaker(said: Sequence[Any]) -> Iterator[str]:
    speaker: str | None = None
    for row in said:
        if row.author == Author.BOT and speaker is not None:
            yield f"bot speaks at {row.seq} though it is with {speaker}"
        if row.author == Author.STAFF and row.staff != speaker:
            yield f"{row.staff} speaks at {row.seq} though it is with {speaker}"
        if row.author == Author.SYSTEM and _JOINED in row.text and speaker not in (None, "closed"):
            yield f"taken twice at {row.seq}: from {speaker}"
        speaker = _speaker(row, speaker)


def _owners(events: Sequence[Any], talk: Any, said: Sequence[Any]) -> Iterator[str]:
    owner, staff = "bot", None
    for event in events:
        legal = {
            "handoff": owner == "bot",
            "take": owner in ("bot", "waiting"),
            "transfer": owner == "staff" and event.staff != staff and event.by == staff,
            "give_back": owner == "staff" and event.by == staff,
            "close": owner != "closed" and (owner != "staff" or event.by == staff),
            "reopen": owner == "closed",
        }
        if not legal.get(event.move):
            yield f"{event.move} by {event.by} of what was {owner} with {staff}"
        owner, staff = event.owner, event.staff
    if (owner, staff) != (talk.owner, talk.staff):
        yield f"history ends with {owner} {staff}, the conversation is {talk.owner} {talk.staff}"
    speaker: str | None = None
    for row in said:
        speaker = _speaker(row, speaker)
    named = STAFF[talk.staff].name if talk.staff else "closed" if talk.owner == "closed" else None
    if speaker != named:
        yield f"the lines end with {speaker}, the conversation is with {named}"


def _nothing_lost(world: World, said: Sequence[Any], talk: Any) -> Iterator[str]:
    if [row.seq for row in said] != list(range(1, talk.last_seq + 1)):
        yield f"numbers are not 1 to {talk.last_seq}"
    heard = [row.external_id for row in said if row.author == Author.INSURED]
    if heard != world.seen.accepted:
        yield f"insured said {world.seen.accepted}, stored is {heard}"
    wrote = Counter(row.text for row in said if row.author == Author.STAFF)
    if wrote != Counter(world.seen.written):
        yield f"staff wrote {world.seen.written}, stored is {dict(wrote)}"
    read = [(message.seq, message.id) for message in world.seen.read]
    if read != [(row.seq, row.id) for row in said]:
        yield "a browser has read something else than is stored"


def _answers(said: Sequence[Any]) -> Iterator[str]:
    answered = Counter(row.answers for row in said if row.author == Author.BOT)
    places = {row.id: row.seq for row in said}
    for row in said:
        if row.state == "pending":
            yield f"message {row.seq} was never answered"
        if row.author == Author.INSURED and answered[row.id] != (1 if row.state == "answered" else 0):
            yield f"message {row.seq} is {row.state} and was answered {answered[row.id]} times by the bot"
        if row.author == Author.BOT and places[row.answers] > row.seq:
            yield f"answer {row.seq} stands before its question"
    order = [places[row.answers] for row in said if row.author == Author.BOT]
    if order != sorted(order):
        yield "questions were answered out of order"
    speaker: str | None = None
    left: list[Any] = []
    for row in said:
        speaker = _speaker(row, speaker)
        if row.author == Author.INSURED and row.state == "staff" and speaker is None:
            left.append(row)
        elif speaker is not None:
            left.clear()
    for row in left:
        yield f"message {row.seq} was left to staff, and no staff came"


def _facts(world: World, said: Sequence[Any], kept: Sequence[Any]) -> Iterator[str]:
    by_claim: dict[str, list[int]] = {}
    for fact in kept:
        by_claim.setdefault(fact.claim, []).append(fact.seq)
    for claim, numbers in by_claim.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"facts of {claim} are numbered {sorted(numbers)}"
    told = Counter(fact.source_message for fact in kept if fact.field == "description")
    for row in said:
        wanted = 1 if row.author == Author.INSURED and row.state == "answered" else 0
        if told[row.id] != wanted:
            yield f"message {row.seq} ({row.state}) has {told[row.id]} facts"
    edited = Counter(fact.reason for fact in kept if fact.set_by == "staff")
    if edited != Counter(world.seen.edited):
        yield f"staff edited {world.seen.edited}, stored is {dict(edited)}"


def _chat(world: World, said: Sequence[Any], sent: Sequence[Any]) -> Iterator[str]:
    states = {row.message: row.state for row in sent}
    outgoing = [row for row in said if row.author != Author.INSURED]
    arrived = [message.seq for message in world.seen.delivered]
    if arrived != sorted(arrived):
        yield f"the chat got {arrived}"
    if len(arrived) > len(set(arrived)) + world.seen.crashes:
        yield f"the chat got messages twice: {arrived}"
    for row in outgoing:
        state = states.get(row.id)
        if state == "dropped" and row.author != Author.BOT:
            yield f"{row.author} message {row.seq} was dropped"
        if state not in ("sent", "dropped"):
            yield f"message {row.seq} is {state}"
        if (row.seq in arrived) != (state == "sent") and not (state == "dropped" and world.seen.crashes):
            yield f"message {row.seq} is {state}, but arrived: {row.seq in arrived}"
    speaker: str | None = None
    by_number = {row.seq: row for row in said}
    for number in arrived:
        row = by_number[number]
        speaker = _speaker(row, speaker)
        if row.author == Author.BOT and speaker is not None and speaker != "closed":
            yield f"the chat got bot message {number} while it was with {speaker}"
