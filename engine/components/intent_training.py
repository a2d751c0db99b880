"""Fits an `IntentModel`: one linear separator per intent, then one temperature that makes the scores probabilities."""

import random
from typing import Dict, List, NamedTuple, Sequence

import numpy as np
from scipy import sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.svm import LinearSVC

from components.intent_features import BUCKETS, EMBEDDING, Encoder, clean, dense, sparse
from components.intent_model import DENSE_SCALE, IntentModel, softmax

# Both found by cross-validation, where the whole range from 0.1 to 0.3 is within a point.
_MARGIN = 0.2
_VARIANT_WEIGHT = 0.4
_FOLDS = 3
_ENCODE_AT_ONCE = 64
# What these mean depends on the question, so a question drawn at random would teach nonsense.
_TIED_TO_THE_QUESTION = {"affirm", "deny", "inform", "report_claim", "correct", "greet"}


class Example(NamedTuple):
    """A text, the question it followed ("" for none), and what it means."""

    text: str
    question: str
    intent: str


class _Rows(NamedTuple):
    """Training rows: features, intents and weights, and the example each was made from."""

    features: sp.csr_matrix
    intents: np.ndarray
    weights: np.ndarray
    origins: np.ndarray


def fit(examples: Sequence[Example], seed: int = 7) -> IntentModel:
    """Trains on `examples`; the same examples give the same model.

    Raises ValueError for fewer than two intents.
    """
    examples = [Example(clean(e.text), clean(e.question, 300), e.intent) for e in examples]
    if len({e.intent for e in examples}) < 2:
        raise ValueError("an intent model needs examples of at least two intents")
    rows = _rows(examples, seed)
    separator = _separate(rows, np.ones(len(rows.intents), dtype=bool), seed)
    weights, bias = np.atleast_2d(separator.coef_), np.atleast_1d(separator.intercept_)
    if len(bias) == 1:
        weights, bias = np.concatenate([-weights, weights]), np.concatenate([-bias, bias])
    hashed = weights[:, 2 * EMBEDDING :]
    used = np.flatnonzero(np.abs(hashed).max(axis=0) > 0)
    return IntentModel(
        [str(name) for name in separator.classes_],
        weights[:, : 2 * EMBEDDING],
        used,
        hashed[:, used].T,
        bias,
        _temperature(rows, len(examples), list(separator.classes_), seed),
    )


def _rows(examples: Sequence[Example], seed: int) -> _Rows:
    """Every example, and each once more without its question, or with one it was not written for.

    Most examples without a question open a conversation, so a text alone would otherwise mean "report".
    """
    chance = random.Random(seed)
    questions = sorted({e.question for e in examples if e.question})
    rows, origins = list(examples), list(range(len(examples)))
    for origin, example in enumerate(examples):
        if example.question:
            rows.append(example._replace(question=""))
            origins.append(origin)
        elif questions and example.intent not in _TIED_TO_THE_QUESTION:
            rows.append(example._replace(question=chance.choice(questions)))
            origins.append(origin)
    weights = np.full(len(rows), _VARIANT_WEIGHT)
    weights[: len(examples)] = 1.0
    return _Rows(_matrix(rows), np.array([e.intent for e in rows]), weights, np.array(origins))


def _separate(rows: _Rows, chosen: np.ndarray, seed: int) -> LinearSVC:
    separator = LinearSVC(C=_MARGIN, random_state=seed)
    separator.fit(rows.features[chosen], rows.intents[chosen], sample_weight=rows.weights[chosen])
    return separator


def _temperature(rows: _Rows, examples: int, intents: List[str], seed: int) -> float:
    """The temperature under which the scores of examples that were left out are the likeliest."""
    fold_of = np.random.RandomState(seed).permutation(examples) % _FOLDS
    originals = np.arange(len(rows.intents)) < examples
    scores: List[np.ndarray] = []
    truth: List[int] = []
    for fold in range(_FOLDS):
        left = fold_of[rows.origins] == fold
        if len(intents) < 3 or len(set(rows.intents[~left])) < len(intents):
            return 1.0
        separator = _separate(rows, ~left, seed)
        scores.append(separator.decision_function(rows.features[left & originals]))
        truth += [intents.index(name) for name in rows.intents[left & originals]]
    together, row = np.concatenate(scores), np.arange(len(truth))

    def loss(temperature: float) -> float:
        return float(-np.log(softmax(together / temperature)[row, truth] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 3.0), method="bounded").x)


def _embed(texts: Sequence[str]) -> Dict[str, np.ndarray]:
    encoder = Encoder()
    vectors: Dict[str, np.ndarray] = {"": np.zeros(EMBEDDING, dtype=np.float32)}
    for start in range(0, len(texts), _ENCODE_AT_ONCE):
        batch = list(texts[start : start + _ENCODE_AT_ONCE])
        vectors.update(zip(batch, encoder.texts(batch), strict=True))
    return vectors


def _matrix(examples: Sequence[Example]) -> sp.csr_matrix:
    vectors = _embed(sorted({text for e in examples for text in (e.text, e.question) if text}))
    rows: List[int] = []
    columns: List[int] = []
    values: List[float] = []
    for row, example in enumerate(examples):
        for bucket, value in sparse(example.text, example.question).items():
            rows.append(row)
            columns.append(bucket)
            values.append(value)
    hashed = sp.csr_matrix((values, (rows, columns)), shape=(len(examples), BUCKETS))
    known = np.array([dense(vectors[e.text], vectors[e.question]) for e in examples]) * DENSE_SCALE
    return sp.hstack([sp.csr_matrix(known), hashed]).tocsr()
