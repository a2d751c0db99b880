"""A call that the insured asks for: to which number, and when."""

from datetime import date, timedelta

import pytest

from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading
from bot.service.hearing import CONFIRM
from tests.builders import (
    NOW,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_date,
    a_text,
    day,
)
from tests.unit.service.hearing import hear


def test_a_call_asks_for_number_and_time() -> None:
    first = hear("request_callback", claim=a_claim(), text="call me please")
    assert first.conversation.reasons == [HandoffReason.CALLBACK]
    assert first.outcome.asks == "callback_number"
    number = Reading(insured_contact=a_text("+49 30 901820"))
    second = hear("inform", number, claim=first.claim, conversation=first.conversation, text="030 901820")
    assert second.outcome.asks == "callback_time"
    third = hear(
        "inform",
        Reading(occurred_on=a_date("2026-04-09")),
        claim=second.claim,
        conversation=second.conversation,
        text="tomorrow after 2",
    )
    assert third.conversation.callback["number"] == "+49 30 901820"
    assert third.conversation.callback["time"] == "tomorrow after 2"
    assert third.conversation.callback["days"] == f"{NOW.date() + timedelta(1)}"
    assert not third.claim.knows("occurred_on")
    assert "utter_callback_noted" in third.said
    assert third.outcome.asks == "description"


def test_a_call_with_number_and_time_asks_nothing() -> None:
    number = Reading(insured_contact=a_text("+49 30 901820"))
    heard = hear("request_callback", number, claim=a_claim(), text="call me on 030 901820, tomorrow after 2")
    callback = heard.conversation.callback
    assert (callback["number"], callback["time"]) == ("+49 30 901820", "tomorrow after 2")
    assert "utter_callback_noted" in heard.said


def test_a_question_is_no_time_to_call() -> None:
    claim = a_complete_claim({"insured_contact": "+49 30 901820"}, without="claimant")
    first = hear("request_callback", claim=claim, text="call me")
    asked = hear(
        "nlu_fallback", claim=first.claim, conversation=first.conversation, text="When will I hear from you?"
    )
    assert "time" not in asked.conversation.callback
    assert asked.outcome.asks == "callback_time"


def test_a_call_to_a_known_number_asks_only_when() -> None:
    claim = a_complete_claim({"insured_contact": "+49 30 901820"}, without="claimant")
    assert hear("request_callback", claim=claim, text="call me").outcome.asks == "callback_time"


def test_a_call_to_no_number_is_asked_again_and_can_be_given_up() -> None:
    first = hear(
        "request_callback", claim=a_complete_claim(without="claimant"), text="call me", asks="claimant"
    )
    wrong = hear("nlu_fallback", claim=first.claim, conversation=first.conversation, text="12")
    assert (wrong.said, wrong.outcome.asks) == (["utter_number_invalid"], "callback_number")
    given_up = hear("skip", claim=first.claim, conversation=first.conversation, text="skip")
    assert given_up.outcome.asks == "claimant"


@pytest.mark.parametrize(
    "text",
    [
        "no phone, mail only",
        "I can't answer the phone right now",
        "only by e-mail please",
        "don't have a number",
        "hab kein Telefon, nur Mail",
        "bitte schriftlich",
        "kann grad nicht telefonieren",
        "keine Handynummer",
    ],
)
def test_who_has_no_phone_is_asked_for_another_way_to_reach_them(text: str) -> None:
    unknown = a_complete_claim(without="insured_contact")
    first = hear("request_callback", claim=unknown, text="call me", asks="statement_made")
    assert first.outcome.about == "insured_contact"
    told = hear("inform", claim=first.claim, conversation=first.conversation, text=text)
    assert (told.said, told.outcome.asks) == (["utter_no_callback"], "insured_contact")


@pytest.mark.parametrize(
    "text", ["actually make that wednesday", "doch lieber am Mittwoch", "no, better on Wednesday"]
)
def test_a_call_is_put_to_another_day_and_no_event_is_dated(text: str) -> None:
    claim = a_claim()
    number = Reading(insured_contact=a_text("+49 30 901820"))
    first = hear("request_callback", number, claim=claim, text="call me on 030 901820, tomorrow after 2")
    moved = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-01")),
        claim=claim,
        conversation=first.conversation,
        text=text,
    )
    callback = moved.conversation.callback
    assert callback["time"].lower().startswith(("wednesday", "mittwoch"))
    assert "tomorrow after 2" in callback["time"]
    assert date.fromisoformat(callback["days"]).weekday() == 2
    assert (moved.said[0], moved.outcome.asks) == ("utter_callback_noted", "description")
    assert not moved.claim.knows("occurred_on")


def test_a_day_set_right_while_a_call_waits_is_the_day_of_the_event() -> None:
    claim = a_complete_claim({"insured_contact": "+49 30 901820"}, without="claimant")
    first = hear("request_callback", claim=claim, text="call me tomorrow after 2")
    set_right = Reading(occurred_on=a_date("2026-04-01"))
    told = hear(
        "correct",
        set_right,
        claim=claim,
        conversation=first.conversation,
        text="actually it happened on Wednesday",
    )
    assert told.claim.value("occurred_on") == day("2026-04-01")
    assert told.conversation.callback["time"] == "tomorrow after 2"


def test_a_mail_address_stands_beside_the_number_for_the_call() -> None:
    claim = a_complete_claim({"insured_contact": "+49 151 23456789"}, without="claimant")
    mail = Reading(insured_contact=a_text("sue@larkfield.example"))
    both = hear("inform", mail, claim=claim, asks="claimant", text="sue@larkfield.example")
    assert both.claim.value("insured_contact") == "sue@larkfield.example, +49 151 23456789"
    other = Reading(insured_contact=a_text("+49 30 901820"))
    last = hear("correct", other, claim=claim, conversation=both.conversation, text="my number is 030 901820")
    assert last.claim.value("insured_contact") == "+49 30 901820, sue@larkfield.example"


def test_who_waits_for_a_person_and_cannot_is_told_whom_to_call() -> None:
    first = hear("request_human", claim=a_claim(), text="a person please")
    urgent = hear("nlu_fallback", claim=first.claim, conversation=first.conversation, text="it can't wait")
    assert urgent.said == ["utter_cant_wait"]
    assert urgent.conversation.misunderstood == 0


def test_a_number_in_a_sentence_and_one_said_again_are_no_time() -> None:
    first = hear("request_callback", claim=a_claim(), text="call me please")
    text = "die 020 7946 0018 hab ich doch geschrieben"
    second = hear("inform", claim=first.claim, conversation=first.conversation, text=text)
    assert second.conversation.callback == {"number": "+44 20 7946 0018"}
    third = hear("inform", claim=first.claim, conversation=first.conversation, text="020-7946 0019")
    assert third.conversation.callback == {"number": "+44 20 7946 0019"}
    assert third.outcome.asks == "callback_time"


def test_a_call_goes_to_the_number_that_was_set_right_since() -> None:
    claim = a_complete_claim({"insured_contact": "+49 40 5551234"})
    talk = a_conversation(asks=CONFIRM, callback={"number": "+49 40 5551234", "time": "tomorrow"})
    reading = Reading(insured_contact=a_text("+49 40 55512345"))
    hear("correct", reading, claim=claim, conversation=talk, text="my number is 040-55512345")
    assert talk.callback["number"] == "+49 40 55512345"


def test_on_a_day_on_which_nobody_is_there_no_call_is_promised() -> None:
    number = {"number": "+49 30 901820"}
    turned = hear("inform", asks="callback_time", callback=number, text="Samstag früh um 7")
    assert turned.said == ["utter_callback_noted", "utter_call_closed"]


def test_on_a_day_on_which_somebody_is_there_it_is() -> None:
    number = {"number": "+49 30 901820"}
    turned = hear("inform", asks="callback_time", callback=number, text="Samstag oder Montag um 10")
    assert "utter_call_closed" not in turned.said


def test_a_time_to_call_is_one_whatever_it_sounds_like() -> None:
    number = {"number": "+49 30 901820"}
    text = "so früh wie möglich, ab 7 bin ich in der Werkstatt"
    turned = hear("ask_process", asks="callback_time", callback=number, text=text)
    assert "utter_process" not in turned.said
    assert "time" in turned.conversation.callback
