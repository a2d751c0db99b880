"""Answers that say something of another field, and words beside a question that answer nothing."""

import asyncio

import pytest

from bot.claims.model import Claim, SetBy, Source
from bot.extraction.catalogue_cues import FieldCues
from bot.extraction.found import Span, TextFound
from bot.service.answers.replacing import SUMS
from bot.service.hearing import CONFIRM
from bot.service.reading import read
from tests.builders import (
    NOW,
    a_complete_claim,
    a_date,
    a_fact,
    a_message,
    a_press_of,
    a_reading,
    a_sum,
    a_type,
    a_work,
    day,
    days,
    euros,
)
from tests.fakes import ScriptedReader
from tests.unit.service.hearing import CATALOGUE, hear

MONDAY = "2026-04-06"


def a_demand(without: str, **values: object) -> Claim:
    given = {"notice_kind": "demand", "occurred_on": day("2026-04-03"), **values}
    claim = a_complete_claim(given, without=without)  # type: ignore[arg-type]
    claim.facts = [fact for fact in claim.facts if fact.field not in ("discovered_on", without)]
    return claim


# Noticed with the demand


def test_noticed_with_a_demand_whose_day_is_open_asks_for_that_day_only() -> None:
    claim = a_demand("claim_made_on")
    turned = hear("inform", claim=claim, asks="discovered_on", text="erst durch das Schreiben")
    assert turned.outcome.asks == "claim_made_on"
    reading = a_reading(claim_made_on=a_date(MONDAY))
    hear("inform", reading, claim=claim, text="am Montag", conversation=turned.conversation)
    assert claim.value("discovered_on") == day(MONDAY)


def test_noticed_with_a_demand_of_an_unknown_day_is_unknown() -> None:
    claim = a_demand("claim_made_on")
    turned = hear("inform", claim=claim, asks="discovered_on", text="with the letter")
    turned = hear("dont_know", claim=claim, text="no idea", conversation=turned.conversation)
    assert claim.knows("discovered_on")
    assert claim.value("discovered_on") is None
    assert turned.outcome.asks == CONFIRM


# What else is said in an answer


@pytest.mark.parametrize(
    "text", ["It was me, no policy number at hand", "Ich war es. Die Policennummer hab ich gerade nicht."]
)
def test_who_has_no_policy_number_is_not_asked_for_it(text: str) -> None:
    claim = a_complete_claim(without="policy_number")
    assert hear("inform", claim=claim, asks="mitigation", text=text).outcome.asks == CONFIRM
    assert claim.value("policy_number") is None


def test_the_day_asked_for_is_not_put_under_one_that_is_known() -> None:
    claim = a_demand("claim_made_on", claim_made_on=None)
    reading = a_reading(occurred_on=a_date(MONDAY))
    hear("inform", reading, claim=claim, asks="discovered_on", text="on Monday, with their mail")
    assert claim.value("discovered_on") == day(MONDAY)
    assert claim.value("occurred_on") == day("2026-04-03")
    hear("inform", reading, claim=claim, asks="discovered_on", text="no wait, it was Monday")
    assert claim.value("occurred_on") == day(MONDAY)


@pytest.mark.parametrize("text", ["yes, we paid 500 of it", "nein, nur 500 sind bezahlt"])
def test_a_sum_that_was_paid_is_not_the_loss(text: str) -> None:
    claim = a_complete_claim({"amount_claimed": euros("9000")}, without="statement_made")
    hear("inform", a_reading(amount_claimed=a_sum("500")), claim=claim, asks="statement_made", text=text)
    assert claim.value("amount_claimed") == euros("9000")


@pytest.mark.parametrize(
    "text",
    ["They demand nothing, damage is 3000", "Sie fordert nichts, Schaden 3000", "nobody has asked, say 3000"],
)
def test_a_sum_that_nobody_wants_is_the_damage(text: str) -> None:
    claim = a_complete_claim({"notice_kind": "circumstance"}, without="amount_estimated")
    reading = a_reading(amount_estimated=a_sum("3000", span=Span(0, text.index("3000"), len(text))))
    hear("inform", reading, claim=claim, asks="amount_estimated", text=text)
    assert claim.value("amount_estimated") == euros("3000")
    assert claim.value("notice_kind") == "circumstance"


@pytest.mark.parametrize("text", ["nah", "nope not really", "jo eh", "na"])
def test_a_yes_or_no_is_nobodys_name(text: str) -> None:
    claim = a_complete_claim(without="insured_name")
    hear("deny", a_reading(insured_name=text), claim=claim, asks="insured_name", text=text)
    assert not claim.knows("insured_name")


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("The till went down on Friday, I noticed at once.", "2026-04-03"),
        ("The till went down on Friday. We noticed it the next day.", "2026-04-04"),
        ("Am Freitag fiel die Kasse aus, und ich hab es sofort bemerkt.", "2026-04-03"),
        ("Am Freitag die Kasse lahmgelegt, gemerkt gleich, läuft seit Samstag wieder.", "2026-04-03"),
        ("The till went down on Friday. I didn't notice at once.", None),
        ("The till went down on Friday. I told them at once.", None),
    ],
)
def test_noticed_is_counted_from_the_event_in_a_story(text: str, noticed: str | None) -> None:
    language = "de" if text.startswith("Am") else "en"
    claim = a_complete_claim({"occurred_on": day("2026-04-03")}, without="discovered_on")
    hear("inform", claim=claim, text=text, language=language)
    assert claim.value("discovered_on") == (day(noticed) if noticed else None)


# Words that answer nothing


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("deny", "Das geht Sie nichts an"),
        ("affirm", "Sowas kann man doch nicht fragen"),
        ("deny", "too personal"),
    ],
)
def test_who_minds_being_asked_hears_why(intent: str, text: str) -> None:
    claim = a_complete_claim(without="statement_made")
    turned = hear(intent, claim=claim, asks="statement_made", text=text)
    assert not claim.knows("statement_made")
    assert (turned.said, turned.outcome.asks) == (["utter_why"], "statement_made")


def test_a_question_without_its_mark_is_no_answer() -> None:
    claim = a_complete_claim(without="mitigation")
    claim.record(claim.facts[0])
    turned = hear("dont_know", claim=claim, asks="caused_by", text="where do I find my policy number")
    assert "utter_help" in turned.said


def test_was_it_my_fault_accuses_nobody() -> None:
    claim = a_complete_claim({"caused_by": "employee"}, without="statement_made")
    hear("out_of_scope", claim=claim, asks="statement_made", text="was it my fault")
    assert claim.value("caused_by") == "employee"


def test_the_same_answer_after_going_back_is_understood() -> None:
    claim = a_complete_claim({"statement_made": "no"})
    turned = hear("deny", claim=claim, asks="statement_made", text="no")
    assert "utter_not_understood" not in turned.said
    claim = a_complete_claim({"claim_made_on": None})
    assert "utter_unknown_ok" in hear("skip", claim=claim, asks="claim_made_on", text="skip").said


# A number that sets a sum right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("es sind 500, nicht 480", True),
        ("make that 500", True),
        ("it was 3 weeks ago", False),
        ("500 people", False),
    ],
)
def test_a_bare_number_at_the_summary_may_be_the_sum(text: str, found: bool) -> None:
    claim = a_complete_claim(
        {"amount_claimed": euros("480"), "occurred_on": days("2026-04-03", "2026-04-03")}
    )
    work = a_work(a_message(text), claim, asks=CONFIRM)
    sums = {name: a_reading(**{name: a_sum("500")}) for name in SUMS}
    reading = asyncio.run(read(ScriptedReader(answers=sums), work, NOW))
    assert reading is not None
    assert (reading.amount_claimed is not None) is found


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("a few days later", days("2026-04-05", "2026-04-08")),
        ("I was standing right next to it and saw it happen", day("2026-04-03")),
        ("ich stand daneben", day("2026-04-03")),
    ],
)
def test_a_rough_distance_and_having_seen_it_tell_the_day(text: str, noticed: object) -> None:
    claim = a_demand("discovered_on")
    hear("nlu_fallback", claim=claim, asks="discovered_on", text=text)
    assert claim.value("discovered_on") == noticed


def test_the_same_day_counts_from_the_day_that_is_set_right_beside_it() -> None:
    claim = a_complete_claim({"occurred_on": day("2026-04-03"), "discovered_on": day("2026-04-07")})
    text = "happened on the 6th, noticed the same day"
    turned = hear("correct", a_reading(occurred_on=a_date(MONDAY)), claim=claim, asks=CONFIRM, text=text)
    assert claim.value("occurred_on") == claim.value("discovered_on") == day(MONDAY)
    assert turned.value_of("utter_changed", "changes").count("Noticed") == 1


@pytest.mark.parametrize(
    ("text", "asks", "kind"),
    [
        ("aye they do. och wait, it happened on the 1st", "notice_kind", "demand"),
        ("yes, they want it paid. oh and it happened on the 1st", "notice_kind", "demand"),
        ("no. oh, it happened on the 1st", "statement_made", "no"),
        ("no, it happened on the 1st", "statement_made", None),
        ("it happened on the 1st", "statement_made", None),
    ],
)
def test_what_sets_a_day_right_may_begin_with_the_answer(text: str, asks: str, kind: str | None) -> None:
    claim = a_complete_claim({"occurred_on": day(MONDAY)}, without=asks)
    reading = a_reading(occurred_on=a_date("2026-04-01"))
    hear("correct", reading, claim=claim, asks=asks, text=text)
    assert claim.value("occurred_on") == day("2026-04-01")
    assert claim.value(asks) == kind


@pytest.mark.parametrize(
    ("text", "lang", "withdrawn"),
    [
        ("they have withdrawn their claim since", "en", True),
        ("good news, the demand was dropped", "en", True),
        ("the client no longer wants any money", "en", True),
        ("die Forderung haben sie inzwischen zurückgezogen", "de", True),
        ("der Kunde will jetzt nichts mehr von uns", "de", True),
        ("they have not withdrawn the claim", "en", False),
        ("we withdrew the money from the account", "en", False),
    ],
)
def test_a_demand_that_was_withdrawn_is_kept_as_such_and_not_asked_about(
    text: str, lang: str, withdrawn: bool
) -> None:
    claim = a_complete_claim({"notice_kind": "demand"}, without="claim_made_on")
    stated = FieldCues(CATALOGUE.field("demand_withdrawn")).find(text, lang)
    turned = hear(
        "inform", a_reading(stated=(stated,) if stated else ()), claim=claim, asks="claim_made_on", text=text
    )
    assert (claim.value("demand_withdrawn") == "yes") is withdrawn
    assert (claim.value("notice_kind") == "circumstance") is withdrawn
    assert ("claim_made_on" in CATALOGUE.missing(turned.claim)) is not withdrawn


@pytest.mark.parametrize(
    ("kind", "confidence", "left"),
    [
        ("professional_error", 0.8, "demand"),
        ("rights_infringement", 0.8, "warning_letter"),
        ("professional_error", 0.85, "warning_letter"),
    ],
)
def test_a_lawyers_letter_is_a_warning_letter_only_for_infringed_rights(
    kind: str, confidence: float, left: str
) -> None:
    claim = a_complete_claim({"incident_type": "rights_infringement"}, without="notice_kind")
    source = Source("m0", 3, 20)
    claim.record(a_fact("notice_kind", "warning_letter", confidence=confidence, source=source))
    hear("correct", claim=claim, asks=CONFIRM, pressed=a_press_of(("…", "correct", {"incident_type": kind})))
    assert claim.value("notice_kind") == left


@pytest.mark.parametrize(("confidence", "kind"), [(0.65, "demand"), (0.9, "warning_letter")])
def test_a_lawyers_letter_about_a_kind_that_is_only_guessed_is_a_demand(confidence: float, kind: str) -> None:
    letter = TextFound("warning_letter", 0.8, Span(0, 3, 9))
    reading = a_reading(notice_kind=letter, incident_type=a_type("rights_infringement", confidence))
    turned = hear("report_claim", reading, text="we had a letter from a lawyer about our work for Brandt Ltd")
    assert turned.claim.value("notice_kind") == kind
    assert "utter_changed" not in turned.said


def test_an_answer_before_a_correction_settles_what_was_only_assumed() -> None:
    claim = a_complete_claim({"occurred_on": day(MONDAY)}, without="notice_kind")
    claim.record(a_fact("notice_kind", "circumstance", set_by=SetBy.BOT, confidence=0.6))
    reading = a_reading(occurred_on=a_date("2026-04-01"))
    hear("correct", reading, claim=claim, asks="notice_kind", text="no. oh, it happened on the 1st")
    fact = claim.current("notice_kind")
    assert fact is not None
    assert (fact.value, fact.set_by) == ("circumstance", SetBy.INSURED)
