"""Slips of the finger in the words that send a notice."""

import pytest

from bot.extraction.replying import only_assents, orders_sending
from bot.extraction.respelt import is_slip, respelt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bite", "bitte"),
        ("korekt", "korrekt"),
        ("passst", "passt"),
        ("absneden", "absenden"),
        ("rigth", "right"),
        ("subnit", "submit"),
        ("corrct", "correct"),
        ("sende", "senden"),
        ("senden", "senden"),
    ],
)
def test_one_letter_makes_a_slip(typed: str, meant: str) -> None:
    assert is_slip(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wichtig", "richtig"), ("claim", "client"), ("night", "right"), ("datum", "daten"), ("ab", "abend")],
)
def test_other_words_are_no_slips(typed: str, meant: str) -> None:
    assert not is_slip(typed, meant)


def test_what_is_known_and_what_is_far_stays() -> None:
    assert respelt("Passt, abschiken bite, Herr Korell", {"passt", "abschicken", "bitte", "korrekt"}) == (
        "Passt, abschicken bitte, Herr Korell"
    )


@pytest.mark.parametrize(
    "text",
    [
        "ja stimmt alles, abschicken bite",
        "passt, abschiken",
        "ja stimt, bitte absenden",
        "ja bitte abshicken",
        "jo basst, abschickn bitte",
        "yes plese submitt",
        "everithing is corect, send",
        "yes thats rigt, send",
        "alles richtg, bitte abschicken",
    ],
)
def test_a_misspelt_order_sends(text: str) -> None:
    assert only_assents(text) or orders_sending(text)


@pytest.mark.parametrize(
    "text",
    [
        "wichtig",
        "das stimmt nich",
        "noch nicht abschiken",
        "the datte is wrong, send",
        "yes but the sum is wrogn",
        "nein, flasch",
        "abschiken erst morgen",
    ],
)
def test_a_misspelt_doubt_sends_nothing(text: str) -> None:
    assert not only_assents(text)
    assert not orders_sending(text)
