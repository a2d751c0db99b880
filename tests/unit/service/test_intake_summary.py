"""The summary and corrections, large sums, and what comes after sending."""

import pytest

from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading
from bot.service.hearing import CONFIRM, SENDS, Understood
from tests.builders import (
    NOW,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_date,
    a_message,
    a_reading,
    a_sent_claim,
    a_span,
    a_sum,
    a_text,
    day,
    euros,
)
from tests.unit.service.hearing import CATALOGUE, INTAKE, Turned, hear

# The summary


def test_a_yes_at_the_summary_confirms() -> None:
    turned = hear("affirm", claim=a_complete_claim(), asks=CONFIRM, text="yes")
    assert turned.outcome.confirmed
    assert turned.outcome.asks is None


@pytest.mark.parametrize(
    "text",
    [
        "yes please, send it off",
        "that's everything, cheers",
        "nothing to change",
        "off you go then",
        "could you submit it now please?",
        "no, that was another key, send it",
        "na dann schicken Sie halt",
        "von mir aus weg damit",
        "jo eh, passt scho",
        "ja ist richtig so, können Sie losschicken",
        "isch guet so",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "goodbye", "thank", "cancel", "nlu_fallback"])
def test_nothing_but_assent_sends_whatever_it_sounds_like(text: str, intent: str) -> None:
    assert hear(intent, claim=a_complete_claim(), asks=CONFIRM, text=text).outcome.confirmed


@pytest.mark.parametrize(
    ("text", "sends"),
    [("yes", False), ("that's fine", False), ("nothing to change", True), ("send it", True)],
)
def test_a_yes_to_which_point_is_wrong_sends_nothing(text: str, sends: bool) -> None:
    assert hear("deny", claim=a_complete_claim(), asks=CONFIRM, text=text).outcome.confirmed is sends


@pytest.mark.parametrize(
    "text",
    [
        "I did promise him, I told you, we'd see him right",
        "I'm sure he's the one who's right",
        "we agreed ok to pay half",
        "they said it was good",
        "it's still going on by the way",
        "is that right?",
        "can I send it now",
        "ja der Kunde hat schon recht",
        "ist das so richtig?",
        "er hat gesagt es ist alles in Ordnung",
    ],
)
def test_a_yes_with_anything_else_in_it_sends_nothing(text: str) -> None:
    turned = hear("affirm", claim=a_complete_claim(), asks=CONFIRM, text=text)
    assert not turned.outcome.confirmed
    assert turned.outcome.asks == CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "not yet please",
        "don't send it yet",
        "ok but park it till Monday",
        "yes, save it, I'll finish tomorrow",
        "I'd rather wait for my solicitor's ok",
        "ok let me check with my partner first",
        "ja, aufheben",
        "ja, aber noch nicht schicken",
        "Dann warte ich noch. Ich möchte erst mit meinem Mandanten sprechen.",
        "lassen Sie es erst mal liegen",
        "ja schon, aber ich will noch eine Nacht drüber schlafen",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "deny", "request_human", "inform"])
def test_who_wants_to_wait_keeps_a_draft(text: str, intent: str) -> None:
    claim = a_complete_claim()
    turned = hear(intent, claim=claim, asks=CONFIRM, text=text)
    assert turned.said == ["utter_cancelled"]
    assert turned.outcome.stops
    assert not turned.outcome.confirmed
    again = hear("affirm", claim=claim, conversation=turned.conversation, text="ja, aufheben")
    assert not again.outcome.confirmed


@pytest.mark.parametrize("intent", ["affirm", "inform", "thank", "greet"])
def test_a_yes_without_a_summary_confirms_nothing(intent: str) -> None:
    assert not hear(intent, claim=a_complete_claim(), asks="claimant").outcome.confirmed


def test_a_yes_with_something_missing_asks_for_it() -> None:
    turned = hear("affirm", claim=a_complete_claim(without="insured_contact"), asks=CONFIRM)
    assert not turned.outcome.confirmed
    assert turned.outcome.asks == "insured_contact"


@pytest.mark.parametrize("intent", ["deny", "correct"])
def test_a_no_at_the_summary_asks_which_point(intent: str) -> None:
    turned = hear(intent, claim=a_complete_claim(), asks=CONFIRM, text="no")
    assert (turned.outcome.asks, turned.outcome.wording) == (CONFIRM, "which")
    assert turned.labels[0] == "Send it"
    assert {"Happened", "Amount demanded", "Contact"} <= set(turned.labels)
    assert CATALOGUE.missing(turned.claim) == ()


@pytest.mark.parametrize("intent", ["correct", "inform", "deny", "affirm"])
def test_a_correction_at_the_summary_shows_old_and_new_and_asks_again(intent: str) -> None:
    claim = a_complete_claim({"discovered_on": day("2026-04-03")})
    reading = a_reading(discovered_on=a_date("2026-04-05"))
    turned = hear(intent, reading, claim=claim, asks=CONFIRM, text="it was noticed on the 5th")
    assert turned.value_of("utter_changed", "changes") == (
        "Noticed: **Sunday, 5 April 2026** (was Friday, 3 April 2026)"
    )
    assert turned.claim.value("discovered_on") == day("2026-04-05")
    assert turned.outcome.asks == CONFIRM
    assert not turned.outcome.confirmed


def test_a_correction_before_the_summary_is_shown_too() -> None:
    claim = a_claim({"amount_claimed": euros("1400")})
    turned = hear("correct", a_reading(amount_claimed=a_sum("1300")), claim=claim, asks="claimant")
    assert "€1,300" in turned.value_of("utter_changed", "changes")
    assert "was €1,400" in turned.value_of("utter_changed", "changes")


def test_filling_in_what_was_unknown_is_no_correction() -> None:
    turned = hear(
        "inform", a_reading(claimant="Alderway"), claim=a_claim({"claimant": None}), asks="insured_name"
    )
    assert "utter_changed" not in turned.said


def test_a_question_at_the_summary_is_answered_and_the_summary_shown_again() -> None:
    turned = hear("ask_process", claim=a_complete_claim(), asks=CONFIRM)
    assert turned.said == ["utter_process"]
    assert turned.outcome.asks == CONFIRM
    assert not turned.outcome.confirmed


# Severity


@pytest.mark.parametrize("name", ["amount_claimed", "amount_estimated"])
@pytest.mark.parametrize(
    ("currency", "threshold"), next(rule.sum_from for rule in CATALOGUE.severity if rule.sum_from).items()
)
def test_a_large_sum_calls_a_person_and_the_questions_go_on(name: str, currency: str, threshold: int) -> None:
    for low, high, severe in [(1, threshold - 1, False), (threshold, threshold, True), (1, threshold, True)]:
        found = a_sum(str(low), str(high), currency=currency)
        turned = hear("inform", Reading(**{name: found}), asks=name)  # type: ignore[arg-type]
        assert (HandoffReason.SEVERITY in turned.conversation.reasons) is severe
        assert ("utter_urgent" in turned.said) is severe
        assert turned.outcome.asks is not None


def test_severity_is_kept_beside_other_reasons_and_said_once() -> None:
    conversation = a_conversation(asks="amount_claimed")
    conversation.hand_over(HandoffReason.ASKED_FOR)
    claim = a_claim()
    first = hear("inform", Reading(amount_claimed=a_sum("100000")), claim=claim, conversation=conversation)
    second = hear("correct", Reading(amount_claimed=a_sum("120000")), claim=claim, conversation=conversation)
    assert conversation.reasons == [HandoffReason.ASKED_FOR, HandoffReason.SEVERITY]
    assert ("utter_urgent" in first.said, "utter_urgent" in second.said) == (True, False)


# Later messages, and after the notice was sent


def test_facts_of_an_earlier_message_are_not_said_back_again() -> None:
    conversation, claim = a_conversation(), a_claim({"description": "…"})
    reading = Reading(
        claimant=a_text("Alderway", span=a_span(0)), insured_name=a_text("Mara", span=a_span(1))
    )
    understood = Understood("inform", reading, ("m1", "m2"), True)
    outcome = INTAKE.answer(INTAKE.hear(conversation, claim, a_message(id="m2"), understood, NOW))
    turned = Turned(outcome, claim, conversation)
    assert "Mara" in turned.value_of("utter_understood", "facts")
    assert "Alderway" not in turned.value_of("utter_understood", "facts")


@pytest.mark.parametrize(
    ("intent", "response"),
    [
        ("claim_status", "utter_status"),
        ("greet", "utter_status"),
        ("ask_coverage", "utter_coverage"),
        ("ask_privacy", "utter_privacy"),
        ("thank", "utter_thank"),
        ("goodbye", "utter_goodbye"),
        ("request_human", "utter_human"),
        ("complaint", "utter_complaint"),
        ("inform", "utter_added"),
        ("correct", "utter_added"),
        ("nlu_fallback", "utter_added"),
    ],
)
def test_after_sending_every_message_gets_an_answer(intent: str, response: str) -> None:
    turned = hear(intent, claim=a_sent_claim())
    assert turned.said[0] == response
    assert turned.said[1:] in ([], ["utter_answer_by"])
    assert turned.outcome.asks is None


def test_after_sending_a_person_can_still_be_called() -> None:
    turned = hear("request_callback", claim=a_sent_claim())
    assert turned.conversation.reasons == [HandoffReason.CALLBACK]
    assert turned.outcome.asks == "callback_number"


def test_after_sending_the_status_names_the_reference() -> None:
    assert hear("claim_status", claim=a_sent_claim()).value_of("utter_status", "reference") == "FN-26-7K3QD"


# Points by their name


@pytest.mark.parametrize(("intent", "text"), [("affirm", "noticed"), ("correct", "the noticed date")])
def test_a_point_named_alone_is_asked_about_and_nothing_sent(intent: str, text: str) -> None:
    claim = a_complete_claim({"discovered_on": day("2026-04-07")})
    turned = hear(intent, claim=claim, asks=CONFIRM, text=text)
    assert (turned.outcome.asks, turned.outcome.confirmed) == ("discovered_on", False)


@pytest.mark.parametrize("asks", [CONFIRM, "insured_contact"])
def test_the_date_is_wrong_offers_the_days(asks: str) -> None:
    days = {"occurred_on": day("2026-04-03"), "discovered_on": day("2026-04-07")}
    claim = a_complete_claim(days, without=asks)  # type: ignore[arg-type]
    turned = hear("correct", claim=claim, asks=asks, text="the date is wrong")
    assert turned.outcome.asks == CONFIRM
    assert "Claimant" not in turned.labels
    assert "Happened" in turned.labels
    assert ("Send it" in turned.labels) is False


def test_a_no_to_which_point_goes_on_where_something_is_missing() -> None:
    turned = hear("deny", claim=a_complete_claim(without="insured_contact"), asks=CONFIRM, text="no")
    assert (turned.said, turned.outcome.asks) == (["utter_going_on"], "insured_contact")


def test_which_point_is_not_asked_three_times_in_the_same_words() -> None:
    turned = hear("deny", claim=a_complete_claim(), asks=CONFIRM, text="no")
    wordings = [turned.outcome.wording]
    for _ in range(3):
        turned = hear("deny", claim=turned.claim, text="no", conversation=turned.conversation)
        wordings.append(turned.outcome.wording)
    assert wordings.count("which") == 2
    send = turned.outcome.options[0]
    assert (send[0], dict(send[2])) == ("Send it", {SENDS: "yes"})
    assert "Happened" in turned.labels


def test_what_stands_there_already_is_no_correction() -> None:
    claim = a_complete_claim({"amount_claimed": euros("1400")})
    turned = hear(
        "inform", a_reading(amount_claimed=a_sum("1400")), claim=claim, asks=CONFIRM, text="it is 1400"
    )
    assert (turned.said, turned.outcome.wording, turned.labels[:2]) == (
        ["utter_going_on"],
        "first",
        ["Send it", "Change something"],
    )


@pytest.mark.parametrize(
    ("kind", "incident", "said"),
    [
        ("demand", "data_loss", "utter_submitted"),
        ("own_loss", "breach_of_trust", "utter_submitted_own"),
        ("own_loss", "own_cyber_loss", "utter_submitted"),
    ],
)
def test_nobody_is_told_to_admit_nothing_where_there_is_nobody_to_admit_it_to(
    kind: str, incident: str, said: str
) -> None:
    claim = a_complete_claim({"notice_kind": kind, "incident_type": incident})
    conversation, message = a_conversation(), a_message("yes")
    hearing = INTAKE.hear(conversation, claim, message, Understood("affirm", None, ("m1",), False), NOW)
    assert INTAKE.sent(hearing).says[0].response == said
