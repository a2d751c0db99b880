"""The channel's own words: in every language, and within what Telegram shows."""

import pytest

from bot.channels.telegram.texts import _DATA, phone_number, sentence
from bot.claims.languages import languages
from tests.unit.test_domain import forbidden


@pytest.mark.parametrize("name", _DATA["sentences"])
def test_every_sentence_is_there_in_every_language(name: str) -> None:
    assert set(_DATA["sentences"][name]) == set(languages())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["answered", "overtaken"])
def test_answers_to_a_press_fit_into_their_bubble(name: str, language: str) -> None:
    assert len(sentence(name, language)) <= 200


def test_a_language_that_is_not_spoken_falls_back() -> None:
    assert sentence("voice", "fr") == sentence("voice", "en")


def test_a_contact_is_somebodys_number() -> None:
    assert phone_number("+49 30 901820", None, "en") == "My phone number is +49 30 901820."
    assert phone_number("+49 30 901820", "Jo {x}", "de") == "Telefonnummer von Jo {x}: +49 30 901820"


@pytest.mark.parametrize("language", languages())
def test_nothing_forbidden_is_said(language: str) -> None:
    said = [sentence(name, language) for name in _DATA["sentences"]]
    assert [text for text in said if forbidden(text, language)] == []
