"""Text made plain for reading dates: one kind of dash, quote and blank, misspelt date words put right.

Every character of the plain text knows where it stood in the original.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

_SAME_LENGTH = str.maketrans(
    {
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ",
        "\u200b": " ", "\u00ad": " ", "\u2060": " ",
        "⁄": "/", "∕": "/",
    }
)  # fmt: skip
_WRAPPED_AT = 50
"""A line at least this long was broken by a program, not by its writer, and goes on in the next one."""


@dataclass(frozen=True, slots=True)
class Plain:
    text: str
    _pieces: tuple[tuple[int, int], ...]
    """(position here, position in the original), ascending; between two entries both advance alike."""
    corrected: tuple[int, ...] = ()
    """Where the words begin that were misspelt, ascending."""

    def original(self, position: int) -> int:
        here, there = self._pieces[bisect_right(self._pieces, (position, 1 << 60)) - 1]
        return there + position - here

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end (exclusive) in the original of a non-empty stretch of the plain text."""
        return self.original(start), self.original(end)

    def was_corrected(self, start: int, end: int) -> bool:
        place = bisect_left(self.corrected, start)
        return place < len(self.corrected) and self.corrected[place] < end


class Speller:
    """Puts misspelt words right: listed misspellings, and near misses of long words by one slip.

    A slip is one letter left out, added, replaced, or two neighbours swapped; the first letter must be right.
    `real` are words that resemble a date word and are none.
    """

    def __init__(self, words: set[str], known: dict[str, str], real: set[str]) -> None:
        self._known = known
        self._left_alone = real | words
        self._nearby: dict[str, str] = {}
        for word in sorted(words):
            for variant in _shortened(word):
                self._nearby.setdefault(variant, word)
            self._nearby[word] = word
        self._lengths = range(min(map(len, words)) - 1, max(map(len, words)) + 2)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str | None:
        """The word that was meant, or None if it stands as it is."""
        if word in self._known:
            return self._known[word]
        if len(word) not in self._lengths or word in self._left_alone:
            return None
        for variant in (word, *_shortened(word)):
            meant = self._nearby.get(variant)
            if meant and meant[0] == word[0] and _one_slip(word, meant):
                return meant
        return None


def make_plain(text: str, speller: Speller) -> Plain:
    """Linear in the length of the text."""
    source = text.translate(_SAME_LENGTH)
    pieces = [(0, 0)]
    out: list[str] = []
    length, done = 0, 0
    corrected: list[int] = []

    def put(until: int, start: int, replacement: str, end: int) -> None:
        """Copy the source up to `until`, then the replacement for `start` to `end`."""
        nonlocal length, done
        out.append(source[done:until])
        length += until - done
        out.append(replacement)
        pieces.append((length, start))
        length += len(replacement)
        pieces.append((length, end))
        done = end

    line = 0
    for found in _TOKEN.finditer(source):
        token, (start, end) = found.group(), found.span()
        if token[0].isspace():
            blank = " "
            if "\n" in token:
                blank = " " if start - line >= _WRAPPED_AT and token.count("\n") == 1 else "\n"
                line = end
            if token != blank:
                put(start, start, blank, end)
        elif (meant := speller.correct(token.lower())) is not None:
            corrected.append(length + start - done)
            put(start, start, meant.capitalize() if token[0].isupper() else meant, end)
    out.append(source[done:])
    return Plain("".join(out), tuple(pieces), tuple(corrected))


_TOKEN = re.compile(r"[^\S ]\s*| \s+|[^\W\d_]+")
"""A word, or blanks other than a single space, which stays as it is."""


def _shortened(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _one_slip(word: str, meant: str) -> bool:
    """Whether `word` becomes `meant` by one letter added, dropped or replaced, or two neighbours swapped."""
    first = next(
        (place for place, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b),
        min(len(word), len(meant)),
    )
    rest, wanted = word[first:], meant[first:]
    return (
        rest[1:] == wanted
        or rest == wanted[1:]
        or rest[1:] == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
