"""Questions and wishes in the middle, and messages that are not understood."""

import pytest

from bot.claims.model import SetBy
from bot.conversations.model import HandoffReason, Owner
from bot.extraction.found import Reading, Span, Stated
from bot.service.hearing import CONFIRM
from tests.builders import (
    a_complete_claim,
    a_conversation,
    a_date,
    a_reading,
    day,
)
from tests.unit.service.hearing import hear

# Questions and wishes in the middle


@pytest.mark.parametrize(
    ("intent", "response"),
    [
        ("ask_coverage", "utter_coverage"),
        ("ask_process", "utter_process"),
        ("ask_privacy", "utter_privacy"),
        ("ask_bot_identity", "utter_bot_identity"),
        ("thank", "utter_thank"),
        ("claim_status", "utter_status_draft"),
    ],
)
def test_a_question_is_answered_and_the_open_one_asked_again(intent: str, response: str) -> None:
    claim = a_complete_claim(without="claimant")
    turned = hear(intent, claim=claim, asks="claimant")
    assert turned.said == [response]
    assert turned.outcome.asks == "claimant"
    assert turned.conversation.misunderstood == 0
    assert not turned.claim.knows("claimant")


def test_asking_to_hear_the_question_again_is_no_misunderstanding() -> None:
    turned = hear("repeat_question", claim=a_complete_claim(without="claimant"), asks="claimant")
    assert (turned.said, turned.outcome.asks, turned.conversation.misunderstood) == ([], "claimant", 0)


def test_a_question_with_a_fact_in_it_is_answered_and_the_fact_taken() -> None:
    turned = hear("ask_coverage", a_reading(claimant="Alderway Dental"), asks="claimant")
    assert "utter_coverage" in turned.said
    assert turned.claim.value("claimant") == "Alderway Dental"


@pytest.mark.parametrize(
    ("intent", "response", "reason"),
    [
        ("request_human", "utter_human", HandoffReason.ASKED_FOR),
        ("complaint", "utter_complaint", HandoffReason.COMPLAINT),
    ],
)
def test_a_person_is_called_without_argument(intent: str, response: str, reason: HandoffReason) -> None:
    turned = hear(intent, claim=a_complete_claim(without="claimant"), asks="claimant")
    assert response in turned.said
    assert (turned.conversation.owner, turned.conversation.reasons[0]) == (Owner.WAITING, reason)
    assert "14:05" not in turned.value_of("utter_answer_by", "time")
    assert turned.value_of("utter_answer_by", "time") == "tomorrow at 08:05"
    assert turned.outcome.asks == "claimant"


def test_cancel_in_a_story_is_part_of_the_story() -> None:
    turned = hear("cancel", text="the client wants to cancel the whole contract because of our mistake")
    assert "utter_cancelled" not in turned.said
    assert turned.outcome.asks is not None


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("en", "auf deutsch bitte", "de"),
        ("en", "can we do this in German?", "de"),
        ("de", "english please", "en"),
        ("de", "geht das auf Englisch", "en"),
        ("en", "another language please", "de"),
        ("de", "andere Sprache bitte", "en"),
        ("en", "Deutsch bitte, mein Englisch ist schlecht", "de"),
        ("de", "English please, I don't understand German", "en"),
    ],
)
def test_language_changes_to_the_one_wanted(before: str, text: str, after: str) -> None:
    claim = a_complete_claim(without="ongoing")
    turned = hear(
        "change_language", claim=claim, text=text, language=before, language_known=False, asks="ongoing"
    )
    assert (turned.conversation.language, turned.conversation.language_known) == (after, True)
    assert f"utter_language_{after}" in turned.said
    assert turned.labels[0] == {"en": "Yes", "de": "Ja"}[after]


def test_language_of_an_opening_that_names_both_is_the_one_it_is_written_in() -> None:
    turned = hear("change_language", text="English please, my German is bad", language="en", introduced=False)
    assert turned.conversation.language == "en"


# Misunderstandings


def test_three_misunderstandings_in_a_row_call_a_person() -> None:
    claim, conversation = a_complete_claim(without="claimant"), a_conversation(asks="claimant")
    said = [hear("nlu_fallback", claim=claim, conversation=conversation).said for _ in range(3)]
    assert said == [
        ["utter_not_understood"],
        ["utter_not_understood_again"],
        ["utter_offer_person", "utter_answer_by"],
    ]
    assert HandoffReason.MISUNDERSTOOD in conversation.reasons
    assert conversation.owner is Owner.WAITING


def test_after_three_misunderstandings_the_question_is_left_open_for_staff() -> None:
    claim = a_complete_claim(without="claimant")
    turned = hear("nlu_fallback", claim=claim, asks="claimant", misunderstood=2)
    fact = turned.claim.current("claimant")
    assert fact is not None
    assert (fact.value, fact.set_by) == (None, SetBy.BOT)
    assert turned.outcome.asks == CONFIRM
    assert turned.conversation.misunderstood == 0


def test_after_three_misunderstandings_a_must_is_still_asked() -> None:
    turned = hear(
        "nlu_fallback", claim=a_complete_claim(without="insured_name"), asks="insured_name", misunderstood=2
    )
    assert turned.outcome.asks == "insured_name"
    assert not turned.claim.knows("insured_name")


def test_an_answer_in_between_begins_the_count_anew() -> None:
    turned = hear("inform", a_reading(claimant="Alderway"), asks="claimant", misunderstood=2)
    assert turned.conversation.misunderstood == 0
    assert turned.conversation.reasons == []


def test_a_contact_that_is_none_is_named_as_such() -> None:
    turned = hear(
        "inform",
        claim=a_complete_claim(without="insured_contact"),
        asks="insured_contact",
        text="mara at home",
    )
    assert turned.said == ["utter_contact_invalid"]
    assert turned.outcome.asks == "insured_contact"


@pytest.mark.parametrize(
    "text",
    [
        "can we pause here? I have to pick up the kids",
        "I'll finish this later",
        "können wir morgen weitermachen",
        "ich muss jetzt los",
        "let me carry on with it tomorrow",
    ],
)
def test_who_takes_a_break_keeps_what_is_there(text: str) -> None:
    claim = a_complete_claim(without="key_marked")
    turned = hear("ask_process", claim=claim, asks="statement_made", text=text)
    assert turned.said == ["utter_goodbye"]
    assert turned.outcome.asks is None


@pytest.mark.parametrize("text", ["shall we go on?", "I will tell you the number later", "weiter bitte"])
def test_who_goes_on_takes_no_break(text: str) -> None:
    turned = hear("inform", claim=a_complete_claim(without="claimant"), asks="claimant", text=text)
    assert turned.outcome.asks is not None


@pytest.mark.parametrize(
    ("text", "response"), [("wo finde ich die denn", "utter_help"), ("where do I find that?", "utter_help")]
)
def test_who_asks_where_it_stands_is_helped(text: str, response: str) -> None:
    turned = hear(
        "ask_process", claim=a_complete_claim(without="policy_number"), asks="policy_number", text=text
    )
    assert turned.said == [response]


def test_an_admission_beside_a_question_is_taken_and_the_question_answered() -> None:
    claim = a_complete_claim(without="statement_made")
    text = "am I still covered? I told them it was my fault"
    turned = hear("ask_coverage", claim=claim, asks="statement_made", text=text)
    assert claim.value("statement_made") == "yes"
    assert turned.said[:2] == ["utter_coverage", "utter_statement_made"]


def test_what_was_read_as_no_admission_is_none() -> None:
    claim = a_complete_claim(without="statement_made")
    hear(
        "inform",
        a_reading(statement_made="no"),
        claim=claim,
        text="I told them my insurance will see, admitted nothing",
    )
    assert claim.value("statement_made") == "no"


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("here is fine", "utter_chat_suits"),
        ("hier im Chat reicht", "utter_chat_suits"),
        ("same as before", "utter_not_told"),
        ("steht oben", "utter_not_told"),
        ("rather not", "utter_needed"),
    ],
)
@pytest.mark.parametrize("intent", ["skip", "inform"])
def test_who_gives_no_address_hears_why_it_is_needed(text: str, response: str, intent: str) -> None:
    if response == "utter_needed":
        intent = "skip"
    claim = a_complete_claim(without="insured_contact")
    turned = hear(intent, claim=claim, asks="insured_contact", text=text)
    assert response in turned.said
    assert turned.outcome.asks == "insured_contact"
    assert claim.value("preferred_contact") == ("chat" if response == "utter_chat_suits" else None)
    assert turned.conversation.misunderstood == 1


def test_an_address_in_words_is_said_back_and_one_as_written_is_not() -> None:
    for text, said in (("kim at lee dot com", True), ("kim@lee.com", False)):
        claim = a_complete_claim(without="insured_contact")
        reading = a_reading(insured_contact="kim@lee.com")
        turned = hear("inform", reading, claim=claim, asks="insured_contact", text=text)
        assert ("utter_noted" in turned.said) is said


def test_what_is_told_beside_a_question_is_kept_and_the_question_answered() -> None:
    for text, told in (
        ("nothing so far, what would you suggest?", "nothing so far"),
        ("Server neu gestartet, reicht das?", "Server neu gestartet"),
        ("We restarted it. Should I tell the client?", "We restarted it."),
        ("what would you suggest?", None),
        ("what do you mean by that?", None),
    ):
        claim = a_complete_claim({"incident_type": "system_outage", "ongoing": "yes"}, without="mitigation")
        turned = hear("ask_process", claim=claim, asks="mitigation", text=text)
        assert claim.value("mitigation") == told
        assert turned.said


@pytest.mark.parametrize(
    "text",
    ["client wants to stay anonymous", "Kunde will anonym bleiben", "the name slips my mind", "komm grad nicht auf den Namen"],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["ask_privacy", "inform", "skip"])
def test_a_name_that_is_not_told_stays_open(text: str, intent: str) -> None:
    claim = a_complete_claim(without="claimant")
    turned = hear(intent, a_reading(claimant=text), claim=claim, asks="claimant", text=text)
    assert claim.knows("claimant")
    assert claim.value("claimant") is None
    assert "utter_unknown_ok" in turned.said


@pytest.mark.parametrize("text", ["no idea how", "keine Ahnung ehrlich gesagt", "no idea how much tbh"])
def test_no_idea_is_no_no(text: str) -> None:
    claim = a_complete_claim(
        {"incident_type": "data_loss", "personal_data": "yes"}, without="client_informed"
    )
    said = Stated("client_informed", "no", 0.9, Span(0, 0, len(text)))
    turned = hear("deny", Reading(stated=(said,)), claim=claim, asks="client_informed", text=text)
    assert claim.knows("client_informed")
    assert claim.value("client_informed") is None
    assert "utter_unknown_ok" in turned.said


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_a_name_is_no_yes_and_no_no(intent: str) -> None:
    claim = a_complete_claim(without="statement_made")
    reading = a_reading(insured_name="Sue Hart")
    hear(intent, reading, claim=claim, asks="statement_made", text="Sue Hart")
    assert not claim.knows("statement_made")


def test_that_the_client_does_not_know_leaves_the_day_open() -> None:
    claim = a_complete_claim(without="occurred_on")
    hear("dont_know", claim=claim, asks="occurred_on", text="they don't know yet")
    assert not claim.knows("occurred_on")


@pytest.mark.parametrize("text", ["back", "zurück"])
@pytest.mark.parametrize("intent", ["deny", "nlu_fallback"])
def test_going_back_answers_nothing(text: str, intent: str) -> None:
    claim = a_complete_claim(without="statement_made")
    talk = a_conversation(asks="statement_made", trail=["caused_by", "statement_made"])
    turned = hear(intent, claim=claim, conversation=talk, text=text)
    assert not claim.knows("statement_made")
    assert turned.outcome.asks == "caused_by"


@pytest.mark.parametrize(
    "text", ["wants nothing", "no, his daughter was upset but wants nothing", "will aber nichts"]
)
def test_who_wants_nothing_demands_nothing(text: str) -> None:
    claim = a_complete_claim(without="notice_kind")
    reading = Reading(stated=(Stated("notice_kind", "demand", 0.9, Span(0, 0, 5)),))
    hear("deny", reading, claim=claim, asks="notice_kind", text=text)
    assert claim.value("notice_kind") == "circumstance"


@pytest.mark.parametrize(
    "text", ["läuft immer noch nicht", "it's still not working", "haben se selber gemerkt, war nix mehr da"]
)
def test_a_not_about_the_loss_says_nothing_of_a_demand(text: str) -> None:
    claim = a_complete_claim(without="notice_kind")
    reading = Reading(stated=(Stated("notice_kind", "circumstance", 0.9, Span(0, 0, 5)),))
    hear("deny", reading, claim=claim, asks="notice_kind", text=text)
    assert not claim.knows("notice_kind")


def test_who_does_not_know_where_something_is_tells_nothing_else() -> None:
    claim = a_complete_claim(without="policy_number")
    claim.facts = [fact for fact in claim.facts if fact.field != "ongoing"]
    reading = a_reading(ongoing="yes", occurred_on=a_date("2026-04-08"))
    before = claim.value("occurred_on")
    hear("dont_know", reading, claim=claim, asks="policy_number", text="no clue where that is right now")
    assert (claim.value("ongoing"), claim.value("occurred_on")) == (None, before)


@pytest.mark.parametrize(
    ("last", "told"), [("2026-04-03", True), ("2026-04-10", True), ("2026-04-20", False)]
)
def test_a_deadline_that_is_over_or_near_is_told_to_a_person(last: str, told: bool) -> None:
    claim = a_complete_claim({"notice_kind": "warning_letter"}, without="deadline")
    reading = Reading(stated=(Stated("deadline", day(last), 0.9, Span(0, 0, 5)),))
    turned = hear("inform", reading, claim=claim, asks="deadline", text="Friday")
    assert ("utter_urgent" in turned.said) is told
    assert HandoffReason.CLOCK in turned.conversation.reasons or not told
