"""Patterns that begin where a word begins, tried only at the words that they can begin with.

A search tries its pattern at every character of a text. To look up the few words that come into question takes a fifth
of that time and finds the same matches, if many patterns are looked for in one text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from bot.extraction.folded import fold
from bot.extraction.grammar_starts import Starts, beginning, starts
from bot.extraction.remembered import remembered

_BEGINNING = re.compile(r"(?<!\w)\w{1,4}")
_WORDS_KEPT = 4_096
_beginning = remembered(beginning, _WORDS_KEPT)


class WordPattern:
    """A pattern for whole texts; for a few words out of one there is `WordPatterns`.

    One that does not say which words it can begin with is searched for everywhere.
    """

    def __init__(self, pattern: str | re.Pattern[str], flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        found = _starts(self.pattern)
        # What begins with "sign" need not be looked up if all that begins with "si" is.
        self._starts = found and [letters for letters in found if found.isdisjoint(beginning(letters)[:-1])]

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between `start` and `end`."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches between `start` and `end` in order, none overlapping another."""
        stop = len(text) if end is None else end
        if self._starts is None:
            yield from self.pattern.finditer(text, start, stop)
            return
        places, match = _places(text), self.pattern.match
        for place in sorted(place for letters in self._starts for place in places.get(letters, ())):
            if place >= start and (found := match(text, place, stop)):
                yield found
                start = found.end()

    def sub(self, replacement: Callable[[re.Match[str]], str], text: str) -> str:
        """The text with what `replacement` makes of each match."""
        pieces, done = [], 0
        for found in self.finditer(text):
            pieces += [text[done : found.start()], replacement(found)]
            done = found.end()
        return "".join([*pieces, text[done:]])


class WordPatterns:
    """Named patterns for short texts: of all of them those are tried that may begin with one of the words."""

    def __init__(self, named: Sequence[tuple[str, re.Pattern[str]]]) -> None:
        self._named = named
        self._starts = [_starts(pattern) for _, pattern in named]
        self._anywhere = {number for number, found in enumerate(self._starts) if found is None}
        self._beginning_with = remembered(self._find_beginning_with, _WORDS_KEPT)

    def found_in(self, text: str) -> list[str]:
        """The names of the patterns that the text has a match of, in the order of the patterns."""
        tried = self._anywhere.union(*map(self._beginning_with, _BEGINNING.findall(_plain(text))))
        return [name for name, pattern in map(self._named.__getitem__, sorted(tried)) if pattern.search(text)]

    def _find_beginning_with(self, word: str) -> frozenset[int]:
        """The numbers of the patterns that may begin with this word."""
        letters = beginning(word)
        return frozenset(
            number for number, found in enumerate(self._starts) if found and not found.isdisjoint(letters)
        )


def _starts(pattern: re.Pattern[str]) -> Starts:
    return starts(pattern.pattern, {}, {}, bordered=False)


def _plain(text: str) -> str:
    """With an "i" for what patterns that disregard case take for one."""
    return text.replace("İ", "i").replace("ı", "i")


@lru_cache(maxsize=8)
def _places(text: str) -> Mapping[str, list[int]]:
    # Kept for a moment, since many patterns are looked for in the same text one after the other.
    return _places_folded(fold(text))


@lru_cache(maxsize=4)
def _places_folded(text: str) -> Mapping[str, list[int]]:
    """Where words begin, by each of their beginnings; the same for a text and for that text in lower case."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for found in _BEGINNING.finditer(_plain(text)):
        place = found.start()
        for letters in _beginning(found.group()):
            places[letters].append(place)
    return places
