"""Numbers from words: the n-gram features that the text classifiers share."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.extraction.remembered import remembered

Floats = NDArray[np.float32]

MAX_CHARACTERS = 2_000
"""What is read at most: reports put the matter first."""

_LEAST_LENGTH = 8.0
"""Texts with hardly a known word stay shorter than 1, so that a single word is no proof."""

_WORDS_KEPT = 8_192
"""Words whose parts are remembered, which comes to 2 MB for each model."""

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def report_text(messages: Sequence[str]) -> str:
    """The messages as one text, cut to `MAX_CHARACTERS`; halves of characters, which no encoder takes, become "?"."""
    return "\n".join(messages)[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def ngrams(text: str) -> Counter[str]:
    """Words, word pairs and the 3 to 5 characters long pieces of each word (compounds, inflection, typos).

    Digits count as 0, so that sums and dates tell only their shape, and only beside a word. Pieces start with "#".
    """
    words = _words(text)
    found = Counter(_pairs(words))
    for word in words:
        found.update(_parts(word))
    return found


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[str, ...]:
    # Kept for a moment, as are the pairs, since type and cause are asked of the same text one after the other.
    return tuple(_WORD.findall(_DIGIT.sub("0", text.lower())))


def _parts(word: str) -> list[str]:
    """The word and its pieces; nothing of a number."""
    if not word.strip("0"):
        return []
    padded = f" {word} "
    pieces = [
        f"#{padded[start : start + size]}"
        for size in (3, 4, 5)
        for start in range(max(1, len(padded) - size + 1))
    ]
    return [word, *pieces]


@lru_cache(maxsize=8)
def _pairs(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{one} {two}" for one, two in pairwise(words) if one.strip("0") or two.strip("0"))


class Vocabulary:
    """The n-grams a model knows, with their weights (inverse document frequencies).

    A text's features are a sublinear tf-idf, words and character pieces each brought to length 1.
    """

    def __init__(self, terms: Sequence[str], idf: Floats) -> None:
        self.idf = idf
        self._terms = "\n".join(terms).encode()
        # Hashes of the terms in their order, and where each stands: with the terms as texts a model takes 60 MB more.
        hashes = _hashes(terms)
        self._places = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._places]
        self._is_piece = np.array([term.startswith("#") for term in terms], dtype=bool)
        self._known_parts = remembered(self._find_parts, _WORDS_KEPT)

    @classmethod
    def of(cls, texts: Sequence[str], at_least: int = 1) -> "Vocabulary":
        """Every n-gram that occurs in enough of the texts, in alphabetical order."""
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update(ngrams(text).keys())
        terms = sorted(term for term, count in documents.items() if count >= at_least)
        counts = np.array([documents[term] for term in terms], dtype=np.float32)
        return cls(terms, (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32))

    def __len__(self) -> int:
        return len(self.idf)

    @property
    def terms(self) -> list[str]:
        """Made anew each time."""
        return self._terms.decode().split("\n") if len(self) else []

    def features(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """The known n-grams of a text: their positions, and their values."""
        words = _words(text)
        known = np.frombuffer(b"".join(map(self._known_parts, words)), dtype=np.int32)
        positions, counts = np.unique(np.concatenate([known, self._known(_pairs(words))]), return_counts=True)
        values = 1 + np.log(counts.astype(np.float32))
        values *= self.idf[positions]
        pieces = self._is_piece[positions]
        for group in (pieces, ~pieces):
            values[group] /= max(float(np.linalg.norm(values[group])), _LEAST_LENGTH)
        return positions.astype(np.intp), values

    def _find_parts(self, word: str) -> bytes:
        """The positions of a word and its pieces as far as they are known, each 4 bytes long."""
        return self._known(_parts(word)).tobytes()

    def _known(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """The positions of those terms that are known."""
        wanted = _hashes(terms)
        found = np.searchsorted(self._hashes, wanted)
        found[found == len(self._hashes)] = 0
        return self._places[found[self._hashes[found] == wanted]] if len(self) else self._places


def _hashes(terms: Sequence[str]) -> NDArray[np.int64]:
    """64 bits of each, which no two of some hundred thousand terms have in common; they hold within one process."""
    return np.fromiter(map(hash, terms), np.int64, len(terms))
