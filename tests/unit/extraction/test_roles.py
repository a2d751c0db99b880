"""Roles of dates and amounts, by the marked examples and by the points that are easily got wrong."""

from datetime import UTC, date, datetime

import pytest

from bot.extraction.found import Reading
from bot.extraction.marked import marked_reports
from bot.extraction.reader import Reader

NOW = datetime(2026, 6, 17, 12, tzinfo=UTC)  # a Wednesday
READER = Reader(None)


def read(text: str, lang: str = "en", asks: str | None = None) -> Reading:
    return READER.read([text], now=NOW, lang=lang, region="DE" if lang == "de" else "GB", asks=asks)


def days(reading: Reading) -> tuple[date | None, date | None, date | None]:
    found = (reading.occurred_on, reading.discovered_on, reading.claim_made_on)
    first, second, third = (each.period.start if each else None for each in found)
    return first, second, third


def june(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Server crashed on 2 June, noticed on 4 June, their letter came on 10 June",
            "en",
            (june(2), june(4), june(10)),
        ),
        ("we lost the key on Monday", "en", (june(15), None, None)),
        ("we found out yesterday that the backups are empty", "en", (None, june(16), None)),
        ("their lawyer's letter arrived on 11 June, they hold us liable", "en", (None, None, june(11))),
        ("contract signed on 3 January, the shop went down on 8 June", "en", (june(8), None, None)),
        ("pushed the update on 5 June, on 8 June the tills stopped", "en", (june(8), None, None)),
        (
            "Am 2. Juni ist der Server abgestürzt, gemerkt haben wir es am 4. Juni",
            "de",
            (june(2), june(4), None),
        ),
        (
            "Schreiben vom 8. Juni, eingegangen am 11. Juni: sie fordern 3.000 Euro",
            "de",
            (None, None, june(11)),
        ),
        ("Die Abgabe war am 1. Juni fällig, haben wir verpasst", "de", (june(1), None, None)),
        (
            "On 9 June our engineer knocked over a rack, they noticed it straight away",
            "en",
            (june(9), june(9), None),
        ),
        (
            "Am 9. Juni hat unser Monteur das Regal umgestoßen, der Chef stand daneben",
            "de",
            (june(9), june(9), None),
        ),
        ("On 9 June the server crashed, it was not noticed at once", "en", (june(9), None, None)),
        ("The server failed first on the 6th, then again on Monday", "en", (june(6), None, None)),
        ("Zuerst ausgefallen am 6. Juni und dann wieder am Montag", "de", (june(6), None, None)),
        ("This morning I ran a delete, all orders since Friday are gone", "en", (june(17), None, None)),
        ("Heute früh habe ich alle Bestellungen seit Freitag gelöscht", "de", (june(17), None, None)),
    ],
)
def test_dates_by_what_is_said_of_them(text: str, lang: str, expected: tuple[date | None, ...]) -> None:
    assert days(read(text, lang)) == expected


def test_a_deadline_in_the_future_has_no_role() -> None:
    assert days(read("They want 5,000 by 30 June and threaten to sue")) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "lang", "asks", "expected"),
    [
        ("on wednesday", "en", "claim_made_on", (None, None, june(10))),
        ("letzten Montag", "de", "discovered_on", (None, june(15), None)),
        ("yesterday", "en", "occurred_on", (june(16), None, None)),
        ("noticed it on Sunday", "en", "occurred_on", (None, june(14), None)),
    ],
)
def test_a_bare_date_answers_the_question(
    text: str, lang: str, asks: str, expected: tuple[date | None, ...]
) -> None:
    assert days(read(text, lang, asks)) == expected


@pytest.mark.parametrize(
    ("text", "lang", "loss"),
    [
        ("client wants 4,200 pounds, our fee was 900 pounds", "en", 4200),
        ("they demand £950 plus £280 in costs", "en", 1230),
        ("Plumber £900, painter £450, the office wants both from us", "en", 1350),
        ("twelve doors, £180 each, comes to £2,160 which they want from me", "en", 2160),
        ("first they said £3,000, now they want £5,000", "en", 5000),
        ("ransom of £50,000, the rebuild costs £8,900", "en", 8900),
        ("damage about £4,000, excess is £500, limit £250,000", "en", 4000),
        ("Der Kunde fordert 6.800 Euro, Streitwert 15.000 Euro", "de", 6800),
        ("Schaden ca. 3.400 Euro, SB 500 Euro", "de", 3400),
        ("Wartung kostet 89 Euro im Monat, er will 2.400 Euro von uns", "de", 2400),
    ],
)
def test_the_loss_among_other_amounts(text: str, lang: str, loss: int) -> None:
    reading = read(text, lang)
    found = reading.amount_claimed or reading.amount_estimated
    assert found is not None
    assert found.low == found.high == loss


@pytest.mark.parametrize(
    "text",
    [
        "our fee was £900 and the limit is £250,000",
        "the contract is worth £40,000 a year",
        "they want 50,000 dollars ransom",
    ],
)
def test_amounts_that_are_no_loss(text: str) -> None:
    reading = read(text)
    assert reading.amount_claimed is None
    assert reading.amount_estimated is None


def test_demand_and_own_estimate_are_different_fields() -> None:
    assert read("the client demands £3,000 from us").amount_claimed is not None
    estimate = read("I guess the damage is about £3,000")
    assert estimate.amount_claimed is None
    assert estimate.amount_estimated is not None


@pytest.mark.parametrize(
    ("asks", "field"), [("amount_claimed", "amount_claimed"), ("amount_estimated", "amount_estimated")]
)
def test_a_bare_amount_answers_the_question(asks: str, field: str) -> None:
    found = getattr(read("1400", asks=asks), field)
    assert found is not None
    assert found.low == 1400


@pytest.mark.parametrize("lang", ["en", "de"])
def test_most_marked_examples_are_read_right(lang: str) -> None:
    right = total = 0
    for text, marks in marked_reports(lang):
        if "$" in text:
            continue
        reading = read(text, lang)
        for mark, name in (("o", "occurred_on"), ("d", "discovered_on"), ("c", "claim_made_on")):
            found = getattr(reading, name)
            places = [(each.start, each.end) for each in marks if each.kind == mark]
            total += 1
            right += (not places and found is None) or bool(
                found and any(found.span.start < end and start < found.span.end for start, end in places)
            )
    assert right / total > 0.92


@pytest.mark.parametrize("lang", ["en", "de"])
def test_most_marked_claimants_are_found(lang: str) -> None:
    right = total = 0
    for text, marks in marked_reports(lang):
        places = [(each.start, each.end) for each in marks if each.kind == "P"]
        if places:
            found = read(text, lang).claimant
            total += 1
            right += found is not None and any(text[start:end] == found.value for start, end in places)
    assert right / total > 0.88


@pytest.mark.parametrize(
    ("lang", "text", "loss"),
    [
        ("de", "Zuerst wollten sie 7.000 Euro, nach Verhandlung haben sie auf 4.200 Euro reduziert.", 4200),
        ("en", "They demanded 13,000 dollars in June and lowered it to 9,500 dollars last week.", 9500),
        ("de", "Sie will CHF 16'700 ersetzt, nämlich 12'200 Nachbelastung und 4'500 Zinsen.", 16700),
        (
            "en",
            "They claim £31,000 for two concerts, £12,400 for the gear and £3,800 for counsel, £47,200 in all.",
            47200,
        ),
    ],
)
def test_a_loss_is_what_was_settled_on_and_a_total_never_a_part_of_its_parts(
    lang: str, text: str, loss: int
) -> None:
    reading = read(text, lang)
    found = reading.amount_claimed or reading.amount_estimated
    assert found is not None
    assert found.low == found.high == loss
