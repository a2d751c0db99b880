"""A mixture of linear text classifiers, as plain arrays: learnt with scikit-learn, applied with numpy."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.extraction.features import Floats, Vocabulary, encoder


@dataclass(frozen=True, slots=True)
class Mixture:
    """Two logistic regressions, one over n-grams and one over the text's embedding, whose log probabilities are added.

    `word_weights` has a row per term and `embedding_weights` one per dimension; each has a column per class.
    """

    classes: tuple[str, ...]
    vocabulary: Vocabulary
    word_weights: Floats
    word_bias: Floats
    embedding_weights: Floats
    embedding_bias: Floats
    embedding_share: float
    temperature: float

    def probabilities(self, text: str) -> Floats:
        """One probability per class, in the order of `classes`."""
        positions, values = self.vocabulary.features(text)
        words = values @ self.word_weights[positions].astype(np.float32) + self.word_bias
        embedded = encoder().embed([text])[0] @ self.embedding_weights + self.embedding_bias
        return softmax((log_softmax(words) + self.embedding_share * log_softmax(embedded)) / self.temperature)

    def save(self, path: Path) -> None:
        """Write one .npz; the terms travel as UTF-8 lines, since object arrays would need pickle."""
        np.savez_compressed(
            path,
            classes=np.array(self.classes),
            terms=np.frombuffer("\n".join(self.vocabulary.terms).encode(), dtype=np.uint8),
            idf=self.vocabulary.idf.astype(np.float32),
            word_weights=self.word_weights.astype(np.float16),
            word_bias=self.word_bias.astype(np.float32),
            embedding_weights=self.embedding_weights.astype(np.float32),
            embedding_bias=self.embedding_bias.astype(np.float32),
            mix=np.array([self.embedding_share, self.temperature], dtype=np.float64),
        )

    @classmethod
    def load(cls, path: Path) -> "Mixture":
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                classes=tuple(str(name) for name in stored["classes"]),
                vocabulary=Vocabulary(stored["terms"].tobytes().decode().split("\n"), stored["idf"]),
                word_weights=stored["word_weights"],
                word_bias=stored["word_bias"],
                embedding_weights=stored["embedding_weights"],
                embedding_bias=stored["embedding_bias"],
                embedding_share=float(stored["mix"][0]),
                temperature=float(stored["mix"][1]),
            )


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    return np.asarray(np.exp(log_softmax(scores)), dtype=np.float32)
