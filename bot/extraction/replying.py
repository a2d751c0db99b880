"""How people answer and correct: the same day, with the letter, "send it", words that tell nothing yet.

The phrases are data in `grammar/replying.yml`, looked for in both languages, since people answer in either.
"""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

from bot.claims.values import Period
from bot.extraction.cues import compile_phrases

_LONGEST = 200
"""Characters of a text that may be an answer in these words."""
_NUMBERS = {
    "a": 1, "one": 1, "ein": 1, "eine": 1, "einen": 1, "two": 2, "zwei": 2, "three": 3, "drei": 3, "four": 4, "vier": 4,
    "five": 5, "fünf": 5, "six": 6, "sechs": 6, "ten": 10, "zehn": 10,
}  # fmt: skip
_WORDS_ONLY = ("vague", "announcing")
"""Tables of single words."""
_LETTERS = re.compile(r"[^\W\d_]")
_SLIP = re.compile(r"\W*(?:\w{1,5}|\w*[bcdfghjklmnpqrstvwxzß]{6}\w*)\W*", re.IGNORECASE)
"""One word that is too short to tell what happened, or no word at all."""
_WORD = re.compile(r"[\w'’]+")


def says(name: str, text: str) -> bool:
    """Whether a text has a phrase of this table."""
    return len(text) <= _LONGEST and _phrases()[name].search(text) is not None


def knows(name: str) -> bool:
    """Whether there is such a table."""
    return name in _phrases()


def last_before(name: str, text: str, start: int, reach: int) -> bool:
    """Whether a phrase of the table ends within `reach` characters before `start`."""
    return any(start - reach <= found.end() <= start for found in _phrases()[name].finditer(text))


def is_vague(text: str) -> bool:
    """Whether a text says at most that something happened, not what: "I need to report a claim", "hab Mist gebaut", "asdf"."""
    if not _LETTERS.search(text) or _SLIP.fullmatch(text):
        return True
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_LONGEST])]
    return bool(words) and len(text) <= _LONGEST and all(word in _vague() for word in words)


def only_announces(text: str) -> bool:
    """Whether a text says that there is another loss, and nothing of it: "can I report another one?"."""
    words = {word.lower().replace("’", "'") for word in _WORD.findall(text[:_LONGEST])}
    return len(text) <= _LONGEST and words <= _vague() | _announcing()


def days_after(text: str) -> int | None:
    """Days from the event that an answer names by it: "the same day" 0, "two weeks later" 14."""
    if len(text) > _LONGEST:
        return None
    later = _phrases()["days_later"].search(text)
    if later:
        count = later["count"].lower()
        days = int(count) if count.isdigit() else _NUMBERS[count]
        return days * (7 if later["unit"].lower().startswith("w") else 1)
    if says("next_day", text):
        return 1
    return 0 if says("same_day", text) else None


def day_after(period: Period, days: int) -> Period:
    """The day or period that lies so many days later."""
    return period if days == 0 else Period(period.end + timedelta(days), period.end + timedelta(days))


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    return {name: compile_phrases(phrases) for name, phrases in _data().items() if name not in _WORDS_ONLY}


@cache
def _vague() -> frozenset[str]:
    return frozenset(map(str, _data()["vague"]))


@cache
def _announcing() -> frozenset[str]:
    return frozenset(map(str, _data()["announcing"]))


@cache
def _data() -> dict[str, list[str]]:
    path = Path(__file__).parent / "grammar" / "replying.yml"
    data: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    return data
