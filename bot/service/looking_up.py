"""Which of the insurer's records a message calls for."""

from datetime import datetime

from bot.claims.model import Status
from bot.claims.reference import parse_reference
from bot.service import elsewhere, likeness
from bot.service.hearing import Hearing
from bot.service.known import Known
from bot.service.ports import Records
from bot.service.side_questions import DRAFT_MAIL, FACTOR
from bot.service.texts import texts

_POLICY = frozenset(
    {"policy_number", "insured_name", "insured_firm", "insured_contact", "claim_made_on", "occurred_on"}
)
"""Fields on which it depends which policy is meant and whether it covers the day."""


async def look_up(hearing: Hearing, records: Records, now: datetime) -> Known:
    """Only what the message calls for is looked up; `now` is the real time."""
    claim, conversation = hearing.claim, hearing.conversation
    if claim.status is not Status.DRAFT:
        return Known(status=await _status(hearing, records, now))
    code = elsewhere.typed_code(hearing)
    if code is not None:
        moved = await records.redeem(code, conversation.id, now, texts("draft_moved"))
        return Known(resumed=moved, code_given=True)
    address = elsewhere.named_address(hearing) if hearing.asked == DRAFT_MAIL else None
    if address is not None:
        return Known(mailed=await records.code_for(address, conversation.id, now))
    # "It was on the website since March" tells what happened and wishes nothing.
    tells = bool(hearing.heard.changes) and "?" not in hearing.message.text
    wants_code = "device" in hearing.topics and bool(claim.facts) and not (hearing.story or tells)
    ready = not hearing.catalogue.missing(claim) and likeness.LOOKED_UP not in conversation.asked
    return Known(
        policy=await records.policy(claim) if _POLICY & set(hearing.heard.fields) else None,
        status=await _status(hearing, records, now),
        similar=await records.similar(claim) if ready else (),
        code=await records.new_code(claim.id, now) if wants_code else None,
    )


async def _status(hearing: Hearing, records: Records, now: datetime) -> str | None:
    """The status of the claim that is asked for, once reference and second factor are there."""
    text = hearing.message.text
    asked = hearing.asked == FACTOR
    reference = parse_reference(text) or (hearing.conversation.aside.get("reference") if asked else None)
    if reference is None or not (asked or hearing.intent == "claim_status"):
        return None
    contact = hearing.reading.insured_contact if hearing.reading else None
    policy = hearing.reading.policy_number if hearing.reading else None
    factors = [found.value for found in (contact, policy) if found is not None]
    if asked and not factors:
        factors = [" ".join(text.split())]
    return await records.status(reference, factors, now)
