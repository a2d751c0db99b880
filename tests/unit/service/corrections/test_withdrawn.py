"""An edited message: what it no longer says is taken back and asked for; what it still says in other words stays."""

from typing import Any

import pytest

from bot.claims.model import Claim, SetBy, Source
from bot.claims.values import Value
from bot.extraction.found import Reading
from bot.service.hearing import Hearing, Understood
from bot.service.outcome import Outcome
from tests.builders import (
    NOW,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_fact,
    a_message,
    a_sent_claim,
    euros,
)
from tests.unit.service.hearing import INTAKE

TOLD = "We lost the key of Alderway Dental, they want about 1,400 euros for it."
SUM = "about 1,400 euros"


def told(
    field: str, value: Value, words: str, claim: Claim | None = None, text: str = TOLD, **changes: Any
) -> Claim:
    """A claim in which `words` of the message m0 were read as a value."""
    claim = claim or a_claim({"description": text})
    begins = text.index(words)
    source = Source("m0", begins, begins + len(words))
    claim.record(a_fact(field, value, **({"source": source, "set_by": SetBy.INSURED} | changes)))
    return claim


def edited(claim: Claim, text: str, before: str = TOLD, asks: str | None = None) -> tuple[Hearing, Outcome]:
    understood = Understood(
        "correct", Reading(), ("m1",), asks is None, replaces=before, versions={"m0": before}
    )
    hearing = INTAKE.hear(a_conversation(asks=asks), claim, a_message(text), understood, NOW)
    after = INTAKE.answer_after if claim.submitted_at else INTAKE.answer
    return hearing, after(hearing)


def test_a_sum_that_was_edited_out_is_unknown_and_asked_for() -> None:
    claim = told("amount_claimed", euros("1400"), SUM, a_complete_claim(without="amount_claimed"))
    _, outcome = edited(claim, "We lost the key of Alderway Dental.")
    assert claim.value("amount_claimed") is None
    assert claim.knows("amount_claimed")
    assert outcome.asks == "amount_claimed"
    (changed,) = [say for say in outcome.says if say.response == "utter_changed"]
    assert "1,400" in changed.values["changes"]


@pytest.mark.parametrize(
    "now",
    [
        "Oh dear: we lost the key of Alderway Dental; they want ABOUT 1,400  euros for it!",
        "They want about 1,400 euros.",
    ],
)
def test_words_that_are_still_there_are_still_meant(now: str) -> None:
    claim = told("amount_claimed", euros("1400"), SUM)
    hearing, _ = edited(claim, now)
    assert claim.value("amount_claimed") == euros("1400")
    assert hearing.withdrawn == ()


def test_part_of_a_longer_number_is_not_what_was_said() -> None:
    claim = told("amount_claimed", euros("400"), "400 euros", text="They want 400 euros now.")
    edited(claim, "They want 1400 euros5 now.", before="They want 400 euros now.")
    assert claim.value("amount_claimed") is None


def test_what_nobody_can_do_without_is_kept_and_asked_for() -> None:
    (must,) = [
        field.name for field in INTAKE._catalogue.fields if field.must and field.name == "insured_name"
    ]
    claim = told(must, "Mara Lindt", "Mara Lindt", a_complete_claim(without=must), "I am Mara Lindt, hello.")
    _, outcome = edited(claim, "Hello.", before="I am Mara Lindt, hello.")
    assert claim.value(must) == "Mara Lindt"
    assert outcome.asks == must


def test_an_answer_put_in_other_words_stays() -> None:
    answer = "on the same day"
    claim = told("discovered_on", "x", answer, text=answer)
    edited(claim, "the same day!", before=answer, asks="discovered_on")
    assert claim.value("discovered_on") == "x"
    edited(claim, "hm", before=answer, asks="discovered_on")
    assert claim.value("discovered_on") is None


def test_values_of_other_messages_of_buttons_and_of_sent_reports_stay() -> None:
    elsewhere = told("amount_claimed", euros("1400"), SUM, source=Source("m9", 0, 4))
    edited(elsewhere, "Never mind.")
    pressed = told("amount_claimed", euros("1400"), SUM, source=Source("m0"))
    edited(pressed, "Never mind.")
    sent = told("amount_claimed", euros("1400"), SUM, a_sent_claim())
    edited(sent, "Never mind.")
    for claim in (elsewhere, pressed, sent):
        assert claim.value("amount_claimed") == euros("1400")
