"""Papers of a court, heard before anything is known of the loss."""

import pytest

from bot.claims.values import Period
from bot.extraction.found import DateFound, Reading, Span, Stated
from bot.service.answers.language_wished import is_wish
from tests.builders import NOW, a_claim, a_text, a_type
from tests.unit.service.hearing import hear

SERVED = Stated("court_papers", "yes", 0.8, Span(0, 0, 0))
TODAY = Period(NOW.date(), NOW.date())


def dated(text: str, words: str) -> DateFound:
    start = text.index(words)
    return DateFound(TODAY, 0.9, Span(0, start, start + len(words)), "today")


@pytest.mark.parametrize(
    "text",
    [
        "ich habe Post vom Gericht",
        "Mahnbescheid bekommen",
        "mir ist eine Klage zugestellt worden",
        "gelber Brief vom Amtsgericht",
        "i hob an briaf vom gricht kriagt",
        "served with papers",
        "a county court claim form came in the post from Bexley Tiles",
        "got a summons",
        "heute kam so ein gelber Umschlag vom Amtsgericht Kassel",
        "some bloke just handed me papers, apparently I'm being taken to court",
        "we've been served, 14 days to respond it says",
        "statement of claim arrived",
    ],
)
def test_papers_of_a_court_are_urgent_and_the_first_question_is_what_happened(text: str) -> None:
    reading = Reading(stated=(SERVED,), incident_type=a_type("missed_deadline"))
    turned = hear("report_claim", reading, claim=a_claim(), text=text)
    assert turned.claim.value("court_papers") == "yes"
    assert turned.claim.value("notice_kind") == "demand"
    assert turned.claim.value("incident_type") is None
    assert {"utter_urgent", "utter_court_papers"} <= set(turned.said)
    assert turned.outcome.asks == "description"


def test_what_they_are_about_is_a_story() -> None:
    reading = Reading(stated=(SERVED,), incident_type=a_type("software_error"), notice_kind=a_text("demand"))
    text = "Mahnbescheid bekommen, weil unsere Schnittstelle Bestellungen doppelt gebucht hat"
    turned = hear("report_claim", reading, claim=a_claim(), text=text)
    assert turned.claim.value("incident_type") == "software_error"
    assert turned.claim.value("description") == text


def test_the_day_on_which_they_came_is_that_of_the_demand() -> None:
    text = "Vollstreckungsbescheid, heute zugestellt"
    reading = Reading(stated=(SERVED,), occurred_on=dated(text, "heute"), dates=(dated(text, "heute"),))
    turned = hear("report_claim", reading, claim=a_claim(), text=text)
    assert turned.claim.value("claim_made_on") == TODAY
    assert turned.claim.value("occurred_on") is None


def test_no_court_is_a_claimant_and_the_sender_is() -> None:
    text = "a county court claim form came from Bexley Tiles"
    start = text.index("county court")
    reading = Reading(stated=(SERVED,), claimant=a_text("county court", span=Span(0, start, start + 12)))
    turned = hear("report_claim", reading, claim=a_claim(), text=text)
    assert turned.claim.value("claimant") == "Bexley Tiles"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("vertrag englisch deutsch falsch übersetzt", False),
        ("the French manual was wrong", False),
        ("falsche Tastatur geliefert, englisch statt deutsch", False),
        ("in der deutschen Version fehlt eine Null", False),
        ("German labels mixed up", False),
        ("German please", True),
        ("können wir bitte auf Deutsch weitermachen, der Vertrag ist auch auf Deutsch", True),
        ("my English is bad, lieber Deutsch", True),
        ("Deutsch", True),
    ],
)
def test_only_a_wish_changes_the_language(text: str, wish: bool) -> None:
    assert is_wish(text) is wish


def test_who_tells_a_little_more_is_asked_in_words_too() -> None:
    guess = a_type("missed_deadline", confidence=0.4)
    text = "Da ist was vom Gericht gekommen wegen der Website"
    turned = hear("report_claim", Reading(stated=(SERVED,), incident_type=guess), claim=a_claim(), text=text)
    assert turned.outcome.asks == "description"
    assert turned.claim.value("description") == text


@pytest.mark.parametrize("asked", ["occurred_on", "discovered_on"])
def test_the_day_that_was_asked_for_stays_what_it_answers_beside_papers_of_a_court(asked: str) -> None:
    text = "today, when I got the papers"
    claim = a_claim({"description": "sued", "court_papers": "yes", "notice_kind": "demand"})
    found = dated(text, "today")
    occurred = asked == "occurred_on"
    reading = Reading(occurred_on=found) if occurred else Reading(discovered_on=found)
    turned = hear("inform", reading, claim=claim, text=text, asks=asked)
    assert turned.claim.value(asked) == TODAY
    assert turned.claim.value("claim_made_on") == TODAY


def test_a_mere_day_is_the_answer_though_papers_of_a_court_came() -> None:
    claim = a_claim({"description": "sued", "court_papers": "yes", "notice_kind": "demand"})
    reading = Reading(occurred_on=dated("today", "today"))
    turned = hear("inform", reading, claim=claim, text="today", asks="occurred_on")
    assert turned.claim.value("occurred_on") == TODAY
    assert turned.claim.value("claim_made_on") is None
