"""From one understood message to what is said and asked next."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.claims.catalogue import Field, Kind
from bot.claims.model import Claim, SetBy
from bot.claims.values import Value
from bot.conversations.message import Message
from bot.conversations.model import Conversation, HandoffReason, Owner
from bot.extraction.found import DateFound, Reading, TypeFound
from bot.service.intake import CONFIRM, Intake, Understood
from bot.service.outcome import Outcome
from tests.builders import (
    NOW,
    PRIVACY,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_date,
    a_message,
    a_press,
    a_press_of,
    a_reading,
    a_sent_claim,
    a_span,
    a_sum,
    a_text,
    a_type,
    an_ambiguous_date,
    day,
    days,
    euros,
    the_catalogue,
)

CATALOGUE = the_catalogue()
FIELDS = CATALOGUE.fields
INTAKE = Intake(CATALOGUE, PRIVACY)
LONG_STORY = "we changed a setting in the shop and then everything went wrong " * 4


@dataclass
class Turned:
    """What a message did."""

    outcome: Outcome
    claim: Claim
    conversation: Conversation

    @property
    def said(self) -> list[str]:
        return [say.response for say in self.outcome.says]

    @property
    def labels(self) -> list[str]:
        return [label for label, _, _ in self.outcome.options]

    def value_of(self, response: str, name: str) -> str:
        return next(say.values[name] for say in self.outcome.says if say.response == response)


def hear(
    intent: str,
    reading: Reading | None = None,
    *,
    claim: Claim | None = None,
    text: str = "a few words",
    pressed: Message | None = None,
    conversation: Conversation | None = None,
    **state: Any,
) -> Turned:
    """`text`, understood as `intent`, or a pressed button, in a conversation in the given state."""
    conversation = conversation or a_conversation(**state)
    claim = claim if claim is not None else a_claim()
    story = conversation.asks in (None, "description") or len(text.split()) > 25
    understood = Understood(intent, None if pressed else reading or Reading(), ("m1",), story)
    outcome = INTAKE.hear(conversation, claim, pressed or a_message(text), understood, NOW)
    return Turned(outcome, claim, conversation)


def of_kind(*kinds: Kind) -> list[Field]:
    return [field for field in FIELDS if field.kind in kinds]


def named(field: Field) -> str:
    return field.name


# The opening


def test_opening_says_what_it_is_and_then_gets_to_work() -> None:
    turned = hear("report_claim", a_reading(claimant="Alderway Dental"), introduced=False)
    assert turned.said[0] == "utter_opening"
    assert turned.value_of("utter_opening", "privacy_url") == PRIVACY
    assert turned.outcome.introduces
    assert "Alderway Dental" in turned.value_of("utter_understood", "facts")
    assert turned.conversation.introduced


def test_opening_happens_once() -> None:
    assert "utter_opening" not in hear("report_claim", introduced=True).said


@pytest.mark.parametrize("guess", [None, a_type("data_loss", 0.3, "other")])
def test_opening_with_a_greeting_asks_what_happened(guess: TypeFound | None) -> None:
    turned = hear("greet", Reading(incident_type=guess), text="hello", introduced=False)
    assert (turned.outcome.asks, turned.outcome.wording) == ("description", "first")
    assert turned.said == ["utter_opening"]


def test_opening_that_says_nothing_is_not_called_a_misunderstanding() -> None:
    turned = hear("nlu_fallback", text="asdf", introduced=False)
    assert turned.said == ["utter_opening"]
    assert turned.conversation.misunderstood == 0


def test_opening_with_everything_known_leads_straight_to_the_summary() -> None:
    reading = Reading(
        incident_type=a_type("lost_key"),
        notice_kind=a_text("demand"),
        occurred_on=a_date("2026-04-03"),
        discovered_on=a_date("2026-04-04"),
        claim_made_on=a_date("2026-04-07"),
        claimant=a_text("Alderway Dental"),
        amount_claimed=a_sum("1400", approximate=True),
        amount_estimated=a_sum("1400", approximate=True),
        caused_by=a_text("self"),
        ongoing=a_text("no"),
        statement_made=a_text("no"),
        insured_name=a_text("Mara Lindt"),
        insured_contact=a_text("mara.lindt@example.com"),
        policy_number=a_text("PI-204-1877"),
    )
    turned = hear("report_claim", reading, text=LONG_STORY, introduced=False)
    assert CATALOGUE.missing(turned.claim) == ()
    assert turned.outcome.asks == CONFIRM
    assert turned.labels == ["Send it", "Change something"]


def test_opening_keeps_the_persons_own_words() -> None:
    turned = hear("report_claim", text="I deleted a client's database", introduced=False)
    fact = turned.claim.current("description")
    assert fact is not None
    assert (fact.value, fact.set_by) == ("I deleted a client's database", SetBy.INSURED)


def test_a_story_told_in_two_messages_is_kept_whole() -> None:
    claim = a_claim({"description": "I deleted a database"})
    turned = hear("inform", claim=claim, text="it was a client's", asks=None)
    assert turned.claim.value("description") == "I deleted a database\nit was a client's"


def test_a_story_that_states_no_facts_is_understood_all_the_same() -> None:
    turned = hear(
        "report_claim", text="something went badly wrong at a client's", asks="description", asked=1
    )
    assert turned.claim.knows("description")
    assert turned.said == ["utter_thanks"]
    assert turned.conversation.misunderstood == 0


@pytest.mark.parametrize("intent", ["greet", "ask_coverage", "request_human", "affirm", "nlu_fallback"])
def test_small_talk_is_no_story(intent: str) -> None:
    assert not hear(intent, text="short words", asks="description").claim.knows("description")


# Asking


def test_one_thing_is_asked_at_a_time_in_catalogue_order_and_nothing_that_is_known() -> None:
    claim, conversation = a_claim(), a_conversation()
    asked: list[str] = []
    answers = a_complete_claim({"incident_type": "system_outage", "notice_kind": "demand"})
    turned = hear("greet", claim=claim, conversation=conversation)
    while turned.outcome.asks not in (CONFIRM, None):
        name = str(turned.outcome.asks)
        asked.append(name)
        assert not claim.knows(name)
        fact = answers.current(name)
        assert fact is not None
        claim.record(replace(fact, replaces=None))
        turned = hear("repeat_question", claim=claim, conversation=conversation)
    order = [field.name for field in FIELDS]
    assert asked == sorted(set(asked), key=order.index)
    assert asked == [field.name for field in CATALOGUE.needed(claim)]


def test_what_is_known_from_the_start_is_not_asked() -> None:
    claim = a_claim({"description": "…", "incident_type": "lost_key", "notice_kind": "circumstance"})
    assert hear("greet", claim=claim).outcome.asks == "occurred_on"


@pytest.mark.parametrize("field", FIELDS, ids=named)
def test_the_open_question_is_asked_again_in_other_words_when_it_was_not_answered(field: Field) -> None:
    kind = "circumstance" if field.name == "amount_estimated" else "demand"
    claim = a_complete_claim({"incident_type": "system_outage", "notice_kind": kind}, without=field.name)
    turned = hear("nlu_fallback", claim=claim, asks=field.name, asked=1)
    assert (turned.outcome.asks, turned.outcome.wording) == (field.name, "again")
    assert turned.conversation.asked == 2


@pytest.mark.parametrize("field", of_kind(Kind.YES_NO), ids=named)
def test_yes_no_questions_offer_yes_no_and_not_sure(field: Field) -> None:
    claim = a_complete_claim({"incident_type": "system_outage"}, without=field.name)
    turned = hear("greet", claim=claim)
    assert turned.outcome.asks == field.name
    assert [entities for _, _, entities in turned.outcome.options] == [
        {field.name: "yes"},
        {field.name: "no"},
        {field.name: None},
    ]


def test_incident_types_are_offered_best_guess_first() -> None:
    claim = a_claim({"description": "…"})
    reading = a_reading(incident_type=a_type("data_loss", 0.4, "software_error", "system_outage"))
    turned = hear("inform", reading, claim=claim, text="something", asks="incident_type")
    offered = [entities["incident_type"] for _, _, entities in turned.outcome.options]
    assert offered == ["data_loss", "software_error", "system_outage", "other"]


def test_the_day_it_happened_is_offered_as_the_day_it_was_noticed() -> None:
    claim = a_complete_claim({"occurred_on": day("2026-04-03")}, without="discovered_on")
    turned = hear("greet", claim=claim)
    assert turned.outcome.asks == "discovered_on"
    assert turned.labels == ["The same day"]
    pressed = hear("inform", claim=claim, pressed=a_press_of(turned.outcome.options[0]), asks="discovered_on")
    assert pressed.claim.value("discovered_on") == day("2026-04-03")


# Plain answers


@pytest.mark.parametrize("field", FIELDS, ids=named)
@pytest.mark.parametrize("intent", ["dont_know", "skip"])
def test_not_knowing_is_an_answer_wherever_somebody_can_still_be_helped_without(
    field: Field, intent: str
) -> None:
    turned = hear(
        intent, claim=a_claim({"description": "…"} if field.name != "description" else {}), asks=field.name
    )
    if field.must:
        assert turned.claim.value(field.name) is None
        assert not turned.claim.knows(field.name)
    else:
        assert turned.claim.knows(field.name)
        assert turned.claim.value(field.name) is None
        assert "utter_unknown_ok" in turned.said or field.name == "statement_made"
        assert turned.outcome.asks != field.name


@pytest.mark.parametrize(
    ("asks", "intent", "value"),
    [
        ("ongoing", "affirm", "yes"),
        ("ongoing", "deny", "no"),
        ("statement_made", "affirm", "yes"),
        ("statement_made", "deny", "no"),
        ("notice_kind", "affirm", "demand"),
        ("notice_kind", "deny", "circumstance"),
    ],
)
def test_yes_and_no_answer_what_can_be_answered_so(asks: str, intent: str, value: str) -> None:
    assert hear(intent, asks=asks).claim.value(asks) == value


@pytest.mark.parametrize("field", of_kind(Kind.PERIOD, Kind.MONEY, Kind.NAME, Kind.CONTACT), ids=named)
@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_yes_and_no_are_no_dates_sums_or_names(field: Field, intent: str) -> None:
    turned = hear(intent, claim=a_complete_claim(without=field.name), asks=field.name)
    assert not turned.claim.knows(field.name)


def test_no_number_is_an_answer_to_the_question_for_it() -> None:
    turned = hear("deny", asks="policy_number")
    assert turned.claim.knows("policy_number")
    assert "utter_unknown_ok" in turned.said


def test_a_value_that_was_read_comes_before_a_plain_yes() -> None:
    reading = a_reading(statement_made="no")
    assert hear("affirm", reading, asks="statement_made").claim.value("statement_made") == "no"


def test_a_pressed_button_answers_the_question() -> None:
    turned = hear("inform", pressed=a_press(caused_by="employee"), asks="caused_by")
    assert turned.claim.value("caused_by") == "employee"
    assert turned.conversation.misunderstood == 0


@pytest.mark.parametrize(
    ("value", "response"), [("yes", "utter_statement_made"), ("no", "utter_no_statement")]
)
def test_an_admission_is_answered_without_reproach(value: str, response: str) -> None:
    claim = a_complete_claim(without="statement_made")
    turned = hear("inform", pressed=a_press(statement_made=value), claim=claim, asks="statement_made")
    assert response in turned.said


@pytest.mark.parametrize(
    ("reading", "asks", "shown"),
    [
        (a_reading(occurred_on=a_date("2026-04-03")), "occurred_on", "Friday, 3 April 2026"),
        (a_reading(amount_claimed=a_sum("1400", approximate=True)), "amount_claimed", "about €1,400"),
        (a_reading(insured_contact="mara@example.com"), "insured_name", "mara@example.com"),
    ],
)
def test_dates_sums_and_what_was_not_asked_for_are_said_back(reading: Reading, asks: str, shown: str) -> None:
    assert shown in hear("inform", reading, asks=asks).value_of("utter_noted", "facts")


def test_a_name_as_answer_is_not_said_back() -> None:
    assert hear("inform", a_reading(insured_name="Mara Lindt"), asks="insured_name").said == ["utter_thanks"]


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
    turned = hear(intent, claim=claim, asks="claimant", asked=1)
    assert turned.said == [response]
    assert turned.outcome.asks == "claimant"
    assert turned.conversation.misunderstood == 0
    assert not turned.claim.knows("claimant")


def test_asking_to_hear_the_question_again_is_no_misunderstanding() -> None:
    turned = hear("repeat_question", claim=a_complete_claim(without="claimant"), asks="claimant", asked=1)
    assert (turned.said, turned.outcome.asks, turned.conversation.misunderstood) == ([], "claimant", 0)


def test_a_question_with_a_fact_in_it_is_answered_and_the_fact_taken() -> None:
    turned = hear("ask_coverage", a_reading(claimant="Alderway Dental"), asks="claimant")
    assert "utter_coverage" in turned.said
    assert turned.claim.value("claimant") == "Alderway Dental"


@pytest.mark.parametrize(
    ("intent", "response", "reason"),
    [
        ("request_human", "utter_human", HandoffReason.ASKED_FOR),
        ("request_callback", "utter_callback", HandoffReason.CALLBACK),
        ("complaint", "utter_complaint", HandoffReason.COMPLAINT),
    ],
)
def test_a_person_is_called_without_argument(intent: str, response: str, reason: HandoffReason) -> None:
    turned = hear(intent, claim=a_complete_claim(without="claimant"), asks="claimant")
    assert response in turned.said
    assert (turned.conversation.owner, turned.conversation.reasons) == (Owner.WAITING, [reason])
    assert turned.outcome.asks == "claimant"


@pytest.mark.parametrize("asks", [None, "claimant", CONFIRM])
def test_cancel_stops_and_keeps_the_draft(asks: str | None) -> None:
    turned = hear("cancel", claim=a_complete_claim(), text="stop it please", asks=asks)
    assert turned.said == ["utter_cancelled"]
    assert (turned.outcome.asks, turned.conversation.asks) == (None, None)
    assert turned.claim.status == "draft"
    assert not turned.outcome.confirmed
    assert CATALOGUE.missing(turned.claim) == ()


def test_cancel_in_a_story_is_part_of_the_story() -> None:
    turned = hear("cancel", text="the client wants to cancel the whole contract because of our mistake")
    assert "utter_cancelled" not in turned.said
    assert turned.outcome.asks is not None


def test_after_cancel_the_next_message_goes_on_with_the_draft() -> None:
    turned = hear("cancel", claim=a_complete_claim(without="claimant"), text="stop", asks="claimant")
    again = hear("greet", claim=turned.claim, conversation=turned.conversation)
    assert again.outcome.asks == "claimant"


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
    assert "utter_language_changed" in turned.said
    assert turned.labels[0] == {"en": "Yes", "de": "Ja"}[after]


def test_language_of_an_opening_that_names_both_is_the_one_it_is_written_in() -> None:
    turned = hear("change_language", text="English please, my German is bad", language="en", introduced=False)
    assert turned.conversation.language == "en"


# Misunderstandings


def test_three_misunderstandings_in_a_row_call_a_person() -> None:
    claim, conversation = a_complete_claim(without="claimant"), a_conversation(asks="claimant", asked=1)
    said = [hear("nlu_fallback", claim=claim, conversation=conversation).said for _ in range(3)]
    assert said == [["utter_not_understood"], ["utter_not_understood_again"], ["utter_offer_person"]]
    assert conversation.reasons == [HandoffReason.MISUNDERSTOOD]
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


# Doubts


def test_an_ambiguous_date_is_asked_with_both_readings_as_buttons() -> None:
    reading = a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04"))
    turned = hear("report_claim", reading)
    assert (turned.outcome.asks, turned.outcome.wording) == ("occurred_on", "which")
    assert turned.labels == ["Friday, 3 April 2026", "Wednesday, 4 March 2026"]
    assert not turned.claim.knows("occurred_on")
    pressed = hear(
        "inform",
        pressed=a_press_of(turned.outcome.options[1]),
        claim=turned.claim,
        conversation=turned.conversation,
    )
    assert pressed.claim.value("occurred_on") == day("2026-03-04")
    assert pressed.outcome.asks != "occurred_on"


def test_an_ambiguous_date_stays_asked_after_a_question_in_between() -> None:
    turned = hear("report_claim", a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")))
    again = hear("ask_coverage", claim=turned.claim, conversation=turned.conversation)
    assert again.said == ["utter_coverage"]
    assert (again.outcome.asks, again.outcome.wording) == ("occurred_on", "which")
    assert again.labels == ["Friday, 3 April 2026", "Wednesday, 4 March 2026"]


@pytest.mark.parametrize(
    ("picked", "value"),
    [
        (a_date("2026-04-01", "2026-04-08"), day("2026-04-03")),
        (a_date("2026-03-01", "2026-03-31"), day("2026-03-04")),
        (a_date("2026-04-06"), day("2026-04-06")),
        (a_date("2026-02-01", "2026-02-28"), days("2026-02-01", "2026-02-28")),
    ],
)
def test_an_ambiguous_date_is_settled_by_its_month_or_another_day(picked: DateFound, value: Value) -> None:
    turned = hear("report_claim", a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")))
    settled = hear(
        "inform",
        Reading(occurred_on=picked),
        claim=turned.claim,
        conversation=turned.conversation,
    )
    assert settled.claim.value("occurred_on") == value
    assert settled.outcome.asks != "occurred_on"


def test_an_ambiguous_date_may_stay_unknown() -> None:
    turned = hear("report_claim", a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")))
    after = hear("dont_know", claim=turned.claim, conversation=turned.conversation)
    assert after.claim.knows("occurred_on")
    assert after.outcome.asks != "occurred_on"


def test_an_ambiguous_sum_is_asked_with_both_readings_as_buttons() -> None:
    one, other = euros("1400"), euros("1.4")
    found = a_sum("1400", readings=((one.low, one.high), (other.low, other.high)))
    turned = hear("inform", Reading(amount_estimated=found), asks="amount_estimated")
    assert (turned.outcome.asks, turned.outcome.wording) == ("amount_estimated", "which")
    assert len(turned.labels) == 2
    assert turned.labels[0] == "€1,400"


def test_a_date_still_to_come_is_questioned() -> None:
    turned = hear("inform", a_reading(occurred_on=a_date("2026-05-01", future=True)), asks="occurred_on")
    assert (turned.outcome.asks, turned.outcome.wording) == ("occurred_on", "future")
    assert turned.outcome.value == "Friday, 1 May 2026"
    assert not turned.claim.knows("occurred_on")


def test_facts_beside_a_doubt_are_said_back() -> None:
    reading = a_reading(claimant="Alderway", occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04"))
    assert "Alderway" in hear("report_claim", reading).value_of("utter_understood", "facts")


# The summary


def test_a_yes_at_the_summary_confirms() -> None:
    turned = hear("affirm", claim=a_complete_claim(), asks=CONFIRM)
    assert turned.outcome.confirmed
    assert turned.outcome.asks is None


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
    assert turned.labels == ["Send it"]
    assert CATALOGUE.missing(turned.claim) == ()


@pytest.mark.parametrize("intent", ["correct", "inform", "deny", "affirm"])
def test_a_correction_at_the_summary_shows_old_and_new_and_asks_again(intent: str) -> None:
    claim = a_complete_claim({"discovered_on": day("2026-04-03")})
    turned = hear(intent, a_reading(discovered_on=a_date("2026-04-05")), claim=claim, asks=CONFIRM)
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
@pytest.mark.parametrize(("currency", "threshold"), CATALOGUE.severe_from.items())
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
    outcome = INTAKE.hear(conversation, claim, a_message(id="m2"), understood, NOW)
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
    outcome = INTAKE.answer_after(a_conversation(), a_sent_claim(), intent)
    assert [say.response for say in outcome.says] == [response]
    assert outcome.asks is None


def test_after_sending_a_person_can_still_be_called() -> None:
    conversation = a_conversation()
    INTAKE.answer_after(conversation, a_sent_claim(), "request_callback")
    assert conversation.reasons == [HandoffReason.CALLBACK]


def test_after_sending_the_status_names_the_reference() -> None:
    outcome = INTAKE.answer_after(a_conversation(), a_sent_claim(), "claim_status")
    assert outcome.says[0].values["reference"] == "FN-26-7K3QD"
