"""Side questions: starting again, stopping, coming back, a call, the status of an earlier claim, which day is meant."""

import random
from datetime import date, timedelta

import pytest

from bot.claims.model import Claim
from bot.claims.reference import new_reference
from bot.conversations.model import Conversation, HandoffReason
from bot.extraction.found import Reading, Span
from bot.service.hearing import CONFIRM
from bot.service.known import Known
from tests.builders import (
    NOW,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_date,
    a_press_of,
    a_text,
    a_type,
    day,
)
from tests.unit.service.hearing import CATALOGUE, Turned, hear


def press(turned: Turned, label: str) -> Turned:
    """Press a button of the last question."""
    option = next(option for option in turned.outcome.options if option[0] == label)
    return hear(option[1], claim=turned.claim, conversation=turned.conversation, pressed=a_press_of(option))


def draft(**facts: object) -> Claim:
    return a_complete_claim(without="claimant")


# Starting again


def test_restart_asks_first_and_puts_the_draft_away() -> None:
    asked = hear("restart", claim=draft(), asks="claimant", text="start over please")
    assert asked.outcome.asks == "restart"
    assert not asked.outcome.begins_anew
    done = press(asked, "Start again")
    assert done.outcome.begins_anew
    assert done.outcome.asks == "description"
    assert done.conversation.trail == ["description"]


def test_restart_that_is_not_meant_goes_on_with_the_open_question() -> None:
    asked = hear("restart", claim=draft(), asks="claimant", text="start over please")
    on = press(asked, "Go on")
    assert not on.outcome.begins_anew
    assert on.outcome.asks == "claimant"


def test_restart_answered_with_a_fact_takes_it_and_goes_on() -> None:
    asked = hear("restart", claim=draft(), asks="claimant", text="start over please")
    on = hear(
        "inform",
        Reading(claimant=a_text("Alderway Dental")),
        claim=asked.claim,
        conversation=asked.conversation,
        text="the client is Alderway Dental, a dental practice in the north of the city that we have looked after for "
        "many years and whose server we migrated last week without any trouble",
    )
    assert not on.outcome.begins_anew
    assert on.claim.value("claimant") == "Alderway Dental"


def test_nothing_told_yet_needs_no_question_before_starting_again() -> None:
    turned = hear("restart", claim=a_claim(), text="restart")
    assert turned.outcome.asks == "description"


# Stopping


@pytest.mark.parametrize("asks", [None, "claimant", CONFIRM])
def test_cancel_asks_whether_to_keep_the_draft(asks: str | None) -> None:
    turned = hear("cancel", claim=a_complete_claim(), text="stop it please", asks=asks)
    assert turned.outcome.asks == "cancel"
    assert turned.labels == ["Keep it for later", "Discard it", "Go on"]
    assert not turned.outcome.confirmed


def test_cancel_keeps_the_draft_if_wanted() -> None:
    kept = press(hear("cancel", claim=draft(), text="stop", asks="claimant"), "Keep it for later")
    assert kept.said == ["utter_cancelled"]
    assert (kept.outcome.asks, kept.conversation.asks, kept.outcome.discards) == (None, None, False)
    again = hear("greet", claim=kept.claim, conversation=kept.conversation)
    assert again.outcome.asks == "claimant"


def test_cancel_discards_the_draft_only_if_wanted() -> None:
    gone = press(hear("cancel", claim=draft(), text="stop", asks="claimant"), "Discard it")
    assert gone.outcome.discards
    assert gone.outcome.asks is None


def test_cancel_can_be_answered_in_words() -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    gone = hear("inform", claim=asked.claim, conversation=asked.conversation, text="delete it")
    assert gone.outcome.discards


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "claim_status", "dont_know"])
def test_what_is_neither_keeping_nor_discarding_is_asked_about_again(intent: str) -> None:
    turned = hear("cancel", claim=draft(), text="stop", asks="claimant")
    for _ in range(2):
        turned = hear(intent, claim=turned.claim, conversation=turned.conversation, text="/unknown thing")
        assert turned.said == ["utter_not_understood"]
        assert (turned.outcome.asks, turned.labels) == (
            "cancel",
            ["Keep it for later", "Discard it", "Go on"],
        )
    turned = hear(intent, claim=turned.claim, conversation=turned.conversation, text="/unknown thing")
    assert (turned.said, turned.outcome.discards) == (["utter_cancelled"], False)


@pytest.mark.parametrize("text", ["no, don't delete it", "bitte nicht löschen", "ned verwerfen"])
def test_what_is_not_to_be_discarded_is_kept(text: str) -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    turned = hear("cancel", claim=asked.claim, conversation=asked.conversation, text=text)
    assert (turned.said, turned.outcome.discards) == (["utter_cancelled"], False)


def test_a_fact_told_instead_of_choosing_is_taken() -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    reading = Reading(claimant=a_text("Bolt Ltd"))
    text = "wait, the client is Bolt Ltd"
    on = hear("inform", reading, claim=asked.claim, conversation=asked.conversation, text=text)
    assert on.claim.value("claimant") == "Bolt Ltd"


def test_cancel_that_is_not_meant_goes_on() -> None:
    on = press(hear("cancel", claim=draft(), text="stop", asks="claimant"), "Go on")
    assert on.outcome.asks == "claimant"


@pytest.mark.parametrize(
    "text",
    ["I only wrote please delete this to everyone", "wir mussten den Dienst stoppen, hab ich geschrieben"],
)
def test_an_order_that_went_to_others_stops_nothing(text: str) -> None:
    turned = hear("cancel", claim=draft(), asks="statement_made", text=text)
    assert turned.outcome.asks not in (None, "cancel")


@pytest.mark.parametrize("text", ["ok, let's carry on", "no no, go on please", "nein, lieber weitermachen"])
def test_who_goes_on_instead_of_stopping_keeps_the_draft_open(text: str) -> None:
    stopped = hear("cancel", claim=draft(), asks="claimant", text="stop")
    turned = hear("affirm", claim=stopped.claim, conversation=stopped.conversation, text=text)
    assert turned.said[0] == "utter_going_on"
    assert not turned.outcome.stops


def test_cancel_before_anything_was_told_just_stops() -> None:
    turned = hear("cancel", claim=a_claim(), text="never mind")
    assert turned.said == ["utter_nothing_begun"]
    assert turned.outcome.asks is None


# Coming back


def waited(hours: float, **state: object) -> Conversation:
    return a_conversation(heard_at=NOW - timedelta(hours=hours), asks="claimant", **state)


def test_coming_back_is_welcomed_with_what_is_there_and_what_is_missing() -> None:
    turned = hear("greet", claim=draft(), conversation=waited(72), text="hello")
    assert turned.said == ["utter_welcome_back"]
    assert turned.value_of("utter_welcome_back", "missing") == "Claimant"
    assert turned.outcome.asks == "resume"
    assert press(turned, "Yes, go on").outcome.asks == "claimant"


def test_coming_back_with_an_answer_goes_straight_on() -> None:
    turned = hear("inform", Reading(claimant=a_text("Alderway")), claim=draft(), conversation=waited(72))
    assert turned.said[0] == "utter_welcome_back"
    assert turned.outcome.asks == CONFIRM


def test_coming_back_can_be_put_off_or_discarded() -> None:
    later = press(hear("greet", claim=draft(), conversation=waited(72), text="hello"), "Later")
    assert (later.outcome.asks, later.outcome.discards) == (None, False)
    gone = press(hear("greet", claim=draft(), conversation=waited(72), text="hello"), "Discard it")
    assert gone.outcome.discards


def test_a_short_pause_is_none() -> None:
    assert "utter_welcome_back" not in hear("greet", claim=draft(), conversation=waited(0.5)).said


# A call


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
    first = hear("request_callback", claim=draft(), text="call me", asks="claimant")
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


# The status of an earlier claim


def test_status_asks_for_reference_and_second_factor() -> None:
    first = hear("claim_status", claim=a_claim(), text="what about my claim")
    assert first.outcome.asks == "reference"
    second = hear("inform", claim=first.claim, conversation=first.conversation, text="fn 26 7k3qc")
    assert second.outcome.asks in ("reference", "second_factor")


def test_status_is_told_to_who_knows_both() -> None:
    conversation = a_conversation(asks="second_factor", aside={"reference": "FN-26-7K3QD"})
    turned = hear("inform", claim=a_claim(), conversation=conversation, known=Known(status="in_review"))
    assert turned.said == ["utter_status_in_review"]
    assert turned.outcome.asks is None


def test_status_is_not_told_to_anybody_else_and_a_person_helps_after_three_tries() -> None:
    conversation = a_conversation(asks="second_factor", aside={"reference": "FN-26-7K3QD"})
    said = [hear("inform", claim=a_claim(), conversation=conversation).said for _ in range(3)]
    assert said == [["utter_status_no_match"], ["utter_status_no_match"], ["utter_status_by_person"]]
    assert conversation.reasons == [HandoffReason.ASKED_FOR]


REFERENCE = new_reference("FN", 2026, random.Random(7))


@pytest.mark.parametrize(
    ("text", "complains"),
    [
        ("ich bin stinksauer, seit drei Wochen hör ich nichts zu {}!!", True),
        ("three weeks and no answer about {}, this is ridiculous", True),
        ("{}: nobody replies", True),
        ("it's about {}", False),
    ],
)
def test_a_word_about_a_claim_that_was_sent_begins_no_other(text: str, complains: bool) -> None:
    read = (
        Reading(incident_type=a_type("missed_deadline"), occurred_on=a_date("2026-04-01"))
        if complains
        else None
    )
    turned = hear("report_claim", read, claim=a_claim(), text=text.format(REFERENCE))
    assert turned.outcome.asks == "second_factor"
    assert turned.conversation.aside["reference"] == REFERENCE
    assert not turned.claim.facts
    assert ("utter_complaint" in turned.said) is complains
    assert (HandoffReason.COMPLAINT in turned.conversation.reasons) is complains


def test_a_loss_like_an_earlier_one_is_a_report() -> None:
    told = Reading(incident_type=a_type("data_error"), occurred_on=a_date("2026-04-01"))
    text = f"Like {REFERENCE}: yesterday I deleted the wrong tables of our client Bolt Ltd"
    assert hear("report_claim", told, claim=a_claim(), text=text).claim.knows("description")


@pytest.mark.parametrize("known", [Known(status="in_review"), None])
def test_who_came_for_the_status_and_says_who_they_are_reports_nothing(known: Known | None) -> None:
    conversation = a_conversation(asks="second_factor", aside={"reference": REFERENCE})
    claim = a_claim()
    for _ in range(3 if known is None else 1):
        hear("inform", claim=claim, conversation=conversation, known=known, text="PI-1")
    policy = Reading(policy_number=a_text("PI-204-1877", span=Span(0, 0, 11)))
    added = hear("inform", policy, claim=claim, conversation=conversation, text="PI-204-1877")
    assert (added.said, added.outcome.asks, added.claim.facts) == (["utter_noted_beside"], None, [])
    story = "Yesterday I deleted the wrong tables of Bolt Ltd"
    told = hear("report_claim", claim=claim, conversation=conversation, text=story)
    assert told.claim.value("description") == story


# Which day a correction is about


def with_days() -> Claim:
    return a_complete_claim({"occurred_on": day("2026-04-01"), "discovered_on": day("2026-04-02")})


def test_a_bare_day_at_the_summary_is_asked_about_when_it_could_be_several() -> None:
    turned = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-03")),
        claim=with_days(),
        asks=CONFIRM,
        text="no, it was friday",
    )
    assert turned.outcome.asks == "point"
    assert {"Happened", "Noticed"} <= set(turned.labels)
    assert turned.claim.value("occurred_on") == day("2026-04-01")
    chosen = press(turned, "Noticed")
    assert chosen.claim.value("discovered_on") == day("2026-04-03")
    assert chosen.claim.value("occurred_on") == day("2026-04-01")
    assert chosen.outcome.asks == CONFIRM


def test_the_day_that_is_meant_can_be_named() -> None:
    asked = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-03")),
        claim=with_days(),
        asks=CONFIRM,
        text="no, it was friday",
    )
    named = hear("inform", claim=asked.claim, conversation=asked.conversation, text="when it was noticed")
    assert named.claim.value("discovered_on") == day("2026-04-03")
    assert named.outcome.asks == CONFIRM


def test_a_bare_day_corrects_the_one_that_was_just_said() -> None:
    turned = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-03")),
        claim=with_days(),
        asks="insured_name",
        said=["discovered_on"],
        text="no, it was friday",
    )
    assert turned.claim.value("discovered_on") == day("2026-04-03")


# Changing a point


@pytest.mark.parametrize("name", ["claimant", "amount_claimed", "insured_contact"])
def test_every_point_of_the_summary_can_be_changed_by_button(name: str) -> None:
    asked = hear("deny", claim=a_complete_claim({"notice_kind": "demand"}), asks=CONFIRM, text="no")
    label = CATALOGUE.field(name).label["en"]
    assert press(asked, label).outcome.asks == name


def test_a_point_that_is_named_is_asked_for_again() -> None:
    claim = a_complete_claim({"notice_kind": "demand"})
    assert (
        hear("deny", claim=claim, asks=CONFIRM, text="the amount is wrong").outcome.asks == "amount_claimed"
    )


# Words of the insured that have an answer of their own


@pytest.mark.parametrize(
    ("intent", "text", "response"),
    [
        ("repeat_question", "why do you need that", "utter_why"),
        ("repeat_question", "Wozu brauchen Sie das?", "utter_why"),
        ("ask_coverage", "should we pay the ransom?", "utter_ransom"),
        ("ask_coverage", "was it my fault?", "utter_fault"),
        ("ask_process", "do I have to tell them tonight?", "utter_tell"),
        ("request_callback", "muss ich den Kunden heute noch anrufen?", "utter_tell"),
        ("out_of_scope", "sorry my dog's barking, give me a sec", "utter_take_time"),
        ("dont_know", "Moment, ich muss kurz nachschauen", "utter_take_time"),
        ("ask_process", "wie lange dauert das?", "utter_how_long"),
        ("ask_process", "can I send you a photo?", "utter_documents"),
        ("repeat_question", "where do I find my policy number", "utter_help"),
    ],
)
def test_a_question_has_the_answer_that_fits_it(intent: str, text: str, response: str) -> None:
    turned = hear(intent, claim=draft(), asks="claimant", text=text)
    assert turned.said == [response]
    assert turned.outcome.asks == "claimant"


@pytest.mark.parametrize("field", [field for field in CATALOGUE.fields if field.asked], ids=lambda f: f.name)
def test_every_field_has_a_reason_in_both_languages(field: object) -> None:
    assert set(field.why) == {"en", "de"}  # type: ignore[attr-defined]


def test_going_back_asks_the_question_before() -> None:
    turned = hear(
        "inform",
        claim=draft(),
        asks="claimant",
        trail=["incident_type", "occurred_on", "claimant"],
        text="go back",
    )
    assert turned.outcome.asks == "occurred_on"


def test_no_question_is_put_in_the_same_words_three_times() -> None:
    conversation, claim = a_conversation(asks="insured_name"), a_complete_claim(without="insured_name")
    put: list[tuple[str | None, str]] = []
    for intent in ["ask_coverage", "nlu_fallback", "ask_process", "dont_know"] * 4:
        turned = hear(intent, claim=claim, conversation=conversation)
        if turned.outcome.asks == "insured_name":
            put.append((turned.outcome.asks, turned.outcome.wording))
    assert max(put.count(each) for each in put) == 2
    assert HandoffReason.MISUNDERSTOOD in conversation.reasons


def test_nobody_is_met_with_silence_however_long_they_are_not_understood() -> None:
    conversation, claim = a_conversation(), a_claim()
    for _ in range(60):
        turned = hear("nlu_fallback", claim=claim, conversation=conversation, text="and one more thing")
        assert turned.said or turned.outcome.asks


def test_a_command_beside_a_side_question_is_no_answer_to_it() -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    command = a_press_of(("/privacy", "ask_privacy", {}))
    turned = hear("ask_privacy", claim=asked.claim, conversation=asked.conversation, pressed=command)
    assert "utter_privacy" in turned.said
    assert not turned.outcome.stops
    assert turned.outcome.asks == "cancel"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("the screen had been standing there for years", False),
        ("how does it stand with my report now", True),
        ("the report, where are we", True),
    ],
)
def test_a_word_on_the_loss_is_no_question_of_how_it_stands(text: str, status: bool) -> None:
    claim = a_complete_claim(without="statement_made")
    turned = hear("claim_status", claim=claim, asks="statement_made", text=text)
    assert ("utter_status_draft" in turned.said) is status


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
