"""Rows to objects and back, written out by hand so that neither side has to know the other."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar, clocks, next_for_staff
from bot.claims.model import Claim, Fact, SetBy, Source, Status
from bot.claims.severity import assess
from bot.claims.values import Money, Period, from_json, to_json
from bot.conversations.message import Author, Button, Message
from bot.conversations.model import Conversation, Doubt, HandoffReason, Owner

_PERIODS = {"occurred_on": "occurred", "discovered_on": "discovered", "claim_made_on": "claim_made"}
_TOO_LARGE = 10**14
"""Sums from here on do not fit their columns; nobody owes them, but somebody may write them."""
_TEXTS = ("incident_type", "notice_kind", "claimant", "insured_name", "insured_contact", "policy_number")


def conversation_from(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        channel=row.channel,
        opened_at=row.opened_at,
        language=row.language,
        language_known=row.language_known,
        timezone=row.timezone,
        region=row.region,
        owner=Owner(row.owner),
        reasons=[HandoffReason(reason) for reason in row.reasons],
        claim=row.claim,
        asks=row.asks,
        asked=dict(row.asked),
        trail=list(row.trail),
        said=list(row.said),
        aside=dict(row.aside),
        callback=dict(row.callback),
        doubts=tuple(Doubt(doubt["field"], tuple(doubt["readings"])) for doubt in row.doubts),
        misunderstood=row.misunderstood,
        introduced=row.introduced,
        clock_offset=timedelta(seconds=row.clock_offset),
        apologised_for=row.apologised_for,
        other_language=row.other_language,
        heard_at=row.heard_at,
        staff=row.staff,
        waiting_since=row.waiting_since,
        dealt_with=[HandoffReason(reason) for reason in row.dealt_with],
        vouched=dict(row.vouched),
        account=row.account,
    )


def conversation_columns(conversation: Conversation) -> dict[str, Any]:
    """All columns that belong to the conversation itself, without those of its lease and queue."""
    return {
        "channel": conversation.channel,
        "opened_at": conversation.opened_at,
        "language": conversation.language,
        "language_known": conversation.language_known,
        "timezone": conversation.timezone,
        "region": conversation.region,
        "owner": conversation.owner.value,
        "reasons": [reason.value for reason in conversation.reasons],
        "claim": conversation.claim,
        "asks": conversation.asks,
        "asked": conversation.asked,
        "trail": conversation.trail,
        "said": conversation.said,
        "aside": conversation.aside,
        "callback": conversation.callback,
        "doubts": [{"field": doubt.field, "readings": list(doubt.readings)} for doubt in conversation.doubts],
        "misunderstood": conversation.misunderstood,
        "introduced": conversation.introduced,
        "clock_offset": conversation.clock_offset.total_seconds(),
        "apologised_for": conversation.apologised_for,
        "other_language": conversation.other_language,
        "heard_at": conversation.heard_at,
        "staff": conversation.staff,
        "waiting_since": conversation.waiting_since,
        "dealt_with": [reason.value for reason in conversation.dealt_with],
        "vouched": conversation.vouched,
        "account": conversation.account,
    }


def message_from(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        seq=row.seq,
        author=Author(row.author),
        text=row.text,
        at=row.at,
        external_id=row.external_id,
        pressed=button_from(row.pressed) if row.pressed else None,
        buttons=tuple(button_from(data) for data in row.buttons),
        asks=row.asks,
        attempts=row.attempts,
        staff=row.staff,
        edits=row.edits,
    )


def button_data(button: Button) -> dict[str, Any]:
    return {
        "id": button.id,
        "label": button.label,
        "intent": button.intent,
        "entities": dict(button.entities),
    }


def button_from(data: Mapping[str, Any]) -> Button:
    return Button(data["id"], data["label"], data["intent"], data["entities"])


def claim_from(row: Row[Any], facts: Sequence[Row[Any]]) -> Claim:
    return Claim(
        id=row.id,
        line=row.line,
        conversation=row.conversation,
        opened_at=row.opened_at,
        status=Status(row.status),
        reference=row.reference,
        submitted_at=row.submitted_at,
        confirmed_seq=row.confirmed_seq,
        facts=[_fact(fact) for fact in facts],
    )


def claim_columns(claim: Claim, catalogue: Catalogue, calendar: Calendar) -> dict[str, Any]:
    """The claim's own columns, the projection of its facts, and how urgent it is."""
    clock = next_for_staff(clocks(claim, catalogue, claim.opened_at, calendar.zone, calendar.is_holiday))
    columns: dict[str, Any] = {
        "line": claim.line,
        "conversation": claim.conversation,
        "reference": claim.reference,
        "status": claim.status.value,
        "opened_at": claim.opened_at,
        "submitted_at": claim.submitted_at,
        "confirmed_seq": claim.confirmed_seq,
        "fact_count": len(claim.facts),
        "severity": assess(claim, catalogue).level.rank,
        "next_due": clock.due if clock else None,
    }
    for name, column in _PERIODS.items():
        value = claim.value(name)
        period = value if isinstance(value, Period) else None
        columns[f"{column}_from"] = period.start if period else None
        columns[f"{column}_to"] = period.end if period else None
    sums = [
        value
        for name in ("amount_claimed", "amount_estimated")
        if isinstance(value := claim.value(name), Money)
    ]
    money = sums[0] if sums and sums[0].high < _TOO_LARGE else None
    columns |= {
        "amount_low": money.low if money else None,
        "amount_high": money.high if money else None,
        "amount_currency": money.currency if money else None,
        "amount_approximate": money.approximate if money else None,
    }
    columns |= {name: claim.value(name) for name in _TEXTS}
    derived = catalogue.derived.get(str(columns["incident_type"]), {})
    return columns | {"loss_kind": derived.get("loss_kind"), "cover_section": derived.get("cover_section")}


def fact_columns(fact: Fact) -> dict[str, Any]:
    return {
        "seq": fact.seq,
        "field": fact.field,
        "value": to_json(fact.value),
        "precision": fact.precision.value,
        "confidence": fact.confidence,
        "set_by": fact.set_by.value,
        "at": fact.at,
        "source_message": fact.source.message if fact.source else None,
        "source_start": fact.source.start if fact.source else None,
        "source_end": fact.source.end if fact.source else None,
        "replaces": fact.replaces,
        "member": fact.member,
        "reason": fact.reason,
        "origin": fact.origin,
    }


def _fact(row: Row[Any]) -> Fact:
    source = Source(row.source_message, row.source_start, row.source_end) if row.source_message else None
    return Fact(
        field=row.field,
        value=from_json(row.value),
        set_by=SetBy(row.set_by),
        at=row.at,
        confidence=row.confidence,
        source=source,
        seq=row.seq,
        replaces=row.replaces,
        member=row.member,
        reason=row.reason,
        origin=row.origin,
    )
