"""What the insured told staff is in the draft once the bot goes on."""

import asyncio
from dataclasses import replace

from bot.claims.model import Claim
from bot.extraction.found import Reading, Stated
from bot.service.hearing import Understood
from bot.service.told_staff import Told, read_told
from tests.builders import (
    NOW,
    a_complete_claim,
    a_conversation,
    a_date,
    a_message,
    a_press_of,
    a_span,
    a_text,
    a_work,
)
from tests.fakes import ScriptedReader
from tests.unit.service.hearing import INTAKE, Turned

BACK = a_press_of(("Anna has left", "repeat_question", {}))


def given_back(claim: Claim, told: Told, asks: str) -> Turned:
    conversation = a_conversation(asks=asks)
    understood = Understood("repeat_question", None, ("m9",), False, told_staff=told)
    hearing = INTAKE.hear(conversation, claim, BACK, understood, NOW)
    return Turned(INTAKE.answer(hearing), claim, conversation)


def test_what_was_told_to_staff_is_said_back_and_not_asked() -> None:
    claim = a_complete_claim(without="insured_contact")
    reading = Reading(insured_contact=a_text("pat@doyle.example"))
    turned = given_back(claim, [("m7", reading)], "insured_contact")
    fact = claim.current("insured_contact")
    assert fact is not None
    assert (fact.value, fact.source and fact.source.message) == ("pat@doyle.example", "m7")
    assert turned.outcome.asks == "confirm"


def test_nothing_that_is_known_is_replaced() -> None:
    claim = a_complete_claim(without="statement_made")
    told = Reading(
        occurred_on=a_date("2026-04-05"), claimant=a_text("Somebody Else"), notice_kind=a_text("own_loss")
    )
    before = [claim.value(name) for name in ("occurred_on", "claimant", "notice_kind")]
    turned = given_back(claim, [("m7", told)], "statement_made")
    assert [claim.value(name) for name in ("occurred_on", "claimant", "notice_kind")] == before
    assert turned.outcome.asks == "statement_made"


def test_what_the_catalogue_reads_counts_too() -> None:
    claim = a_complete_claim({"incident_type": "lost_key"}, without="key_marked")
    given_back(
        claim, [("m7", Reading(stated=(Stated("key_marked", "not_marked", 0.8, a_span()),)))], "key_marked"
    )
    assert claim.value("key_marked") == "not_marked"


def test_messages_are_read_as_of_when_they_were_written() -> None:
    reader = ScriptedReader()
    work = replace(a_work(a_message("…")), told_staff=(("m7", "it was yesterday", NOW), ("m8", "ok", NOW)))
    told = asyncio.run(read_told(reader, work))
    assert [message for message, _ in told] == ["m7", "m8"]
