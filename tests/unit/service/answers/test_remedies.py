"""Days on which something was done about the damage move no day of the loss."""

import pytest

from bot.extraction.found import Span
from tests.builders import a_complete_claim, a_date, a_reading, day
from tests.unit.service.hearing import hear


def happened(text: str, word: str, asks: str) -> object:
    """When the loss happened after `word` of a text was read as its day."""
    claim = a_complete_claim({"occurred_on": day("2026-04-01"), "mitigation": None}, without=asks)
    start = text.index(word)
    read = a_reading(occurred_on=a_date("2026-04-07", span=Span(0, start, start + len(word))))
    hear("inform", read, claim=claim, text=text, asks=asks)
    return claim.value("occurred_on")


@pytest.mark.parametrize(
    ("text", "word", "asks"),
    [
        ("preise gleich dienstag mittag wieder korrigiert, shop läuft wieder", "dienstag", "mitigation"),
        ("Ich habe Programm gestoppt und Fehler korrigiert am Montag", "am Montag", "mitigation"),
        ("Foto ist heute früh entfernt", "heute", "confirm"),
        ("we took the photo down on the 5th", "on the 5th", "confirm"),
        ("data recovery by Fastdrive since monday, please add", "monday", "confirm"),
        ("ich hab am 8. schon den Rückruf der Mail versucht", "am 8.", "statement_made"),
        ("patched it on Friday", "Friday", "ongoing"),
    ],
)
def test_what_was_done_about_it_has_days_of_its_own(text: str, word: str, asks: str) -> None:
    assert happened(text, word, asks) == day("2026-04-01")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("it happened on the 7th, I restored the wrong backup", "on the 7th"),
        ("the incident date is the 7th, we fixed it at once", "the 7th"),
    ],
)
def test_a_day_of_the_loss_is_still_set_right_at_the_summary(text: str, word: str) -> None:
    assert happened(text, word, "confirm") == day("2026-04-07")
