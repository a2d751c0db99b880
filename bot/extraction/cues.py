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
        folded = fold(text)
        cues = [
            Cue(name, found.start(), found.end())
            for name, pattern in self._patterns.items()
            for found in pattern.finditer(folded)
        ]
        return sorted(cues, key=lambda cue: (cue.start, cue.end))


def fold(text: str) -> str:
    """`text` in lower case, character by character, so that positions stay the same."""
    lower = text.lower()
    return (
        lower
        if len(lower) == len(text)
        else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )


def compile_phrases(phrases: list[str], *, folded: bool = False) -> re.Pattern[str]:
    """One pattern for all phrases of a hint, the longest first; with `folded` for text that went through `fold`."""
    ordered = sorted(
        (fold(str(phrase)) if folded else str(phrase) for phrase in phrases), key=len, reverse=True
    )
    words = "|".join(_expression(phrase) for phrase in ordered if not phrase.startswith("/"))
    # The borders stand outside the alternatives, so that all of them are tried at the beginnings of words only.
    parts = [rf"(?<!\w)(?:{words})(?!\w)"] if words else []
    parts.extend(phrase[1:-1] for phrase in ordered if phrase.startswith("/"))
    # Without the flag the search is more than twice as fast.
    return re.compile("|".join(parts), 0 if folded else re.IGNORECASE)


def _expression(phrase: str) -> str:
    words = []
    for word in phrase.split():
        if word == "…":
            words.append(r"(?:\S+\s+){0,4}?")
        else:
            words.append(re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]?") + r"\s+")
    return "".join(words).removesuffix(r"\s+")


@cache
def _load(lang: str) -> Cues:
    data = yaml.safe_load((_FOLDER / f"roles.{lang}.yml").read_text("utf-8"))
    return Cues({name: compile_phrases(phrases, folded=True) for name, phrases in data["cues"].items()})
