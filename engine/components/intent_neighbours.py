"""The examples most like a message, by the vectors of its text and of the question it answers."""

from collections import OrderedDict
from typing import Dict

import numpy as np

# Found by cross-validation; twice or half as much costs up to a point.
_NEAREST = 100
_REACH = 0.05
_QUESTION = 0.5
_DOUBT = 0.01

_COARSE = 160
"""Coordinates that are looked at first; after the turn they hold five sixths of what the texts differ in."""
_CANDIDATES = 7 * _NEAREST
"""Examples that are then compared whole: the nearest are among them but for one in some thousand."""
_QUESTIONS_KEPT = 200


class Neighbours:
    """Examples as rows of distinct vectors, so that no text or question is compared twice.

    To compare a message with all of them is to read all of them, which takes longer than all else about its intent.
    So the vectors of texts are turned to have what they differ in most in front, and that is compared first.
    """

    def __init__(self, stored: Dict[str, np.ndarray]) -> None:
        """Takes what `arrays` gives."""
        self._turn = stored["turn"].astype(np.float32)
        self._texts = stored["texts"].astype(np.float32)
        self._coarse = np.ascontiguousarray(self._texts[:, :_COARSE])
        self._questions = stored["questions"].astype(np.float32)
        self._text_rows = stored["text_rows"].astype(np.int64)
        self._question_rows = stored["question_rows"].astype(np.int64)
        self._meanings = stored["meanings"].astype(np.int64)
        self._weights = stored["weights"].astype(np.float32)
        self._asked: "OrderedDict[bytes, np.ndarray]" = OrderedDict()

    @classmethod
    def of(
        cls,
        vectors: np.ndarray,
        text_rows: np.ndarray,
        question_rows: np.ndarray,
        meanings: np.ndarray,
        weights: np.ndarray,
    ) -> "Neighbours":
        """Picks out of `vectors`, (n, 512), those that the rows point to.

        `text_rows`, `question_rows`, `meanings` (numbers of intents) and `weights` have one entry for each example.
        """
        texts, text_rows = np.unique(text_rows, return_inverse=True)
        questions, question_rows = np.unique(question_rows, return_inverse=True)
        turn = np.linalg.eigh(vectors[texts].T @ vectors[texts])[1][:, ::-1]
        return cls(
            {
                "turn": turn,
                "texts": vectors[texts] @ turn,
                "questions": vectors[questions],
                "text_rows": text_rows,
                "question_rows": question_rows,
                "meanings": meanings,
                "weights": weights,
            }
        )

    def arrays(self) -> Dict[str, np.ndarray]:
        """What to store."""
        return {
            "turn": self._turn,
            "texts": self._texts.astype(np.float16),
            "questions": self._questions.astype(np.float16),
            "text_rows": self._text_rows.astype(np.int32),
            "question_rows": self._question_rows.astype(np.int32),
            "meanings": self._meanings.astype(np.int32),
            "weights": self._weights,
        }

    def opinion(self, text: np.ndarray, question: np.ndarray, intents: int) -> np.ndarray:
        """(intents,): logarithms of the shares that intents have in the neighbourhood of two (512,) vectors."""
        turned, asked = text @ self._turn, self._likeness_of_questions(question)
        near = np.arange(len(self._text_rows))
        likeness = (self._coarse @ turned[:_COARSE])[self._text_rows] + asked[self._question_rows]
        if len(near) > _CANDIDATES:
            near = np.argpartition(-likeness, _CANDIDATES)[:_CANDIDATES]
        whole = self._texts[self._text_rows[near], _COARSE:]
        likeness = likeness[near] + whole @ turned[_COARSE:]
        if len(near) > _NEAREST:
            nearest = np.argpartition(-likeness, _NEAREST)[:_NEAREST]
            near, likeness = near[nearest], likeness[nearest]
        pull = np.exp((likeness - likeness.max()) / _REACH) * self._weights[near]
        shares = np.bincount(self._meanings[near], pull, intents) / pull.sum()
        return np.log(shares + _DOUBT)

    def _likeness_of_questions(self, question: np.ndarray) -> np.ndarray:
        """Remembered: the service asks the same few again and again."""
        key = question.tobytes()
        if key not in self._asked:
            self._asked[key] = _QUESTION * (self._questions @ question)
            if len(self._asked) > _QUESTIONS_KEPT:
                self._asked.popitem(last=False)
        return self._asked[key]
