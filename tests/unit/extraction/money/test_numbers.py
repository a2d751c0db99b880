"""Numbers in digits and in words of both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.money.digits import read_digits
from bot.extraction.money.number_words import read_word
from bot.extraction.money.numbers import parse_number

_UNITS = [
    "",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ENGLISH = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _german(number: int) -> str:
    if number >= 1000:
        return _german(number // 1000) + "tausend" + (_german(number % 1000) if number % 1000 else "")
    if number >= 100:
        return _UNITS[number // 100] + "hundert" + (_german(number % 100) if number % 100 else "")
    if number < 20:
        return "eins" if number == 1 else _UNITS[number]
    return (_UNITS[number % 10] + "und" if number % 10 else "") + _TENS[number // 10]


def _english(number: int) -> str:
    if number >= 1000:
        rest = number % 1000
        joint = " and " if 0 < rest < 100 else " "
        return _english(number // 1000) + " thousand" + (joint + _english(rest) if rest else "")
    if number >= 100:
        return (
            _ENGLISH[number // 100] + " hundred" + (" and " + _english(number % 100) if number % 100 else "")
        )
    if number < 20:
        return _ENGLISH[number]
    return _ENGLISH_TENS[number // 10] + ("-" + _ENGLISH[number % 10] if number % 10 else "")


@given(st.integers(2, 999_999))
def test_german_words_read_back(number: int) -> None:
    word = _german(number).removesuffix("eins") + ("eins" if _german(number).endswith("eins") else "")
    assert parse_number(word, "de") is not None
    assert parse_number(word, "de").value == number  # type: ignore[union-attr]


@given(st.integers(1, 999_999))
def test_english_words_read_back(number: int) -> None:
    read = parse_number(_english(number), "en")
    assert read is not None
    assert read.value == number


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1.400", "de", 1400),
        ("1,400", "en", 1400),
        ("1'400", "de", 1400),
        ("1’400", "de", 1400),
        ("1 400", "en", 1400),
        ("1400", "de", 1400),
        ("1.400", "en", 1400),
        ("1,400", "de", 1400),
        ("1.234,56", "de", "1234.56"),
        ("1,234.56", "en", "1234.56"),
        ("2.500.000", "de", 2500000),
        ("1.234.56", "de", "1234.56"),
        ("0,99", "de", "0.99"),
        ("0.500", "en", "0.5"),
        ("1,50,000", "en", 150000),
        ("3,5k", "de", 3500),
        ("22k", "en", 22000),
        ("1,2 Mio", "de", 1200000),
        ("54 TEUR", "de", 54000),
        ("eintausendvierhundert", "de", 1400),
        ("anderthalbtausend", "de", 1500),
        ("eineinhalbtausend", "de", 1500),
        ("dreieinhalbtausend", "de", 3500),
        ("zwölfhundert", "de", 1200),
        ("zwoelfhundert", "de", 1200),
        ("fourteen hundred", "en", 1400),
        ("one and a half thousand", "en", 1500),
        ("a hundred and twenty grand", "en", 120000),
        ("half a million", "en", 500000),
        ("eine Viertelmillion", "de", 250000),
        ("zwoa tausend", "de", 2000),
        ("zweituusig", "de", 2000),
        ("fuffzehn", "de", 15),
        ("two point five million", "en", 2500000),
        ("zwei Komma fünf Millionen", "de", 2500000),
        ("2½ thousand", "en", 2500),
        ("three quarters of a million", "en", 750000),
        ("zweihunderttausend", "de", 200000),
        ("a grand", "en", 1000),
        ("zwei Riesen", "de", 2000),
        ("fivehundred", "en", None),
        ("Hundehütte", "de", None),
        ("28.2.2024", "de", None),
        ("4.2.1", "en", None),
        ("", "en", None),
        ("unzwei", "de", None),
        ("tausendhundert und", "de", None),
    ],
)
def test_parse_number(text: str, lang: str, value: object) -> None:
    read = parse_number(text, lang)
    assert (read and read.value) == (None if value is None else Decimal(str(value)))


def test_digits_that_allow_two_readings_keep_both() -> None:
    read = parse_number("1000.000", "en")
    assert read is not None
    assert set(read.readings) == {Decimal(1000), Decimal(1000000)}
    assert parse_number("1.400", "de").readings == ()  # type: ignore[union-attr]


@given(st.text(alphabet="0123456789.,'’ ", max_size=40))
def test_digits_never_fail(text: str) -> None:
    for piece in text.split():
        read_digits(piece)


@given(st.text(max_size=60))
def test_words_never_fail(text: str) -> None:
    read_word(text.lower())
    parse_number(text, "de")
    parse_number(text, "en")
