"""Assent to the summary, in any words: it sends, and stores nothing."""

import pytest

from bot.extraction.found import Reading, Span
from bot.extraction.replying import only_assents
from tests.builders import a_complete_claim, a_date, a_text
from tests.unit.service.hearing import hear


@pytest.mark.parametrize(
    "text",
    [
        "ok that's right now, send it",
        "yes, that's right now. submit",
        "all good right now, send",
        "right now",
        "looks right now you've set it straight, send it",
    ],
)
def test_a_now_beside_assent_tells_no_day_and_not_that_it_goes_on(text: str) -> None:
    start = text.index("right now")
    today = a_date("2026-04-09", span=Span(0, start, start + len("right now")))
    reading = Reading(claim_made_on=today, ongoing=a_text("yes", span=today.span), dates=(today,))
    claim = a_complete_claim({"incident_type": "software_error", "notice_kind": "demand", "ongoing": "no"})
    before = claim.value("claim_made_on")
    turned = hear("affirm", reading, claim=claim, text=text, asks="confirm")
    assert claim.value("claim_made_on") == before
    assert claim.value("ongoing") == "no"
    assert turned.outcome.confirmed


@pytest.mark.parametrize("text", ["it's happening right now", "it is right now spreading, send it"])
def test_what_happens_right_now_is_kept(text: str) -> None:
    start = text.index("right now")
    reading = Reading(ongoing=a_text("yes", span=Span(0, start, start + len("right now"))))
    claim = a_complete_claim({"incident_type": "system_outage"}, without="ongoing")
    hear("inform", reading, claim=claim, text=text, asks="confirm")
    assert claim.value("ongoing") == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "ja, so isch's richtig",
        "ja so stimmts, schicken se ab",
        "des bassd so",
        "jawoll, haut hin",
        "ja des schdimmd",
        "ja isch guet eso",
        "aye that's it now, away ye go",
    ],
)
def test_assent_in_dialect(text: str) -> None:
    assert only_assents(text)


@pytest.mark.parametrize("text", ["so isch's falsch", "des bassd ned", "haut nicht hin"])
def test_no_assent_in_dialect(text: str) -> None:
    assert not only_assents(text)
