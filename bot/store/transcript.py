"""A whole conversation as it is stored: what was said, which message answered which, and the claims that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from bot.claims.model import Claim
from bot.claims.reference import parse_reference
from bot.conversations.message import Author, Message
from bot.conversations.model import Conversation
from bot.store.database import Database
from bot.store.rows import claim_from, conversation_from, message_from
from bot.store.statements import claims, conversations, facts, messages


@dataclass(frozen=True, slots=True)
class Transcript:
    conversation: Conversation
    messages: tuple[Message, ...]
    """In the order in which they were stored."""
    answers: Mapping[str, str]
    """Id of a reply -> id of the message that it answers; staff answer none in particular."""
    claims: tuple[Claim, ...]
    """Oldest first."""


async def read_transcript(database: Database, wanted: str) -> Transcript | None:
    """The conversation with this id, or the one of the claim with this reference; None if there is neither."""
    reference = parse_reference(wanted) or wanted
    of_claim = select(claims.c.conversation).where(claims.c.reference == reference)
    async with database.read(much=True) as connection:
        identity = await connection.scalar(of_claim)
        chosen = select(conversations).where(conversations.c.id == (identity or wanted))
        conversation = (await connection.execute(chosen)).first()
        if conversation is None:
            return None
        said = await connection.execute(
            select(messages).where(messages.c.conversation == conversation.id).order_by(messages.c.seq)
        )
        spoken = said.all()
        reported = await connection.execute(
            select(claims)
            .where(claims.c.conversation == conversation.id)
            .order_by(claims.c.opened_at, claims.c.id)
        )
        found = []
        for claim in reported.all():
            its = select(facts).where(facts.c.claim == claim.id).order_by(facts.c.seq)
            found.append(claim_from(claim, (await connection.execute(its)).all()))
    return Transcript(
        conversation_from(conversation),
        tuple(message_from(row) for row in spoken),
        {row.id: row.answers for row in spoken if row.answers and row.author != Author.INSURED},
        tuple(found),
    )
