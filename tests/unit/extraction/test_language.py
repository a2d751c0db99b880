"""Which language a conversation is held in: `test_language.*.txt` has first words a line, those of `nothing` tell none."""

from pathlib import Path

import pytest

from bot.claims.languages import languages
from bot.conversations.model import Conversation
from bot.extraction.language import detect_language
from tests.builders import a_conversation


def lines(name: str) -> list[str]:
    return (Path(__file__).parent / f"test_language.{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang in languages() for text in lines(lang)])
def test_first_words_tell_the_language(lang: str, text: str) -> None:
    found = detect_language(text)
    assert found is not None
    assert found[0] == lang
    assert 0.5 <= found[1] <= 1


@pytest.mark.parametrize("text", ["", *lines("nothing")])
def test_no_answer_without_evidence(text: str) -> None:
    assert detect_language(text) is None


def test_more_evidence_is_more_sure() -> None:
    short, long = detect_language("nicht"), detect_language("das weiß ich leider noch nicht genau")
    assert short
    assert long
    assert short[1] < long[1]


def after(conversation: Conversation, *texts: str) -> str:
    for text in texts:
        conversation = conversation.written_in(detect_language(text))
    return conversation.language


@pytest.mark.parametrize(
    "texts",
    [
        ("Jürgen Müller", "Schäfer & Söhne KG"),
        ("Müller GmbH", "juergen@müller-söhne.de", "ok"),
        ("PI-204-1877", "FN-26-7K3QD", "1.400"),
        ("Kölner Straße 5", "Köln"),
        ("Zahnarztpraxis Österreicher", "yes"),
        ("Bitte",),
        ("Herr Schröder", "on Monday"),
    ],
)
def test_names_and_numbers_leave_an_english_conversation_english(texts: tuple[str, ...]) -> None:
    assert after(a_conversation(language="en"), *texts) == "en"


@pytest.mark.parametrize(
    "texts",
    [
        ("server down seit gestern", "das update failed", "backup restore ging schief"),
        ("Phishing Mail", "Ransomware", "Update"),
        ("Alderway Dental", "Bright Solutions Ltd"),
        ("ok", "down", "nein"),
        ("der Client crasht", "im Cloud Backup war nothing drin"),
    ],
)
def test_english_of_the_trade_leaves_a_german_conversation_german(texts: tuple[str, ...]) -> None:
    assert after(a_conversation(language="de"), *texts) == "de"


def test_two_messages_in_another_language_switch() -> None:
    assert after(a_conversation(language="en"), "das war gestern abend", "nein, noch nicht") == "de"
    assert after(a_conversation(language="de"), "sorry, it was yesterday", "no, not yet") == "en"
