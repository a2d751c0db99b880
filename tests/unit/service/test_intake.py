"""From one understood message to what is asked next: the opening, the questions, and plain answers to them."""

from dataclasses import replace

import pytest

from bot.claims.catalogue import Field, Kind
from bot.claims.model import SetBy
from bot.extraction.found import Reading, Stated, TypeFound
from bot.service.hearing import CONFIRM
from tests.builders import (
    PRIVACY,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_date,
    a_press,
    a_press_of,
    a_reading,
    a_span,
    a_sum,
    a_text,
    a_type,
    day,
    needs_of,
)
from tests.unit.service.hearing import CATALOGUE, FIELDS, LONG_STORY, hear, named, of_kind

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
        stated=(Stated("key_marked", "not_marked", 0.8, a_span()),),
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
    turned = hear("report_claim", text="something went badly wrong at a client's", asks="description")
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
    assert asked == [field.name for field in CATALOGUE.wanted(claim)]


def test_what_is_known_from_the_start_is_not_asked() -> None:
    claim = a_claim({"description": "…", "incident_type": "lost_key", "notice_kind": "circumstance"})
    assert hear("greet", claim=claim).outcome.asks == "occurred_on"


@pytest.mark.parametrize("field", [field for field in FIELDS if field.asked], ids=named)
def test_the_open_question_is_asked_again_in_other_words_when_it_was_not_answered(field: Field) -> None:
    claim = a_complete_claim(needs_of(field), without=field.name)
    turned = hear("nlu_fallback", text="asdf", claim=claim, asks=field.name, asked={f"{field.name}/first": 1})
    assert (turned.outcome.asks, turned.outcome.wording) == (field.name, "again")
    assert turned.conversation.asked[f"{field.name}/again"] == 1


@pytest.mark.parametrize("field", [field for field in of_kind(Kind.YES_NO) if field.asked], ids=named)
def test_yes_no_questions_offer_yes_no_and_not_sure(field: Field) -> None:
    claim = a_complete_claim(needs_of(field), without=field.name)
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


@pytest.mark.parametrize(
    ("kind", "confidence", "told"),
    [("lost_key", 0.99, True), ("lost_key", 0.5, False), ("other", 0.99, False)],
)
def test_a_greeting_that_tells_what_happened_is_a_report(kind: str, confidence: float, told: bool) -> None:
    turned = hear(
        "greet", a_reading(incident_type=a_type(kind, confidence)), text="Hello, key of a client lost"
    )
    assert turned.claim.knows("description") is told


@pytest.mark.parametrize(("confidence", "known"), [(0.7, False), (0.95, True)])
def test_of_a_few_words_something_else_is_no_safe_guess(confidence: float, known: bool) -> None:
    reading = a_reading(incident_type=a_type("other", confidence))
    turned = hear("report_claim", reading, text="my client wants 30k from me")
    assert turned.claim.knows("incident_type") is known


@pytest.mark.parametrize(("place", "noticed"), [(0, "2026-04-03"), (1, "2026-04-07")])
def test_the_days_of_event_and_demand_are_offered_as_the_day_it_was_noticed(place: int, noticed: str) -> None:
    days = {"occurred_on": day("2026-04-03"), "claim_made_on": day("2026-04-07")}
    claim = a_complete_claim(days, without="discovered_on")  # type: ignore[arg-type]
    turned = hear("greet", claim=claim)
    assert turned.outcome.asks == "discovered_on"
    assert turned.labels == ["The same day", "With their demand"]
    option = turned.outcome.options[place]
    pressed = hear("inform", claim=claim, pressed=a_press_of(option), asks="discovered_on")
    assert pressed.claim.value("discovered_on") == day(noticed)


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
        # Other fields hang on the situation: who knows of no demand is asked what is asked without one.
        assert turned.claim.value(field.name) == ("circumstance" if field.name == "notice_kind" else None)
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
    text = {"affirm": "yes", "deny": "not yet"}[intent]
    assert hear(intent, asks=asks, text=text).claim.value(asks) == value


@pytest.mark.parametrize("field", of_kind(Kind.PERIOD, Kind.MONEY, Kind.NAME, Kind.CONTACT), ids=named)
@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_yes_and_no_are_no_dates_sums_or_names(field: Field, intent: str) -> None:
    turned = hear(intent, claim=a_complete_claim(without=field.name), asks=field.name, text="hm no")
    # "No" leaves open what may be; to the question for a deadline it means that there is none.
    may_be_open = field.kind is not Kind.CONTACT and not field.must
    assert turned.claim.knows(field.name) is (may_be_open and intent == "deny")
    assert turned.claim.value(field.name) is None


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


def test_what_is_said_again_is_understood() -> None:
    claim = a_complete_claim(without="ongoing")
    turned = hear("inform", a_reading(claimant=str(claim.value("claimant"))), claim=claim, asks="ongoing")
    assert turned.said == ["utter_thanks"]
