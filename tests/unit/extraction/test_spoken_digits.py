"""Telephone numbers told in words."""

import pytest

from bot.extraction.contact import find_contact
from bot.extraction.spoken_digits import with_digits


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("it's oh one six one, four nine six, oh two four four please", "01614960244"),
        ("zero seven nine double four three two one double six oh", "07944321660"),
        ("null eins sieben eins, fünf fünf fünf, null eins zwei drei", "01715550123"),
        ("null eins sieben eins fünfundfünfzig fünfzig zwölf drei", "01715550123"),
        ("Nüll sibe nün, fünf fünf fünf, null eis zwei drü", "0795550123"),
        ("plus 49 171 5550123", "+491715550123"),
        ("ring me on oh seven seven double oh nine hundred four six one", "07700900461"),
        ("oh eight hundred, one two three four five six", "0800123456"),
        ("oh one six one forty six twenty one fifty", "0161462150"),
        ("null eins sieben eins fünfundfünfzig nullnull eins zwei drei", "01715500123"),
        ("plus vier neun eins sieben eins 5550123", "+491715550123"),
    ],
)
def test_a_number_told_in_words_is_one_to_call(said: str, number: str) -> None:
    written = with_digits(said)
    assert number in written
    assert len(written) == len(said)
    assert find_contact(written, region="DE", asked=True) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I have no phone, only mail",
        "one of two colleagues was there",
        "eins zwei drei, ich bin dabei",
        "0171 5550123",
        "call me on 0161 496 0244 at three",
        "0161 496 0244, three o'clock",
        "they want five thousand two hundred and forty six, call me",
        "oh no, eight servers and nine laptops are gone",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert with_digits(text) == text
