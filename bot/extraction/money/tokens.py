"""A text cut into the pieces that reading numbers and money needs: digits, words, signs, ends of clauses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.money.digits import DIGITS, Digits, read_digits
from bot.extraction.money.words import SIGN, fold

_PIECE = re.compile(
    r"[^\W\d_½¼¾]++(?![$€£])"
    rf"|(?P<digits>{DIGITS})"
    rf"|{SIGN}"
    r"|[^\W\d_½¼¾]+"
    r"|\n"
    r"|[^\w\s]|[_½¼¾]"
)
"""Words first, since most pieces are; only one with a sign right behind it may be part of that sign."""
_END = frozenset(".!?;\n|")


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a piece: folded word, first and last character, digits if it is a number."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    digits: list[Digits | None]
    is_digits: list[bool]
    blocked: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def glued(self, index: int) -> bool:
        """Whether piece `index` follows the one before it without a blank."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def raw(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def ends_clause(self, index: int) -> bool:
        """Whether piece `index` ends a sentence (a full stop inside "ca. 3" or "Fr. 20" does not)."""
        word = self.words[index]
        if word not in _END:
            return False
        return (
            word != "."
            or index + 1 >= len(self.words)
            or not self.is_digits[index + 1]
            or not self.glued(index)
        )


def cut(text: str, blocked: Sequence[tuple[int, int]] = ()) -> Tokens:
    """The pieces of a text; those that overlap a blocked range are marked."""
    tokens = Tokens(text, [], [], [], [], [], [])
    ranges = sorted(blocked)
    at = 0
    for found in _PIECE.finditer(text):
        start, end = found.span()
        piece, is_digits = found.group(), found.lastgroup is not None
        while at < len(ranges) and ranges[at][1] <= start:
            at += 1
        tokens.words.append(piece if is_digits else fold(piece))
        tokens.starts.append(start)
        tokens.ends.append(end)
        tokens.is_digits.append(is_digits)
        tokens.digits.append(read_digits(piece) if is_digits else None)
        tokens.blocked.append(at < len(ranges) and ranges[at][0] < end)
    return tokens
