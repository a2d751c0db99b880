"""What is held of a person, table by table: which rows belong to a conversation, and which of them a sent report keeps.

Every table is either here or in `IMPERSONAL`; a test fails for one that is in neither.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, false, not_, or_, select, true

from bot.store.arrival_tables import arrivals
from bot.store.desk_tables import (
    alerts,
    claim_moves,
    notes,
    ownership_events,
    presence,
    read_marks,
    reply_drafts,
)
from bot.store.document_tables import documents
from bot.store.mails import mails
from bot.store.statements import (
    chats,
    claims,
    conversations,
    deliveries,
    facts,
    messages,
    resume_codes,
    tries,
)
from bot.store.understood_tables import understood

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """A conversation, and its claims: those that stay, because they were sent, and those that go."""

    conversation: str
    stays: Sequence[str]
    goes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Holding:
    table: Table
    held: Callable[[Scope], Condition]
    """The rows that belong to the conversation."""
    kept: Callable[[Scope], Condition] = lambda _: false()
    """Those of them that stay with a sent report."""


def _here(table: Table) -> Callable[[Scope], Condition]:
    return lambda scope: table.c.conversation == scope.conversation


def _its_claims(table: Table, column: str = "claim") -> Callable[[Scope], Condition]:
    return lambda scope: table.c[column].in_([*scope.stays, *scope.goes])


def _sent(table: Table, column: str = "claim") -> Callable[[Scope], Condition]:
    return lambda scope: table.c[column].in_(scope.stays)


def _with_report(scope: Scope) -> Condition:
    return true() if scope.stays else false()


def cited(scope: Scope) -> Condition:
    """Messages that a sent report rests on, be it one that went on in another conversation."""
    sources = (
        select(facts.c.source_message)
        .join(claims, claims.c.id == facts.c.claim)
        .where(claims.c.reference.is_not(None), claims.c.id.not_in(scope.goes))
        .where(facts.c.source_message.is_not(None))
    )
    return messages.c.id.in_(sources)


def _codes(scope: Scope) -> Condition:
    issued = resume_codes.c.claim.in_([*scope.stays, *scope.goes])
    return or_(issued, resume_codes.c.used_by == scope.conversation)


def _documents(scope: Scope) -> Condition:
    return or_(_here(documents)(scope), _its_claims(documents)(scope))


def _sent_documents(scope: Scope) -> Condition:
    """Also those whose report went on in another conversation."""
    sent = select(claims.c.id).where(claims.c.reference.is_not(None), not_(claims.c.id.in_(scope.goes)))
    return and_(documents.c.claim.is_not(None), documents.c.claim.in_(sent))


HELD: tuple[Holding, ...] = (
    Holding(chats, _here(chats)),
    Holding(deliveries, _here(deliveries)),
    Holding(resume_codes, _codes),
    Holding(tries, lambda scope: tries.c.subject == f"code {scope.conversation}"),
    Holding(arrivals, _here(arrivals)),
    Holding(alerts, _here(alerts)),
    Holding(mails, _here(mails)),
    Holding(presence, _here(presence)),
    Holding(read_marks, _here(read_marks)),
    Holding(reply_drafts, _here(reply_drafts)),
    Holding(notes, _here(notes), _with_report),
    Holding(ownership_events, _here(ownership_events), _with_report),
    Holding(claim_moves, _its_claims(claim_moves), _sent(claim_moves)),
    Holding(documents, _documents, _sent_documents),
    Holding(understood, _here(understood)),
    Holding(facts, _its_claims(facts), _sent(facts)),
    Holding(messages, _here(messages), cited),
    Holding(claims, _its_claims(claims, "id"), _sent(claims, "id")),
    Holding(conversations, lambda scope: conversations.c.id == scope.conversation, lambda _: true()),
)
"""In the order in which rows can go: what refers to others comes first. Of a conversation an empty row stays."""

IMPERSONAL: Mapping[str, str] = {
    "policies": "the insurer's own book, imported and replaced by it",
    "leases": "which process does what",
    "members": "people at the insurer",
    "recovery_codes": "of people at the insurer",
    "staff_sessions": "of people at the insurer",
    "sign_ins": "of people at the insurer",
    "canned_replies": "texts for everybody",
    "audit": "who did what with which id: proof that must not be altered, without anybody's words",
    "audit_head": "its newest entry",
    "alembic_version": "the schema's version",
}
"""Tables in which nothing of a conversation's person is, and what is there instead."""
