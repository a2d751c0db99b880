"""What an answer means, given the question that was open and what is known already."""

from dataclasses import replace

import pytest

from bot.claims.model import Claim, SetBy
from bot.conversations.model import Doubt
from bot.extraction.found import Reading, Span, TextFound
from bot.service.formats import Formats
from bot.service.hearing import CONFIRM
from tests.builders import a_complete_claim, a_date, a_fact, a_reading, a_sum, a_type, day, euros
from tests.unit.service.hearing import CATALOGUE, hear

FRIDAY, MONDAY = "2026-04-03", "2026-04-06"


def known(without: str | None = None, **values: object) -> Claim:
    return a_complete_claim({"occurred_on": day(FRIDAY), **values}, without=without)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("text", "found"),
    [("am selben Tag", FRIDAY), ("the next day", "2026-04-04"), ("drei Tage später", MONDAY)],
)
def test_a_day_may_be_told_by_the_day_of_the_event(text: str, found: str) -> None:
    turned = hear("nlu_fallback", claim=known("discovered_on"), asks="discovered_on", text=text)
    assert turned.claim.value("discovered_on") == day(found)
    assert "utter_not_understood" not in turned.said


def test_a_day_to_come_is_no_answer_by_the_day_of_the_event() -> None:
    turned = hear("nlu_fallback", claim=known("discovered_on"), asks="discovered_on", text="2 weeks later")
    assert turned.claim.value("discovered_on") is None


def test_noticed_with_the_letter_is_the_day_of_the_demand() -> None:
    claim = known("discovered_on", notice_kind="demand", claim_made_on=day(MONDAY))
    turned = hear("inform", claim=claim, asks="discovered_on", text="erst mit dem Brief")
    assert turned.claim.value("discovered_on") == day(MONDAY)


def test_the_same_day_as_one_that_nobody_knows_is_unknown() -> None:
    claim = known("discovered_on", occurred_on=None)
    turned = hear("inform", claim=claim, asks="discovered_on", text="on the same day")
    assert claim.knows("discovered_on")
    assert "utter_not_understood" not in turned.said


def test_a_time_alone_is_one_of_today() -> None:
    turned = hear("nlu_fallback", claim=known("occurred_on"), asks="occurred_on", text="since 2")
    assert turned.claim.value("occurred_on") == day("2026-04-08")


def test_a_name_in_an_answer_to_another_question_is_no_new_client() -> None:
    claim = known("insured_name", claimant="Harrow Dental")
    turned = hear(
        "inform", a_reading(claimant="Petra Olsson"), claim=claim, asks="statement_made", text="Petra Olsson"
    )
    assert turned.claim.value("claimant") == "Harrow Dental"
    assert turned.claim.value("insured_name") == "Petra Olsson"


def test_a_correction_may_name_a_new_client() -> None:
    reading = a_reading(claimant="Möbel Kraus")
    turned = hear(
        "inform", reading, claim=known(), asks="statement_made", text="nein, der Kunde ist Möbel Kraus"
    )
    assert turned.claim.value("claimant") == "Möbel Kraus"


def test_a_question_is_no_name() -> None:
    text = "is it my fault?"
    turned = hear("inform", a_reading(claimant=text), claim=known("claimant"), asks="claimant", text=text)
    assert turned.claim.value("claimant") is None


def test_a_day_in_an_answer_to_another_question_replaces_none() -> None:
    reading = a_reading(occurred_on=a_date(MONDAY))
    turned = hear("inform", reading, claim=known(), asks="statement_made", text="yes, he rang me on Monday")
    assert turned.claim.value("occurred_on") == day(FRIDAY)
    turned = hear("inform", reading, claim=known(), asks="statement_made", text="no wait, it was Monday")
    assert turned.claim.value("occurred_on") == day(MONDAY)


def test_a_loss_of_their_own_has_no_other_side() -> None:
    claim = known("claimant", notice_kind="circumstance")
    turned = hear("inform", a_reading(claimant="wir selber"), claim=claim, asks="claimant", text="wir selber")
    assert turned.claim.value("notice_kind") == "own_loss"
    assert turned.claim.value("claimant") is None


def test_a_sum_that_they_want_is_demanded() -> None:
    claim = known("amount_estimated", notice_kind="circumstance")
    reading = a_reading(amount_estimated=a_sum("900", span=Span(0, 10, 13)))
    turned = hear("inform", reading, claim=claim, asks="statement_made", text="they want 900 from us")
    assert turned.claim.value("notice_kind") == "demand"
    assert turned.claim.value("amount_claimed") == euros("900")


def test_an_answer_is_no_wish() -> None:
    claim = known("claim_made_on", notice_kind="demand", amount_claimed=euros("900"))
    reading = a_reading(claim_made_on=a_date(MONDAY))
    turned = hear(
        "request_callback", reading, claim=claim, asks="claim_made_on", text="vorgestern telefonisch"
    )
    assert turned.outcome.asks != "callback_number"
    reading = a_reading(claim_made_on=a_date(FRIDAY))
    turned = hear(
        "request_callback", reading, claim=claim, asks="claim_made_on", text="Freitag, rufen Sie mich an"
    )
    assert turned.outcome.asks in ("callback_number", "callback_time")


@pytest.mark.parametrize(("text", "sent"), [("abschicken jetzt", True), ("noch nicht abschicken", False)])
def test_send_it_sends_it(text: str, sent: bool) -> None:
    turned = hear("goodbye", claim=a_complete_claim(), asks="confirm", text=text)
    assert turned.outcome.confirmed is sent


@pytest.mark.parametrize("asks", ["amount_estimated", "occurred_on", "claimant"])
def test_a_bare_no_leaves_open_what_may_be(asks: str) -> None:
    turned = hear("deny", claim=a_complete_claim(without=asks), asks=asks, text="nö")
    assert turned.claim.knows(asks)
    assert "utter_unknown_ok" in turned.said


def test_a_vague_beginning_is_asked_about_and_not_kept() -> None:
    turned = hear("report_claim", a_reading(), text="Ich muss einen Schaden melden", introduced=True)
    assert turned.outcome.asks == "description"
    assert not turned.claim.knows("description")
    assert "utter_not_understood" not in turned.said


@pytest.mark.parametrize("text", ["send it", "absenden", "schick ab"])
def test_an_order_to_send_is_no_yes_to_the_open_question(text: str) -> None:
    claim = a_complete_claim(without="statement_made")
    turned = hear("affirm", claim=claim, asks="statement_made", text=text)
    assert (turned.said, turned.outcome.asks) == (["utter_not_yet"], "statement_made")
    assert not claim.knows("statement_made")


def test_thanks_are_nobodys_name() -> None:
    claim = a_complete_claim(without="claimant")
    hear("thank", a_reading(claimant="thanks"), claim=claim, asks="claimant", text="thanks")
    assert not claim.knows("claimant")


def test_a_wish_for_another_language_is_nobodys_name() -> None:
    claim, text = a_complete_claim(without="claimant"), "switch to german please"
    turned = hear("change_language", a_reading(claimant=text), claim=claim, asks="claimant", text=text)
    assert not claim.knows("claimant")
    assert turned.conversation.language == "de"


@pytest.mark.parametrize("text", ["none really", "keine", "kein Schaden"])
def test_none_of_it_is_an_answer_to_how_much(text: str) -> None:
    claim = a_complete_claim({"notice_kind": "circumstance"}, without="amount_estimated")
    turned = hear("nlu_fallback", claim=claim, asks="amount_estimated", text=text)
    assert turned.outcome.asks == CONFIRM


def test_a_loss_of_their_own_by_a_mere_hint_gives_way_to_a_demand() -> None:
    claim = known("claim_made_on", notice_kind=None)
    claim.record(a_fact("notice_kind", "own_loss", confidence=0.6))
    reading = a_reading(amount_estimated=a_sum("900", span=Span(0, 10, 13)))
    hear("inform", reading, claim=claim, asks="statement_made", text="they want 900 from us")
    assert claim.value("notice_kind") == "demand"


def test_a_person_named_where_nobody_else_has_a_loss_is_the_insured() -> None:
    claim = a_complete_claim({"notice_kind": "own_loss"}, without="insured_name")
    turned = hear(
        "inform", a_reading(claimant="Lena Grau"), claim=claim, asks="personal_data", text="Lena Grau"
    )
    assert turned.claim.value("insured_name") == "Lena Grau"
    assert turned.claim.value("claimant") is None


@pytest.mark.parametrize("text", ["no, back since Friday", "nein, seit Freitag wieder da"])
def test_a_day_in_an_answer_for_yes_or_no_corrects_none(text: str) -> None:
    claim = a_complete_claim(
        {"incident_type": "system_outage", "occurred_on": day(MONDAY)}, without="ongoing"
    )
    hear("deny", a_reading(occurred_on=a_date("2026-04-03")), claim=claim, asks="ongoing", text=text)
    assert claim.value("occurred_on") == day(MONDAY)


@pytest.mark.parametrize(
    "text", ["Streitwert 22000", "the amount in dispute is 22000", "der Gegenstandswert liegt bei 22000"]
)
def test_what_a_dispute_is_about_is_a_rough_sum(text: str) -> None:
    claim = a_complete_claim({"notice_kind": "circumstance"}, without="amount_estimated")
    hear("inform", Reading(amounts=(a_sum("22000"),)), claim=claim, asks="amount_estimated", text=text)
    assert claim.value("amount_estimated") == euros("22000", approximate=True)


def test_why_do_you_want_to_know_wants_nothing() -> None:
    claim = a_complete_claim(without="notice_kind")
    claim.record(a_fact("notice_kind", "circumstance", set_by=SetBy.BOT, confidence=0.6))
    text = "warum wollen Sie das wissen"
    hear("inform", a_reading(notice_kind="demand"), claim=claim, asks="notice_kind", text=text)
    assert claim.value("notice_kind") == "circumstance"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("ja", True),
        ("warte", False),
        ("hang on", False),
        ("Moment, ich muss das erst lesen", False),
        ("noch nicht abschicken", False),
    ],
)
def test_who_asks_to_wait_has_sent_nothing(text: str, sent: bool) -> None:
    turned = hear("affirm", claim=a_complete_claim(), asks=CONFIRM, text=text)
    assert turned.outcome.confirmed is sent


@pytest.mark.parametrize("text", ["they haven't yet", "noch gar nicht", "nobody has asked for money so far"])
def test_a_demand_that_nobody_made_is_none(text: str) -> None:
    claim = known("claim_made_on", notice_kind="demand")
    turned = hear("inform", claim=claim, asks="claim_made_on", text=text)
    assert turned.claim.value("notice_kind") == "circumstance"


@pytest.mark.parametrize(
    ("intent", "text"), [("affirm", "yes, last Monday"), ("inform", "jo am Montag"), ("inform", "am Montag")]
)
def test_a_day_told_with_a_yes_to_a_demand_is_that_of_the_demand(intent: str, text: str) -> None:
    claim = known("notice_kind", claim_made_on=None)
    hear(intent, a_reading(occurred_on=a_date(MONDAY)), claim=claim, asks="notice_kind", text=text)
    assert claim.value("claim_made_on") == day(MONDAY)
    assert claim.value("notice_kind") == "demand"
    assert claim.value("occurred_on") == day(FRIDAY)


def test_a_day_that_is_named_beside_a_no_is_none_of_a_demand() -> None:
    claim = known("notice_kind", occurred_on=None)
    text = "no, it only happened on Monday"
    hear("deny", a_reading(occurred_on=a_date(MONDAY)), claim=claim, asks="notice_kind", text=text)
    assert claim.value("occurred_on") == day(MONDAY)
    assert claim.value("notice_kind") == "circumstance"


def test_a_sum_told_with_a_yes_to_a_demand_is_demanded_and_no_estimate() -> None:
    claim = known("notice_kind", amount_claimed=None, amount_estimated=None)
    reading = a_reading(amount_estimated=a_sum("800"))
    hear("affirm", reading, claim=claim, asks="notice_kind", text="yes, 800 euros")
    assert claim.value("amount_claimed") == euros("800")
    assert claim.value("amount_estimated") is None


@pytest.mark.parametrize(
    ("asks", "text"),
    [("statement_made", "Jan"), ("personal_data", "the till still isn't back"), ("ongoing", "no-one signed")],
)
@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_what_is_about_something_else_is_no_yes_or_no(asks: str, text: str, intent: str) -> None:
    claim = known(without=asks)
    hear(intent, claim=claim, asks=asks, text=text)
    assert not claim.knows(asks)


def test_a_not_about_something_else_is_no_reading_of_what_is_asked() -> None:
    text = "die Kasse läuft noch nicht"
    found = TextFound("no", 0.85, Span(0, 16, 26))
    claim = known(without="statement_made")
    hear("inform", Reading(statement_made=found), claim=claim, asks="statement_made", text=text)
    assert not claim.knows("statement_made")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("they want 2k, wrote on the 10th", "claim_made_on"),
        ("die wollen Geld, geschrieben am 10.", "claim_made_on"),
        ("on the 10th, they want 2k", "discovered_on"),
        ("noticed it when they demanded it on the 10th", "discovered_on"),
        ("on the 10th", "discovered_on"),
    ],
)
def test_a_day_behind_words_of_a_demand_is_that_of_the_demand(text: str, field: str) -> None:
    claim = known(without="discovered_on", claim_made_on=None, occurred_on=day("2026-03-30"))
    claim.facts = [fact for fact in claim.facts if fact.field != "claim_made_on"]
    start = text.index("10")
    found = a_date("2026-04-02", span=Span(0, start, start + 2))
    hear("inform", Reading(discovered_on=found, dates=(found,)), claim=claim, asks="discovered_on", text=text)
    other = {"claim_made_on": "discovered_on", "discovered_on": "claim_made_on"}[field]
    assert (claim.value(field), claim.value(other)) == (day("2026-04-02"), None)


@pytest.mark.parametrize(
    ("text", "found"), [("the same day", FRIDAY), ("am Tag darauf", "2026-04-04"), ("PI", None)]
)
def test_a_day_that_is_due_next_may_be_told_in_answer_to_another_question(
    text: str, found: str | None
) -> None:
    claim = known(without="discovered_on")
    claim.facts = [fact for fact in claim.facts if fact.field != "policy_number"]
    hear("nlu_fallback", claim=claim, asks="policy_number", text=text)
    assert claim.value("discovered_on") == (day(found) if found else None)


def test_a_name_with_an_address_is_no_kind_of_incident() -> None:
    claim = a_complete_claim(without="incident_type")
    doubts = (Doubt("incident_type", ("missed_deadline", "professional_error")),)
    reading = replace(
        a_reading(insured_contact="mara@lind.example"), incident_type=a_type("privacy_breach", 0.4)
    )
    text = "Mara Lind, mara@lind.example"
    turned = hear("inform", reading, claim=claim, asks="incident_type", text=text, doubts=doubts)
    assert turned.conversation.doubts == doubts


def test_who_cannot_answer_right_now_tells_no_day() -> None:
    text = "sorry, I can't do this right now, I need a break"
    at = text.index("right now")
    claim = a_complete_claim({"occurred_on": day("2026-04-03")})
    claim.facts = [fact for fact in claim.facts if fact.field != "amount_estimated"]
    now = a_date("2026-04-08", span=Span(0, at, at + 9))
    hear("correct", Reading(occurred_on=now, dates=(now,)), claim=claim, asks="amount_estimated", text=text)
    assert claim.value("occurred_on") == day("2026-04-03")


@pytest.mark.parametrize(
    "text", ["das weiß ich nicht, da müssten Sie den Chef fragen", "no idea, ask my boss"]
)
def test_what_not_knowing_stands_for_is_shown_as_assumed(text: str) -> None:
    claim = a_complete_claim(without="notice_kind")
    turned = hear("dont_know", claim=claim, asks="notice_kind", text=text)
    assert turned.claim.value("notice_kind") == "circumstance"
    lines = Formats(CATALOGUE, "en", "GB").summary(turned.claim)
    assert "No demand yet (assumed)" in lines
