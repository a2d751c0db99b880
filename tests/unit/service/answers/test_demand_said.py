"""What is no demand: anger, a threat, money of ours held back, and a demand that nobody made after all."""

import pytest

from bot.claims.model import SetBy
from bot.extraction.found import Reading
from bot.service.answers.demand_said import without_threat
from tests.builders import a_complete_claim, a_date, a_fact, a_text
from tests.unit.service.hearing import CATALOGUE, hear


@pytest.mark.parametrize(
    "text",
    [
        "they refuse to pay my invoice",
        "they're withholding our fee",
        "they're fuming",
        "Was heißt hier fordern, der hat gesagt das wird teuer für mich",
        "der hat gedroht dass das noch ein Nachspiel hat",
        "sie überlegt sich noch was sie verlangt",
        "bisher nur böse Mails",
        "nur Ärger bisher",
        "sie weigern sich unsere Rechnung zu zahlen",
    ],
)
def test_a_threat_is_no_demand(text: str) -> None:
    reading = without_threat(Reading(notice_kind=a_text("demand")), text, 0)
    assert reading.notice_kind is not None
    assert reading.notice_kind.value == "circumstance"


@pytest.mark.parametrize(
    "text",
    [
        "yes, they threaten to sue unless we pay",
        "the client is very angry and wants his money back",
        "er droht und will Schadenersatz",
        "they want compensation",
        "ja, er hat gedroht und will Geld",
    ],
)
def test_a_demand_stays_one(text: str) -> None:
    reading = without_threat(Reading(notice_kind=a_text("demand")), text, 0)
    assert reading.notice_kind == a_text("demand")


@pytest.mark.parametrize(
    "text",
    [
        "he hasn't asked me for anything yet, get that out of there",
        "nobody is claiming, you've got that wrong",
        "there's no demand, take it out",
        "niemand fordert was",
        "die haben doch gar nichts gefordert",
    ],
)
def test_a_demand_that_nobody_made_is_taken_back(text: str) -> None:
    claim = a_complete_claim({"notice_kind": "demand"}, without="statement_made")
    turned = hear("correct", Reading(), claim=claim, asks="statement_made", text=text)
    assert claim.value("notice_kind") == "circumstance"
    assert "utter_changed" in turned.said


def test_when_it_was_not_asked_for_leaves_the_demand() -> None:
    claim = a_complete_claim({"notice_kind": "demand"}, without="claim_made_on")
    day = a_date("2026-04-06")
    text = "they hadn't... they haven't asked before Monday"
    hear("inform", Reading(claim_made_on=day, dates=(day,)), claim=claim, asks="claim_made_on", text=text)
    assert claim.value("notice_kind") == "demand"


def test_what_was_only_assumed_is_not_said_to_have_been_told() -> None:
    claim = a_complete_claim(without="statement_made")
    claim.facts = [fact for fact in claim.facts if fact.field != "notice_kind"]
    claim.record(a_fact("notice_kind", "circumstance", set_by=SetBy.BOT, confidence=0.6))
    reading = Reading(notice_kind=a_text("demand"))
    turned = hear("correct", reading, claim=claim, asks="notice_kind", text="sorry, they want money now")
    assert claim.value("notice_kind") == "demand"
    assert "utter_changed" not in turned.said


@pytest.mark.parametrize(
    "text", ["a good few bob", "half my fee", "a lot", "ein hübsches Sümmchen", "keine Ahnung, viel"]
)
def test_an_answer_without_a_figure_is_not_asked_for_again(text: str) -> None:
    claim = a_complete_claim({"notice_kind": "demand"}, without="amount_claimed")
    turned = hear("inform", Reading(), claim=claim, asks="amount_claimed", text=text)
    assert "amount_claimed" not in CATALOGUE.missing(claim)
    assert "utter_unknown_ok" in turned.said


@pytest.mark.parametrize(
    ("text", "two"),
    [
        (
            "es geht um zwei Sachen, beim Kunden A sind die Daten weg und beim Kunden B ist der Server kaputt",
            True,
        ),
        ("I have two incidents to report, first I deleted a database and then I broke a printer", True),
        ("I have broken two things at the client's, a lamp and a printer, and it was expensive", False),
        ("I sent the list of one client to another client by mistake, all the names were in it", False),
    ],
)
def test_who_tells_of_two_losses_hears_that_the_other_one_comes_next(text: str, two: bool) -> None:
    turned = hear("report_claim", Reading(), text=text)
    assert ("utter_two_at_once" in turned.said) is two


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("She has not made one.", False),
        ("there isn't one yet", False),
        ("never got one", False),
        ("gibts noch keine", False),
        ("hat sie noch nicht gestellt", False),
        ("es ist noch keine gekommen", False),
        ("is no keine do", False),
        ("bis jetzt kam noch keine", False),
        ("es gab noch keinen Anspruch", False),
        ("it hasn't come yet", False),
        ("we never received any", False),
        ("nothing in writing yet", True),
        ("weiß ich nicht mehr", True),
        ("ist mir nicht bekannt", True),
        ("the letter has not come yet", True),
        ("I haven't got it here", True),
        ("die ist nicht da", True),
    ],
)
def test_who_is_asked_when_a_demand_came_may_say_that_none_did(text: str, made: bool) -> None:
    claim = a_complete_claim({"notice_kind": "demand"}, without="claim_made_on")
    hear("inform", Reading(), claim=claim, text=text, asks="claim_made_on")
    assert (claim.value("notice_kind") == "demand") is made


def test_that_there_is_no_sum_yet_is_no_word_of_the_demand() -> None:
    claim = a_complete_claim({"notice_kind": "demand"}, without="amount_claimed")
    hear("inform", Reading(), claim=claim, text="there isn't one yet", asks="amount_claimed")
    assert claim.value("notice_kind") == "demand"


def test_papers_of_a_court_are_a_demand_whatever_is_denied() -> None:
    claim = a_complete_claim({"notice_kind": "demand", "court_papers": "yes"}, without="claim_made_on")
    hear("inform", Reading(), claim=claim, text="never got one", asks="claim_made_on")
    assert claim.value("notice_kind") == "demand"
