"""Kinds of words near a party: of demanding, of harm, of one's work, of suppliers, insurers, lawyers, criminals, one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Which classes a word belongs to, by the word itself or by its beginning."""

    words: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    lengths: tuple[int, ...]
    """How long the stems are."""

    @classmethod
    def of(cls, listed: Mapping[str, Sequence[str]]) -> "WordClasses":
        """From class -> words, of which those with a `*` at the end are stems."""
        words: dict[str, tuple[str, ...]] = {}
        stems: dict[str, tuple[str, ...]] = {}
        for name, entries in listed.items():
            for entry in entries:
                table = stems if entry.endswith("*") else words
                key = entry.rstrip("*").lower()
                table[key] = (*table.get(key, ()), name)
        return cls(words, stems, tuple(sorted({len(stem) for stem in stems})))

    def of_word(self, word: str) -> tuple[str, ...]:
        """The classes of `word`, given in lower case."""
        found = list(self.words.get(word, ()))
        for length in self.lengths:
            found.extend(self.stems.get(word[:length], ()))
            if length >= len(word):
                break
        return tuple(dict.fromkeys(found))
