"""Which day, sum, person or situation an answer or a short story means where words beside it mislead."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.extraction.cause_answers import answered_cause
from bot.extraction.notice import find_notice_kind, find_ongoing
from bot.extraction.reader import Reader

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # a Wednesday
READER = Reader(None)


@pytest.mark.parametrize(
    ("asks", "text", "day"),
    [
        ("discovered_on", "monday when the letter came, had no idea before", "2026-11-16"),
        ("discovered_on", "Na gestern, als der Brief kam", "2026-11-17"),
        ("discovered_on", "erst als die rechnung kam, am dienstag", "2026-11-17"),
        ("discovered_on", "on Friday because they rang us", "2026-11-13"),
        ("occurred_on", "am sonntag, da hats der chef gemerkt", "2026-11-15"),
        ("claim_made_on", "they called on Friday, after I told them", "2026-11-13"),
    ],
)
def test_the_moment_beside_a_day_does_not_take_it_away(asks: str, text: str, day: str) -> None:
    reading = READER.read([text], now=NOW, lang="en" if text.isascii() and " t" in text else "de", asks=asks)
    found = getattr(reading, asks)
    assert found is not None
    assert found.period.start.isoformat() == day


@pytest.mark.parametrize(
    ("asks", "text", "field"),
    [
        ("occurred_on", "bemerkt am sonntag", "discovered_on"),
        ("occurred_on", "the letter is from monday", "claim_made_on"),
        ("claim_made_on", "passiert ist es am 3.11.", "occurred_on"),
    ],
)
def test_an_answer_that_names_another_day_gives_that_one(asks: str, text: str, field: str) -> None:
    reading = READER.read([text], now=NOW, asks=asks)
    assert getattr(reading, asks) is None
    assert getattr(reading, field) is not None


@pytest.mark.parametrize("text", ["gleiche tag, kunde hat geruft an 11 uhr", "same day, he called at 11"])
def test_the_same_day_is_not_today_for_the_time_beside_it(text: str) -> None:
    assert READER.read([text], now=NOW, asks="discovered_on").discovered_on is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("the wedding was on 15 August and i thought it was the 22nd", "2026-08-15"),
        ("the exam was on 4 November, I'd put the wrong Friday in my diary", "2026-11-04"),
        ("die abgabe war am 3.11., ich dachte sie wäre am 13.11.", "2026-11-03"),
        ("hearing was on 4 November, we had it down for the 14th", "2026-11-04"),
    ],
)
def test_a_day_that_was_mixed_up_is_no_event(text: str, day: str) -> None:
    found = READER.read([text], now=NOW).occurred_on
    assert found is not None
    assert found.period.start.isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "I put a chainsaw in at $89.90 instead of $899.00, 17 were sold",
        "priced the sofa at £49 rather than £490 by mistake",
        "hab den Grill mit 49,90 Euro statt 499 Euro eingestellt",
    ],
)
def test_a_wrong_price_is_no_loss(text: str) -> None:
    reading = READER.read([text], now=NOW)
    assert reading.amount_claimed is None
    assert reading.amount_estimated is None


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("sie wollen jetzt 1300 statt 1400 euro", 1300),
        (
            "Er verlangt 64.250 Euro, weil sich die Decke gesenkt hat. Streitwert setzen die mit 70.000 an.",
            64250,
        ),
        ("They sue us for £64,250. The amount in dispute is put at £70,000.", 64250),
        ("typed $49 instead of $490 and now they want the difference from me, $16,317", 16317),
    ],
)
def test_what_is_wanted_is_the_loss_whatever_stands_beside_it(text: str, high: int) -> None:
    found = READER.read([text], now=NOW).amount_claimed
    assert found is not None
    assert found.high == high


@pytest.mark.parametrize(
    "text",
    [
        "Ich. Dachte das wäre ein freies Bild",
        "me. the freelancer wasn't even in that day",
        "wir selbst! der Subunternehmer hatte damit nichts zu tun",
        "it was me",
    ],
)
def test_who_says_me_in_a_sentence_of_its_own_means_it(text: str) -> None:
    found = answered_cause(text)
    assert found is not None
    assert found.value == "self"


@pytest.mark.parametrize(
    ("text", "value"),
    [("ich, also mein azubi", "employee"), ("our freelancer. I only sent it on", "subcontractor")],
)
def test_somebody_else_is_still_heard(text: str, value: str) -> None:
    found = answered_cause(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it went offline yesterday. it's back since this morning", "no"),
        ("shop was down on friday, its been back up since saturday", "no"),
        ("the site is still down, we put it back to the old server but nothing", "yes"),
        ("they came back to us on monday with a claim, site is still offline", "yes"),
    ],
)
def test_what_is_back_is_over(text: str, value: str) -> None:
    found = find_ongoing(text, lang="en")
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "webshop down since noon",
        "gone since about nine o'clock",
        "shop ist seit mittag weg",
        "shop isch sit mittag weg",
    ],
)
def test_since_noon_is_today(text: str) -> None:
    found = READER.read([text], now=NOW).occurred_on
    assert found is not None
    assert found.period.start == NOW.date()


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("just under NZD 14,000. 13,754.70 to be exact", "13754.70"),
        ("knapp 14.000, genau 13.754,70 euro", "13754.70"),
        ("about 900, precisely £889.40", "889.40"),
    ],
)
def test_the_exact_figure_takes_the_place_of_the_rough_one(text: str, high: str) -> None:
    found = READER.read([text], now=NOW, asks="amount_claimed").amount_claimed
    assert found is not None
    assert found.low == found.high == Decimal(high)


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("Der Kunde macht jetzt 12.000 Euro Schaden geltend", "de", "demand"),
        ("die Kundin sagt, ich muss die Strafe bezahlen", "de", "demand"),
        ("she reckons I should cover it", "en", "demand"),
        ("one of my own girls took it from the client's account", "en", "circumstance"),
        ("das haben unsere eigenen Leute verbockt", "de", "circumstance"),
        ("water came in and ruined our own machines", "en", "own_loss"),
    ],
)
def test_who_wants_something(text: str, lang: str, kind: str) -> None:
    found = find_notice_kind(text, lang=lang, incident_type="other", demanded=False)
    assert found is not None
    assert found.value == kind
