"""A question is answered wherever it comes: beside an answer, at the summary, with the order to send, after sending."""

import pytest

from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading, Span
from bot.service.asked_beside import without_days_ahead
from bot.service.hearing import CONFIRM
from tests.builders import a_complete_claim, a_date, a_sent_claim, a_text
from tests.unit.service.hearing import hear


@pytest.mark.parametrize(
    ("text", "response"),
    [
        (
            "I fixed it the same day, you keep ignoring me - should I just pay him the 1150 to get it over with?",
            "utter_pay",
        ),
        ("am 17. hat er angerufen und ich hab gefragt ob das meine schuld war", "utter_fault"),
        ("Tom Bexley. and about the photos/screenshots?", "utter_documents"),
        (
            "it stopped on the 3rd I think. do I have to report this to the data protection authority?",
            "utter_tell_authority",
        ),
        (
            "nee das war der Chef. muss ich dem anwalt selbst antworten oder macht ihr das?",
            "utter_who_answers",
        ),
        ("keine Ahnung. kriegt man bei euch auch einen anwalt, brauche ich einen anwalt?", "utter_lawyer"),
        ("ok. wer ruft mich am montag an?", "utter_contacted"),
        ("no. can I tell the client that you pay?", "utter_promise"),
        ("it was the plugin, and what number is the reference", "utter_reference_later"),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "nlu_fallback", "ask_process"])
def test_a_question_is_answered_whatever_the_message_is_taken_for(
    text: str, response: str, intent: str
) -> None:
    turned = hear(intent, claim=a_complete_claim(without="claimant"), asks="claimant", text=text)
    assert response in turned.said
    assert "utter_process" not in turned.said


def test_what_is_told_beside_a_question_is_kept() -> None:
    claim = a_complete_claim(without="claimant")
    reading = Reading(claimant=a_text("Green Oak Cafe"))
    turned = hear(
        "inform", reading, claim=claim, asks="claimant", text="Green Oak Cafe. Should I just pay him?"
    )
    assert claim.value("claimant") == "Green Oak Cafe"
    assert "utter_pay" in turned.said


@pytest.mark.parametrize(
    "text",
    [
        "ja bitte abschicken. aber nochmal: wer antwortet dem anwalt?",
        "send it please. do I need a lawyer?",
        "jetzt passts, abschicken. soll ich dem kunden nen anwalt nennen?",
        "I don't need an emergency line, thank you. Send it please.",
        "I don't like that wording, but never mind. send it",
        "damage is about that, not sure. send it",
        "ok. dann schick es halt ab. wer ruft mich an?",
        "ja bitte abschicken, danke schön. müssen wir das der Datenschutzbehörde melden?",
        "abschicken. Montag um 7 passt",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "inform", "ask_process", "thank"])
def test_an_order_to_send_beside_something_harmless_sends(text: str, intent: str) -> None:
    assert hear(intent, claim=a_complete_claim(), asks=CONFIRM, text=text).outcome.confirmed


@pytest.mark.parametrize(
    "text",
    [
        "send it, the client is Miller",
        "the amount is wrong. send it",
        "my company is missing. send it please",
        "send it. but tell them the number has PI in front",
        "so passt's, aber wo steht unsere Firma?",
        "yes but who pays me?",
        "wait. should I send it?",
        "send it when my boss has read it. can I continue later?",
        "abschicken, aber erst morgen. wer ruft mich an?",
        "send it. is the date right in there?",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "inform", "ask_process"])
def test_what_sets_right_holds_back_or_lacks_something_sends_nothing(text: str, intent: str) -> None:
    assert not hear(intent, claim=a_complete_claim(), asks=CONFIRM, text=text).outcome.confirmed


@pytest.mark.parametrize(
    "text",
    [
        "nummer hab ich nicht. muss ich dem anwalt jetzt eigentlich selbst antworten oder macht ihr das für mich?",
        "don't have it here. will somebody from your team ring me today or do I have to wait for long?",
        "keine Policennummer da. wie lange dauert das?",
    ],
)
def test_a_number_that_is_not_there_is_not_asked_for_again_for_a_question(text: str) -> None:
    claim = a_complete_claim(without="policy_number")
    turned = hear("ask_process", claim=claim, asks="policy_number", text=text)
    assert claim.knows("policy_number")
    assert turned.outcome.asks == CONFIRM


def test_a_question_alone_declines_nothing() -> None:
    claim = a_complete_claim(without="policy_number")
    hear("ask_process", claim=claim, asks="policy_number", text="where do I find the number?")
    assert not claim.knows("policy_number")


def test_a_number_to_call_beside_the_order_is_taken_and_sent() -> None:
    claim = a_complete_claim()
    reading = Reading(insured_contact=a_text("+49 30 901820"))
    turned = hear(
        "inform", reading, claim=claim, asks=CONFIRM, text="ok. also my mobile 030 901820. Please send"
    )
    assert turned.outcome.confirmed
    assert "901820" in str(claim.value("insured_contact"))


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("can i send you the plan as pdf", "utter_documents"),
        ("sorry what number is the reference", "utter_reference"),
        ("when will somebody write me, my answer is until wednesday!", "utter_contacted_sent"),
        ("do we have to tell bloom's insurer too?", "utter_tell_insurer"),
        ("wer beauftragt einen anwalt, ich oder ihr?", "utter_lawyer"),
        ("Soll ich die Unterlassungserklärung unterschreiben?", "utter_sign"),
        ("do we have to accept their offer", "utter_sign"),
        ("Soll ich die Rechnung der Rüegg in der Zwischenzeit bestreiten?", "utter_dispute"),
        ("can i pay the penalty to govt now? interest is running", "utter_pay_authority"),
        ("did the firm in Leeds change its name meanwhile?", "utter_question_noted"),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "ask_process", "claim_status"])
def test_a_question_after_sending_has_its_answer(text: str, response: str, intent: str) -> None:
    assert hear(intent, claim=a_sent_claim(), text=text).said[0] == response


@pytest.mark.parametrize("intent", ["inform", "ask_process"])
def test_what_asks_nothing_is_added(intent: str) -> None:
    text = "and i reckon the client will be ok w it"
    assert hear(intent, claim=a_sent_claim(), text=text).said[0] == "utter_added"


def test_who_asks_who_calls_books_no_call() -> None:
    turned = hear("request_callback", claim=a_sent_claim(), text="wer ruft mich am montag an?")
    assert turned.said == ["utter_contacted_sent"]
    assert not turned.conversation.callback


def test_a_question_is_answered_at_a_side_question_too() -> None:
    turned = hear("inform", asks="callback_number", text="do I need a lawyer for this?")
    assert turned.said == ["utter_lawyer"]
    assert turned.outcome.asks == "callback_number"


def test_the_wish_for_a_person_counts_beside_what_is_told() -> None:
    text = (
        "Sie ignorieren mich komplett. Ich will jetzt mit einem Menschen reden. Und der Kunde heißt Lüders."
    )
    claim = a_complete_claim(without="claimant")
    turned = hear("inform", Reading(claimant=a_text("Lüders")), claim=claim, asks="claimant", text=text)
    assert "utter_human" in turned.said
    assert HandoffReason.ASKED_FOR in turned.conversation.reasons
    assert claim.value("claimant") == "Lüders"


def test_who_stops_for_now_is_let_go_with_what_they_told() -> None:
    text = "Kylie Harmon. I'd rather stop now and do the rest when Graham is back on Monday, is it saved?"
    claim = a_complete_claim(without="insured_name")
    turned = hear(
        "inform", Reading(insured_name=a_text("Kylie Harmon")), claim=claim, asks="insured_name", text=text
    )
    assert turned.said[-1] == "utter_goodbye"
    assert turned.outcome.stops
    assert claim.value("insured_name") == "Kylie Harmon"


@pytest.mark.parametrize(
    ("text", "word", "calls", "kept"),
    [
        ("who calls me on monday?", "monday", False, False),
        ("und wer ist am montag zuständig", "montag", False, False),
        ("Montag um 7 passt, abschicken", "Montag", True, False),
        ("Montag um 7 passt, abschicken", "Montag", False, True),
        ("it broke on monday. who calls me?", "monday", False, True),
        ("was it on monday?", "monday", False, True),
    ],
)
def test_a_day_still_to_come_is_no_day_of_the_loss(text: str, word: str, calls: bool, kept: bool) -> None:
    at = text.index(word)
    day = a_date("2026-04-06", span=Span(0, at, at + len(word)))
    reading = without_days_ahead(Reading(occurred_on=day, dates=(day,)), text, calls=calls)
    assert reading is not None
    assert (reading.occurred_on is not None) == kept
    assert bool(reading.dates) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Yes, that's right now, but the phone number is missing",
        "it is correct now except the name",
        "jetzt stimmt alles, nur die Nummer fehlt",
        "Why is it marked urgent?",
    ],
)
def test_a_summary_that_is_right_now_is_no_emergency(text: str) -> None:
    claim = a_complete_claim({"incident_type": "security_incident", "ongoing": None})
    turned = hear("inform", claim=claim, asks=CONFIRM, text=text)
    assert "utter_emergency" not in turned.said


def test_an_attack_that_goes_on_is_one_at_the_summary_too() -> None:
    claim = a_complete_claim({"incident_type": "security_incident", "ongoing": None})
    turned = hear("inform", claim=claim, asks=CONFIRM, text="no wait, it's spreading right now")
    assert "utter_emergency" in turned.said


@pytest.mark.parametrize(
    "text", ["Das Land ist Deutschland", "country of the work: germany", "Land der Gegenseite: Deutschland"]
)
def test_a_country_is_no_language(text: str) -> None:
    turned = hear("change_language", claim=a_complete_claim(), asks=CONFIRM, text=text, language="en")
    assert turned.conversation.language == "en"


@pytest.mark.parametrize("text", ["Deutsch bitte", "can we speak German please, I am from Germany"])
def test_a_language_is_still_wished_for(text: str) -> None:
    turned = hear("change_language", claim=a_complete_claim(), asks=CONFIRM, text=text, language="en")
    assert turned.conversation.language == "de"
