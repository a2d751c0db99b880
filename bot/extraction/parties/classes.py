"""Kinds of words near a party: of demanding, of harm, of one's work, of suppliers, insurers, lawyers, criminals, one's own."""

from collections.abc import Mapping, Sequence

from bot.extraction.remembered import remembered

_WORDS_KEPT = 4096


class WordClasses:
    """Which classes a word belongs to, by the word itself or by its beginning."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], stems: Mapping[str, tuple[str, ...]]) -> None:
        self._words, self._stems = words, stems
        self._lengths = sorted({len(stem) for stem in stems})
        self.of_word = remembered(self._find, _WORDS_KEPT)
        """The classes of a word, given in lower case."""

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
        return cls(words, stems)

    def _find(self, word: str) -> tuple[str, ...]:
        found = list(self._words.get(word, ()))
        for length in self._lengths:
            found.extend(self._stems.get(word[:length], ()))
            if length >= len(word):
                break
        return tuple(dict.fromkeys(found))
