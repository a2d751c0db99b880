"""The words of a report with their places, classes and sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.parties.mentions import Mention
from bot.extraction.parties.words import PartyWords

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[.!?,;:()=|\n]")
_ABBREVIATION = 3
"""Letters up to which a word before a dot may be an abbreviation that ends no sentence."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words in lower case, where each starts, its classes, and the number of the sentence it stands in."""

    words: Sequence[str]
    starts: Sequence[int]
    classes: Sequence[tuple[str, ...]]
    sentences: Sequence[int]

    @classmethod
    def of(cls, text: str, words: PartyWords) -> "Tokens":
        """Cut `text` into words and marks."""
        found = [(match.group().lower(), match.start()) for match in _TOKEN.finditer(text)]
        sentences, number = [], 0
        for place, (word, start) in enumerate(found):
            sentences.append(number)
            number += word in "!?\n|" or (
                word == "."
                and text[start + 1 : start + 2].isspace()
                and (place == 0 or len(found[place - 1][0]) > _ABBREVIATION)
            )
        return cls(
            [word for word, _ in found],
            [start for _, start in found],
            [words.classes.of_word(word) for word, _ in found],
            sentences,
        )

    def beside(self, mention: Mention, side: str, most: int) -> Iterator[tuple[int, int]]:
        """Up to `most` words of the same sentence before ("-") or after ("+") a mention: (distance, number of the word)."""
        first = bisect_left(self.starts, mention.start)
        last = bisect_left(self.starts, mention.end)
        if first == len(self.starts):
            return
        places = range(first - 1, first - most - 1, -1) if side == "-" else range(last, last + most)
        for distance, place in enumerate(places, 1):
            if not 0 <= place < len(self.words) or self.sentences[place] != self.sentences[first]:
                return
            yield distance, place
