"""A linear text classifier as plain arrays: learnt with scikit-learn, applied with numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.extraction.features import Floats, Vocabulary

_NOTHING = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores that add up from n-grams, from the text's embedding and from hints, turned into probabilities.

    `word_weights` has a row per term, `embedding_weights` one per dimension (no rows: no embedding is
    wanted), `hint_weights` one per hint; each has a column per class.
    """

    classes: tuple[str, ...]
    vocabulary: Vocabulary
    word_weights: Floats
    embedding_weights: Floats
    hints: tuple[str, ...]
    hint_weights: Floats
    bias: Floats

    @property
    def wants_embedding(self) -> bool:
        return len(self.embedding_weights) > 0

    def probabilities(self, text: str, embedding: Floats = _NOTHING, hints: Sequence[str] = ()) -> Floats:
        """One probability per class, in the order of `classes`; hints that the model does not know count nothing."""
        return softmax(self.scores(text, embedding, hints))

    def scores(self, text: str, embedding: Floats = _NOTHING, hints: Sequence[str] = ()) -> Floats:
        """As `probabilities`, before they are made to add up to 1."""
        positions, values = self.vocabulary.features(text)
        scores = values @ self.word_weights.take(positions, axis=0) + self.bias
        if self.wants_embedding:
            scores = scores + embedding @ self.embedding_weights
        places = _places(self.hints)
        if known := [places[hint] for hint in hints if hint in places]:
            scores = scores + self.hint_weights[known].sum(axis=0)
        return np.asarray(scores, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write one .npz, unpacked to be read quickly; words travel as UTF-8 lines, since arrays of objects would need pickle."""
        np.savez(
            path,
            classes=_bytes(self.classes),
            terms=_bytes(self.vocabulary.terms),
            idf=self.vocabulary.idf,
            word_weights=self.word_weights.astype(np.float16),
            embedding_weights=self.embedding_weights,
            hints=_bytes(self.hints),
            hint_weights=self.hint_weights,
            bias=self.bias,
        )

    @classmethod
    def load(cls, path: Path) -> "LinearModel":
        """Raises FileNotFoundError if nothing was saved there."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                classes=_words(stored["classes"]),
                vocabulary=Vocabulary(_words(stored["terms"]), stored["idf"]),
                word_weights=stored["word_weights"].astype(np.float32),
                embedding_weights=stored["embedding_weights"],
                hints=_words(stored["hints"]),
                hint_weights=stored["hint_weights"],
                bias=stored["bias"],
            )


@lru_cache(maxsize=4)
def _places(hints: tuple[str, ...]) -> dict[str, int]:
    """Where each hint stands among those that a model knows."""
    return {hint: place for place, hint in enumerate(hints)}


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def _bytes(words: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _words(stored: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> tuple[str, ...]:
    text = stored.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
