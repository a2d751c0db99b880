"""The channel's own words: in every language, and within what Telegram shows."""

import pytest

from bot.channels.telegram.texts import _DATA, label, sentence, unnamed
from bot.claims.languages import languages
from tests.unit.test_domain import forbidden

VALUES = dict.fromkeys(("name", "link", "reason", "reports"), "…")


@pytest.mark.parametrize("kind", ["sentences", "phrases", "labels", "unnamed", "menu"])
def test_everything_is_said_in_every_language(kind: str) -> None:
    for texts in _DATA[kind].values():
        assert set(texts) == set(languages())


@pytest.mark.parametrize("kind", ["photo", "document", "animation", "audio", "video", "voice", "video_note"])
def test_every_kind_of_file_has_a_name(kind: str) -> None:
    assert unnamed(kind, "de").startswith("Ihr")


def test_labels_are_short() -> None:
    assert all(len(label(name, language)) <= 18 for name in _DATA["labels"] for language in languages())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["answered", "overtaken"])
def test_answers_to_a_press_fit_into_their_bubble(name: str, language: str) -> None:
    assert len(sentence(name, language)) <= 200


def test_a_language_that_is_not_spoken_falls_back() -> None:
    assert sentence("voice", "fr") == sentence("voice", "en")


@pytest.mark.parametrize("language", languages())
def test_nothing_forbidden_is_said(language: str) -> None:
    said = [sentence(name, language, **VALUES) for name in _DATA["sentences"]]
    assert [text for text in said if forbidden(text, language)] == []
