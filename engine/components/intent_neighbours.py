"""The examples most like a message, by the vectors of its text and of the question it answers."""

from typing import NamedTuple

import numpy as np

# Found by cross-validation; twice or half as much costs up to a point.
_NEAREST = 100
_REACH = 0.05
_QUESTION = 0.5
_DOUBT = 0.01
_AT_ONCE = 256


class Neighbours(NamedTuple):
    """Examples as rows of distinct vectors, so that no text or question is compared twice.

    `texts` and `questions` are (t, 512) and (q, 512); `text_rows`, `question_rows`, `meanings` (numbers of intents)
    and `weights` have one entry for each example.
    """

    texts: np.ndarray
    questions: np.ndarray
    text_rows: np.ndarray
    question_rows: np.ndarray
    meanings: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(
        cls,
        vectors: np.ndarray,
        text_rows: np.ndarray,
        question_rows: np.ndarray,
        meanings: np.ndarray,
        weights: np.ndarray,
    ) -> "Neighbours":
        """Picks out of `vectors` those that the rows point to."""
        texts, text_rows = np.unique(text_rows, return_inverse=True)
        questions, question_rows = np.unique(question_rows, return_inverse=True)
        return cls(vectors[texts], vectors[questions], text_rows, question_rows, meanings, weights)

    def opinion(self, texts: np.ndarray, questions: np.ndarray, intents: int) -> np.ndarray:
        """(n, intents): logarithms of the shares that intents have in the neighbourhood of (n, 512) vectors each."""
        shares = np.zeros((len(texts), intents), dtype=np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            alike = (texts[part] @ self.texts.T)[:, self.text_rows]
            alike += (_QUESTION * (questions[part] @ self.questions.T))[:, self.question_rows]
            for row, likeness in enumerate(alike, start):
                nearest = np.arange(len(likeness))
                if len(likeness) > _NEAREST:
                    nearest = np.argpartition(-likeness, _NEAREST)[:_NEAREST]
                near = likeness[nearest]
                pull = np.exp((near - near.max()) / _REACH) * self.weights[nearest]
                shares[row] = np.bincount(self.meanings[nearest], pull, intents) / pull.sum()
        return np.log(shares + _DOUBT)
