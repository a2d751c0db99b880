"""Going on in another chat: codes given, mailed and typed, and the chat that the draft has left."""

import pytest

from bot.claims.values import Value
from bot.conversations.model import MOVED
from bot.extraction.found import Reading
from bot.service.intake import Intake
from bot.service.known import Known
from tests.builders import DUTY, PRIVACY, a_claim, a_conversation, a_text, the_catalogue
from tests.unit.service.hearing import hear

WITH_MAIL = Intake(the_catalogue(), PRIVACY, DUTY, by_mail=True)
ADDRESS = Reading(insured_contact=a_text("Mara@example.com"))
TOLD: dict[str, Value | None] = {
    "description": "a lost key",
    "incident_type": "lost_key",
    "insured_contact": "mara@example.com",
}


def test_who_began_elsewhere_is_asked_for_the_address_if_mails_can_be_sent() -> None:
    asked = hear("report_claim", text="hi, I started a report on my phone", intake=WITH_MAIL)
    assert asked.outcome.asks == "draft_mail"
    assert not asked.claim.facts
    without = hear("report_claim", text="hi, I started a report on my phone")
    assert without.said == ["utter_code_from_there"]
    assert without.outcome.asks is None


def test_the_answer_is_the_same_whether_a_draft_is_there_or_not() -> None:
    known = Known(mailed=("K7-42-Q9", "mara@example.com"))
    for looked_up, mails in ((known, [("code", "mara@example.com", {"code": "K7-42-Q9"})]), (Known(), [])):
        turned = hear("inform", ADDRESS, text="mara@example.com", asks="draft_mail", known=looked_up)
        assert turned.said == ["utter_code_if_known"]
        assert [(mail.name, mail.to, mail.values) for mail in turned.outcome.mails] == mails
        assert not turned.claim.facts


def test_who_has_no_address_at_hand_begins_here() -> None:
    assert hear("dont_know", text="no idea", asks="draft_mail").outcome.asks == "description"


def test_what_is_no_address_is_asked_for_again_and_then_left() -> None:
    first = hear("inform", text="number seven", asks="draft_mail")
    assert (first.said, first.outcome.asks) == (["utter_address_invalid"], "draft_mail")
    second = hear("inform", text="number eight", conversation=first.conversation)
    third = hear("inform", text="number nine", conversation=second.conversation)
    assert third.outcome.asks != "draft_mail"


def test_a_code_is_mailed_to_the_address_that_the_claim_holds() -> None:
    code = Known(code="K7-42-Q9")
    turned = hear("ask_process", text="on my computer?", claim=a_claim(TOLD), known=code, intake=WITH_MAIL)
    assert turned.said[:2] == ["utter_code", "utter_code_mailed"]
    assert [mail.to for mail in turned.outcome.mails] == ["mara@example.com"]
    unsent = hear("ask_process", text="on my computer?", claim=a_claim(TOLD), known=code)
    assert "utter_code_mailed" not in unsent.said
    phone = a_claim({**TOLD, "insured_contact": "+49 30 901820"})
    assert not hear(
        "ask_process", text="on my computer?", claim=phone, known=code, intake=WITH_MAIL
    ).outcome.mails


def test_a_code_is_no_story() -> None:
    turned = hear("inform", a_sum_in_a_code(), text="2P-2D-72", known=Known(code_given=True))
    assert turned.said == ["utter_code_invalid"]
    assert not turned.claim.facts


def a_sum_in_a_code() -> Reading:
    return Reading(claimant=a_text("2D"))


def test_where_the_draft_was_it_is_said_once_that_it_has_gone() -> None:
    left = a_conversation(aside={MOVED: True})
    first = hear("affirm", text="ok go on", conversation=left)
    assert (first.said, first.outcome.asks) == (["utter_moved"], None)
    assert "utter_moved" not in hear("affirm", text="ok go on", conversation=first.conversation).said


@pytest.mark.parametrize("intent", ["report_claim", "ask_process", "out_of_scope"])
def test_a_short_question_where_the_draft_was_begins_no_report(intent: str) -> None:
    asked = hear(intent, text="und jetzt?", conversation=a_conversation(aside={MOVED: True}))
    assert (asked.said, asked.outcome.asks, asked.claim.facts) == (["utter_moved"], None, [])


def test_something_new_where_the_draft_was_is_simply_heard() -> None:
    left = a_conversation(aside={MOVED: True})
    told = hear(
        "report_claim", Reading(claimant=a_text("Delta")), conversation=left, text="a new story of ours"
    )
    assert "utter_moved" not in told.said
    assert told.claim.value("claimant") == "Delta"


@pytest.mark.parametrize("asks", ["personal_data", "mitigation"])
def test_a_code_where_a_report_is_open_is_not_spent(asks: str) -> None:
    claim = a_claim(TOLD)
    turned = hear("inform", claim=claim, asks=asks, text="K7-42-Q9")
    assert turned.said == ["utter_code_beside"]
    assert turned.outcome.asks
