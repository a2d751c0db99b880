"""Words that hint at the role of a date or an amount near them, kept as data in `grammar/roles.*.yml`.

A phrase of the data is matched case-insensitively as whole words; `*` ends a stem ("notic*") and `…` stands
for up to four words ("hold* … liable"). A phrase in slashes is a regular expression.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bot.claims.languages import spoken
from bot.extraction.folded import fold
from bot.extraction.folded import folded as in_lower_case
from bot.extraction.remembered import remembered
from bot.extraction.tables import read_table

_WORD = re.compile(r"\w+")
_BEGINNING = re.compile(r"(?=[\w*])(\w*)([*'’]?)(\w*)")
"""The first word of a phrase: how it begins, and what, if anything, makes that a mere beginning, and goes on."""
_STEM = 3
_WORDS_KEPT = 4_096
_FOLDER = Path(__file__).parent / "grammar"


@dataclass(frozen=True, slots=True)
class Cue:
    """A hint called `name`, at characters `start` to `end`."""

    name: str
    start: int
    end: int


class _Phrases:
    """Phrases of one hint, made a pattern when a text first has a word that one of them begins with."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = phrases

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return compile_phrases(self._phrases, folded=True)


_Hints = dict[str, _Phrases]
"""Phrases by the name of their hint."""


class Cues:
    """The hints of one language."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        """`phrases` by the name of their hint."""
        self._anywhere: _Hints = {}
        self._by_word: dict[str, _Hints] = {}
        """By the word they begin with; to try only these is three times as fast as to search for each."""
        self._by_stem: dict[str, _Hints] = {}
        """By the first letters, `_STEM` at most, of the word they begin with."""
        self._by_tail: dict[str, _Hints] = {}
        """By what is somewhere in the word they begin with."""
        for name, its in phrases.items():
            beginnings = {phrase: _BEGINNING.match(fold(phrase)) for phrase in map(str, its)}
            if loose := [phrase for phrase, begins in beginnings.items() if begins is None]:
                self._anywhere[name] = _Phrases(loose)
            bound = _Phrases([phrase for phrase, begins in beginnings.items() if begins is not None])
            for found in filter(None, beginnings.values()):
                word, open_end, tail = found.groups()
                if not open_end:
                    self._by_word.setdefault(word, {})[name] = bound
                elif word:
                    self._by_stem.setdefault(word[:_STEM], {})[name] = bound
                else:
                    self._by_tail.setdefault(tail, {})[name] = bound
        self._beginning_with = remembered(self._find_beginning_with, _WORDS_KEPT)

    @classmethod
    def of(cls, lang: str) -> "Cues":
        """The hints for a language that is spoken; any other is read as the fallback."""
        return _load(spoken(lang))

    def find(self, text: str) -> list[Cue]:
        """Every hint in `text`, ordered by position."""
        folded = fold(text)
        cues = [
            Cue(name, found.start(), found.end())
            for name, phrases in self._anywhere.items()
            for found in phrases.pattern.finditer(folded)
        ]
        ends: dict[str, int] = {}
        for word in _WORD.finditer(folded):
            start = word.start()
            for name, pattern in self._beginning_with(word.group()):
                if start >= ends.get(name, 0) and (found := pattern.match(folded, start)):
                    ends[name] = found.end()
                    cues.append(Cue(name, start, found.end()))
        return sorted(cues, key=lambda cue: (cue.start, cue.end))

    def _find_beginning_with(self, word: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The hints that may begin with this word."""
        hints = dict(self._by_word.get(word, {}))
        for length in range(1, _STEM + 1):
            hints |= self._by_stem.get(word[:length], {})
        for tail, its in self._by_tail.items():
            if tail in word:
                hints |= its
        return tuple((name, phrases.pattern) for name, phrases in hints.items())


def compile_phrases(phrases: Sequence[str], *, folded: bool = False) -> re.Pattern[str]:
    """One pattern for all phrases of a hint, the longest first; with `folded` for text that went through `fold`."""
    ordered = sorted(map(str, phrases), key=len, reverse=True)
    words = "|".join(_expression(phrase) for phrase in ordered if not phrase.startswith("/"))
    # The borders stand outside the alternatives, so that all of them are tried at the beginnings of words only.
    parts = [rf"(?<!\w)(?:{words})(?!\w)"] if words else []
    parts.extend(phrase[1:-1] for phrase in ordered if phrase.startswith("/"))
    pattern = "|".join(parts)
    return re.compile(in_lower_case(pattern)) if folded else re.compile(pattern, re.IGNORECASE)


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
    data = read_table(_FOLDER / f"roles.{lang}.yml")
    return Cues(data["cues"])
