"""Short answers to a question that asked for a name, a role or a choice, where the answer itself is the value."""

import re
from functools import cache
from pathlib import Path

from bot.extraction.cause_answers import answered_cause
from bot.extraction.cues import compile_phrases
from bot.extraction.found import Span, TextFound
from bot.extraction.given_names import is_given_name
from bot.extraction.name_answers import answered_client, is_certain, withholds
from bot.extraction.tables import read_table

__all__ = ["answer_text", "choice_in", "is_certain", "is_given_name", "withholds"]

_LONGEST_CHOICE = 12
"""Words of an answer that means one choice; a longer one tells a story."""


def answer_text(asks: str, text: str) -> TextFound | None:
    """The value of `text` as an answer to the question for `asks` ("caused_by" or "claimant"), if it is one."""
    return answered_cause(text) if asks == "caused_by" else answered_client(text)


def choice_in(field: str, text: str) -> TextFound | None:
    """The value of `text` as an answer to a question with a choice or for yes or no, by the words known for the field."""
    if "?" in text or len(text.split()) > _LONGEST_CHOICE:
        return None
    for value, phrases in _choices().get(field, {}).items():
        found = phrases.search(text)
        if found:
            return TextFound(value, 0.9, Span(0, *found.span()))
    return None


@cache
def _choices() -> dict[str, dict[str, re.Pattern[str]]]:
    data = read_table(Path(__file__).parent / "grammar" / "answers.yml")
    return {
        field: {value: compile_phrases(phrases) for value, phrases in values.items()}
        for field, values in data["choices"].items()
    }
