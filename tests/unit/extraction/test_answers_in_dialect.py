"""Answers for yes or no as people speak: who rang whom, what was shut, whose faces are in the picture."""

import pytest

from bot.extraction.answers import choice_in
from bot.extraction.notice import find_ongoing, find_statement_made


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("na, Zugang is zua", "no"),
        ("na, is zua", "no"),
        ("na, lauft ois wieder", "no"),
        ("nö, ham ma abgschaltet", "no"),
        ("no, access was revoked", "no"),
        ("nah, took the page down", "no"),
        ("jo, rennt no immer ned", "yes"),
        ("na klar, läuft noch", "yes"),
        ("noch immer offen", "yes"),
        ("still bleeding emails as we speak", "yes"),
    ],
)
def test_whether_it_goes_on(text: str, value: str) -> None:
    lang = "en" if text.isascii() and not text.startswith(("na,", "jo")) and "noch" not in text else "de"
    found = find_ongoing(text, lang=lang, asked=True)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("i said its totally my fault and i gave the deposit back, 300", "en", "yes"),
        ("hab ihm 150 zurücküberwiesen", "de", "yes"),
        ("ihm die 80 Euro gleich in die Hand gedrückt", "de", "yes"),
        ("am 3. unterschrieben, leider", "de", "yes"),
        ("na, i hob nix gsagt", "de", "no"),
        ("na, nix", "de", "no"),
    ],
)
def test_whether_something_was_given_or_signed(text: str, lang: str, value: str) -> None:
    found = find_statement_made(text, lang=lang, asked=True)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("client_informed", "Der hat ja mi angrufa", "yes"),
        ("client_informed", "they rang me themselves", "yes"),
        ("client_informed", "die ham sich bei uns gmeldet", "yes"),
        ("client_informed", "von denen hab ichs ja erfahren", "yes"),
        ("client_informed", "the client came to us with it", "yes"),
        ("client_informed", "na klar, hab ich ihm gesagt", "yes"),
        ("client_informed", "they never noticed", "no"),
        ("client_informed", "they've no clue", "no"),
        ("client_informed", "die ham nix gmerkt", "no"),
        ("client_informed", "my boss rang me about it", None),
        ("personal_data", "only foto of people", "yes"),
        ("personal_data", "nur Fotos von Gästen", "yes"),
        ("personal_data", "not really, only first names", "yes"),
        ("personal_data", "nein, nur Namen und Adressen", "yes"),
        ("personal_data", "nur Bilder vom Gebäude", "no"),
        ("personal_data", "only pictures of machines", "no"),
        ("personal_data", "no names, just sensor data", "no"),
        ("notice_kind", "naja der doktor tobt aber ne summe hat er nicht gesagt", "circumstance"),
        ("notice_kind", "well shes fuming but hasnt named a figure", "circumstance"),
        ("notice_kind", "yes, they want 500", "demand"),
    ],
)
def test_what_an_answer_chooses(field: str, text: str, value: str | None) -> None:
    found = choice_in(field, text)
    assert (found.value if found else None) == value
