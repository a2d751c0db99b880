"""An intent model over `intent_features`: weights and examples in an .npz file, prediction in numpy.

Needs neither Rasa nor scikit-learn, so a trained model can be asked without starting the engine.
"""

from pathlib import Path
from typing import List, Optional, Tuple

import numpy as np

from components.intent_features import DENSE, Encoder, clean, dense, sparse
from components.intent_neighbours import Neighbours

FILE = "intent_model.npz"
DENSE_SCALE = 2.0
NEIGHBOURS = 0.2
_STORED = "near_"

Ranking = List[Tuple[str, float]]


class IntentModel:
    """Weights for each intent, and the examples they were learnt from; `rank` says how likely each intent is."""

    def __init__(
        self,
        intents: List[str],
        dense_weights: np.ndarray,
        buckets: np.ndarray,
        sparse_weights: np.ndarray,
        votes: np.ndarray,
        bias: np.ndarray,
        neighbours: Neighbours,
        temperature: float,
    ) -> None:
        """Takes weights of shape (n, DENSE) and, for the hashed `buckets` in use, twice (len(buckets), n).

        `sparse_weights` go with the values of features, `votes` with their mere presence.
        """
        self.intents = intents
        self.dense_weights = dense_weights.astype(np.float32)
        self.buckets = buckets.astype(np.int64)
        self.sparse_weights = sparse_weights.astype(np.float32)
        self.votes = votes.astype(np.float32)
        self.bias = bias.astype(np.float32)
        self.neighbours = neighbours
        self.temperature = temperature
        self.encoder = Encoder()

    def rank(self, text: str, question: Optional[str] = None) -> Ranking:
        """All intents with their probability, the likeliest first."""
        text, question = clean(text), clean(question or "", 300)
        said, asked = self.encoder.said(text), self.encoder.question(question)
        scores = self.dense_weights @ (dense(said, asked) * DENSE_SCALE) + self.bias
        scores = scores + NEIGHBOURS * self.neighbours.opinion(said, asked, len(self.intents))
        features = sparse(text, question)
        wanted = np.fromiter(features.keys(), dtype=np.int64, count=len(features))
        values = np.fromiter(features.values(), dtype=np.float32, count=len(features))
        rows = np.minimum(np.searchsorted(self.buckets, wanted), len(self.buckets) - 1)
        known = self.buckets[rows] == wanted
        scores = scores + values[known] @ self.sparse_weights[rows[known]]
        scores = scores + self.votes[rows[known]].sum(axis=0) * presence(len(features))
        probabilities = softmax(scores[None, :] / self.temperature)[0]
        order = np.argsort(-probabilities, kind="stable")
        return [(self.intents[i], float(probabilities[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Writes `FILE` into `folder`."""
        with open(folder / FILE, "wb") as file:
            np.savez_compressed(
                file,
                intents=np.array(self.intents),
                dense_weights=self.dense_weights,
                buckets=self.buckets,
                sparse_weights=self.sparse_weights.astype(np.float16),
                votes=self.votes.astype(np.float16),
                bias=self.bias,
                temperature=np.array(self.temperature),
                **{_STORED + name: part for name, part in self.neighbours.arrays().items()},
            )

    @classmethod
    def load(cls, path: Path) -> "IntentModel":
        """Reads `FILE`; raises OSError or ValueError when it is missing or damaged."""
        with np.load(path, allow_pickle=False) as data:
            if data["dense_weights"].shape[1] != DENSE or _STORED + "turn" not in data:
                raise ValueError("the model was trained with other features")
            return cls(
                [str(name) for name in data["intents"]],
                data["dense_weights"],
                data["buckets"],
                data["sparse_weights"],
                data["votes"],
                data["bias"],
                Neighbours(
                    {name[len(_STORED) :]: data[name] for name in data.files if name.startswith(_STORED)}
                ),
                float(data["temperature"]),
            )


def presence(features: int) -> float:
    """What one of so many features counts for in the votes, so that long messages do not shout."""
    return float(max(features, 1) ** -0.5)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Row-wise probabilities."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
