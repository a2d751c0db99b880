"""Which words answer a question for yes or no, and which are about something else."""

import pytest

from bot.extraction.yes_no import is_bare, may_answer

_ANSWERS = {
    "statement_made": [
        "no", "nope, not a thing", "not yet", "leider schon", "I did", "my colleague did", "hab ich nicht", "hopefully never, no",
        "unterschrieben hab ich nix", "we said sorry", "die Hälfte davon", "just the deposit", "Frankly I offered a discount",
    ],
    "ongoing": ["yes", "still down", "läuft wieder", "it is, every hour costs", "noch nicht behoben", "so ist es", "immer noch"],
    "notice_kind": ["not so far", "they want nothing", "von Geld war keine Rede", "bisher hat keiner was verlangt", "only angry"],
    "personal_data": ["only drawings", "keine Kundendaten", "not to my knowledge", "wohl schon", "names and e-mails"],
    "client_informed": ["not yet", "I rang them", "weiß er noch nicht", "haben wir gleich gesagt"],
    "court_papers": ["no", "nur angedroht", "ein Mahnbescheid", "nothing served"],
}  # fmt: skip
_ABOUT_ELSE = {
    "statement_made": [
        "Alan Price", "Jan", "Frau Ja", "PI-204-1877", "Gasthof hasn't asked for anything", "läuft immer noch nicht",
        "die haben sich noch nicht gemeldet", "I did not notice it until Monday", "die Kasse geht nicht", "nobody was hurt",
    ],
    "ongoing": ["Paul Grant", "they haven't asked for money", "Geld will keiner", "die Anna war das nicht"],
    "notice_kind": ["läuft immer noch nicht, seit 8 Uhr", "haben se selber gemerkt, war ja nix mehr da", "not my fault"],
    "personal_data": ["they haven't asked for money", "nicht am Montag gemerkt", "Sue Hart"],
    "client_informed": ["we haven't signed anything", "unterschrieben hab ich nichts", "Kim Noyes"],
    "court_papers": ["the server isn't back", "it wasn't noticed before Friday"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text"), [(name, text) for name, texts in _ANSWERS.items() for text in texts]
)
def test_a_bare_word_or_one_about_what_is_asked_may_answer(field: str, text: str) -> None:
    assert may_answer(field, text)


@pytest.mark.parametrize(
    ("field", "text"), [(name, text) for name, texts in _ABOUT_ELSE.items() for text in texts]
)
def test_a_name_or_a_not_about_something_else_answers_nothing(field: str, text: str) -> None:
    assert not may_answer(field, text)


def test_of_a_field_without_words_of_its_own_anything_may() -> None:
    assert may_answer("locked", "the shed was shut")


@pytest.mark.parametrize(("text", "bare"), [("noch nicht", True), ("not", True), ("not signed", False)])
def test_bare_words_fit_any_question(text: str, bare: bool) -> None:
    assert is_bare(text) is bare
