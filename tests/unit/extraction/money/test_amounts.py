"""Amounts: a table of phrases, and the promises that hold for any text."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.found import AmountFound
from bot.extraction.money.amounts import find_amounts
from tests.support.growth import grows_linearly

Expected = tuple[Decimal, Decimal, str, bool, bool]


def _expected(cell: str) -> list[Expected]:
    expected = []
    for part in cell.split(";") if cell.strip() != "-" else []:
        bounds, currency, *marks = part.split()
        low, _, high = bounds.partition("..")
        expected.append((Decimal(low), Decimal(high or low), currency, "~" in marks, "?" not in marks))
    return expected


def _phrases() -> Iterator[tuple[str, str, str, bool, str]]:
    lang, region, asked = "en", "GB", False
    for line in (Path(__file__).parent / "amounts_phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            lang, region, *rest = line[1:].split()
            asked = "asked" in rest
        elif line and not line.startswith("#"):
            text, _, cell = line.rpartition(" | ")
            yield lang, region, text, asked, cell


def _read(found: list[AmountFound]) -> list[Expected]:
    return [(a.low, a.high, a.currency, a.approximate, a.currency_stated) for a in found]


@pytest.mark.parametrize(("lang", "region", "text", "asked", "cell"), list(_phrases()))
def test_phrase(lang: str, region: str, text: str, asked: bool, cell: str) -> None:
    assert _read(find_amounts(text, lang=lang, region=region, asked=asked)) == _expected(cell)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Invoice 1.400 Euro, coffee 3.50 Euro", [(1400, 1400), ("1.4", "1.4")]),
        ("1000.000 Euro", [(1000, 1000), (1000000, 1000000)]),
        ("54.000 TEUR", [(54000000, 54000000), (54000, 54000)]),
        ("1.799 €/Liter", [("1.799", "1.799"), (1799, 1799)]),
        ("2 bis 15.000 Euro", [(2000, 15000), (2, 15000)]),
        ("1-800 Euro", [(100, 800), (1, 800)]),
        ("von 8 bis 900 Euro", [(8, 900), (800, 900)]),
    ],
)
def test_two_readings_are_kept(text: str, readings: list[tuple[object, object]]) -> None:
    found = find_amounts(text, lang="de", region="DE")[0]
    assert found.readings == tuple((Decimal(str(low)), Decimal(str(high))) for low, high in readings)
    assert found.confidence <= 0.5
    assert (found.low, found.high) == found.readings[0]


@pytest.mark.parametrize(
    "text", ["1.400 €", "€1,400", "1.400 Euro, davon 3,50 € Porto", "€1,400 and 3.50 for stamps"]
)
def test_a_plain_thousand_is_not_asked_about(text: str) -> None:
    found = find_amounts(text, lang="de", region="DE")[0]
    assert found.low == 1400
    assert not found.ambiguous


@pytest.mark.parametrize(
    ("answer", "low", "other"),
    [("1,5", "1.5", 1500), ("5", 5, 5000), ("2.4", "2.4", 2400), ("zweieinhalb", "2.5", 2500)],
)
def test_small_answers_may_leave_the_thousands_out(answer: str, low: object, other: int) -> None:
    (found,) = find_amounts(answer, lang="de", region="DE", asked=True)
    assert found.readings == ((Decimal(str(low)),) * 2, (Decimal(other),) * 2)


def test_blocked_characters_hold_no_amount() -> None:
    assert find_amounts("we want 4,500 now", lang="en", region="GB", blocked=[(8, 13)]) == []


def test_a_currency_stated_once_holds_for_every_amount() -> None:
    found = find_amounts("damage 12,000\n\nand €300 for the locksmith", lang="en", region="GB")
    assert [(a.currency, a.currency_stated) for a in found] == [("EUR", True), ("EUR", True)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("they want €1,400", 0.9, 1), ("damage 12,000", 0.7, 0.8), ("several thousand pounds", 0, 0.6)],
)
def test_confidence(text: str, low: float, high: float) -> None:
    (found,) = find_amounts(text, lang="en", region="GB")
    assert low <= found.confidence <= high


@given(st.text(max_size=80), st.sampled_from(["en", "de"]), st.booleans())
def test_any_text(text: str, lang: str, asked: bool) -> None:
    _sound(text, find_amounts(text, lang=lang, region="CH", asked=asked))


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "12",
                "400",
                "1.400",
                "1,5",
                "€",
                "$",
                "£",
                "k",
                "grand",
                "Mio",
                "tausend",
                "ein",
                "paar",
                "zwei",
                "a",
                "few",
                "million",
                "euro",
                "Fr.",
                "-",
                "bis",
                "to",
                "und",
                "and",
                "x",
                "à",
                "about",
                "ca.",
                "or",
                "so",
                ",-",
                "%",
                ".",
                ",",
                "the",
                "of",
                "each",
                "50",
                "five",
                "figures",
                "low",
                "TEUR",
            ]
        ),
        max_size=14,
    ),
    st.sampled_from([" ", ""]),
    st.booleans(),
)
def test_any_mixture_of_its_words(words: list[str], joint: str, asked: bool) -> None:
    text = joint.join(words)
    _sound(text, find_amounts(text, lang="de", region="DE", asked=asked))


def _sound(text: str, found: list[AmountFound]) -> None:
    end = 0
    for amount in found:
        assert end <= amount.span.start < amount.span.end <= len(text)
        assert any(char.isalnum() or char in "½¼¾" for char in text[amount.span.start : amount.span.end])
        assert amount.low <= amount.high
        assert amount.low.is_finite()
        assert 0 < amount.confidence <= 1
        assert not amount.readings or amount.readings[0] == (amount.low, amount.high)
        end = amount.span.end


_FORMS = [
    ("€{:,.2f}", "EUR"),
    ("{:,.2f} EUR", "EUR"),
    ("EUR {:.2f}", "EUR"),
    ("£{:,.2f}", "GBP"),
    ("USD {:,.2f}", "USD"),
    ("{:.2f} pounds", "GBP"),
    ("$ {:,.2f}", "USD"),
]


@given(
    st.integers(1, 99_999_999),
    st.sampled_from(_FORMS),
    st.sampled_from(["point", "comma", "apostrophe", "blank"]),
)
def test_every_form_reads_back(cents: int, form: tuple[str, str], writing: str) -> None:
    value = Decimal(cents) / 100
    text = form[0].format(value)
    if writing == "comma":
        text = text.translate(str.maketrans(",.", ".,"))
    elif writing == "apostrophe":
        text = text.replace(",", "'")
    elif writing == "blank":
        text = text.replace(",", " ")
    (found,) = find_amounts(text, lang="de", region="US")
    assert (found.low, found.currency, found.approximate, found.span.end - found.span.start) == (
        value,
        form[1],
        False,
        len(text),
    )


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1.",
        "k",
        " ",
        "1 1 ",
        "1k ",
        "€1 ",
        "1-",
        "eine ",
        "um die 5k ",
        "+1",
        "1/",
        "(0)",
        "tausend ",
        "zwei",
        "x1 ",
    ],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    assert grows_linearly(lambda text: find_amounts(text, lang="de", region="DE", blocked=[(0, 0)]), piece)
