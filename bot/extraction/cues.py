"""Words that hint at the role of a date or an amount near them, kept as data in `grammar/roles.*.yml`.

A phrase of the data is matched case-insensitively as whole words; `*` ends a stem ("notic*") and `…` stands
for up to four words ("hold* … liable"). A phrase in slashes is a regular expression.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "grammar"


@dataclass(frozen=True, slots=True)
class Cue:
    """A hint called `name`, at characters `start` to `end`."""

    name: str
    start: int
    end: int


class Cues:
    """The hints of one language."""

    def __init__(self, patterns: dict[str, re.Pattern[str]]) -> None:
        self._patterns = patterns

    @classmethod
    def of(cls, lang: str) -> "Cues":
        """The hints for "en" or "de"; any other language is read as English."""
        return _load("de" if lang == "de" else "en")

    def find(self, text: str) -> list[Cue]:
        """Every hint in `text`, ordered by position."""
        cues = [
            Cue(name, found.start(), found.end())
            for name, pattern in self._patterns.items()
            for found in pattern.finditer(text)
        ]
        return sorted(cues, key=lambda cue: (cue.start, cue.end))


def compile_phrases(phrases: list[str]) -> re.Pattern[str]:
    """One pattern for all phrases of a hint, the longest first."""
    parts = [_expression(phrase) for phrase in sorted((str(phrase) for phrase in phrases), key=len, reverse=True)]
    return re.compile("|".join(parts), re.IGNORECASE)


def _expression(phrase: str) -> str:
    if phrase.startswith("/") and phrase.endswith("/"):
        return phrase[1:-1]
    words = []
    for word in phrase.split():
        if word == "…":
            words.append(r"(?:\S+\s+){0,4}?")
        else:
            words.append(re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]?") + r"\s+")
    joined = "".join(words).removesuffix(r"\s+")
    return rf"(?<!\w){joined}(?!\w)"


@cache
def _load(lang: str) -> Cues:
    data = yaml.safe_load((_FOLDER / f"roles.{lang}.yml").read_text("utf-8"))
    return Cues({name: compile_phrases(phrases) for name, phrases in data["cues"].items()})
