"""Fits an `IntentModel`: one linear separator per intent, then one temperature that makes the scores probabilities."""

import random
from typing import Dict, List, NamedTuple, Sequence, Tuple

import numpy as np
from scipy import sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.svm import LinearSVC

from components.intent_features import BUCKETS, EMBEDDING, Encoder, clean, dense, sparse
from components.intent_model import DENSE_SCALE, IntentModel, softmax

_MARGIN = 0.3
_FOLDS = 4
_ENCODE_AT_ONCE = 64


class Example(NamedTuple):
    """A text, the question it followed ("" for none), and what it means."""

    text: str
    question: str
    intent: str


def fit(examples: Sequence[Example], seed: int = 7) -> IntentModel:
    """Trains on `examples`; the same examples give the same model.

    Raises ValueError for fewer than two intents.
    """
    examples = [Example(clean(e.text), clean(e.question, 300), e.intent) for e in examples]
    intents = sorted({e.intent for e in examples})
    if len(intents) < 2:
        raise ValueError("an intent model needs examples of at least two intents")
    vectors = _embed(examples)
    temperature = _calibrate(examples, intents, vectors, seed)
    separator = _separate(_with_variants(examples, seed), vectors, seed)
    weights = np.asarray(separator.coef_)
    hashed = weights[:, 2 * EMBEDDING :]
    used = np.flatnonzero(np.abs(hashed).max(axis=0) > 0)
    return IntentModel(
        [str(name) for name in separator.classes_],
        weights[:, : 2 * EMBEDDING],
        used,
        hashed[:, used].T,
        np.asarray(separator.intercept_),
        temperature,
    )


def _with_variants(examples: Sequence[Example], seed: int) -> List[Tuple[Example, float]]:
    """Examples with weights: each once more without its question, or with one it was not written for.

    Most examples without a question open a conversation, so a text alone would otherwise mean "report".
    """
    chance = random.Random(seed)
    questions = sorted({e.question for e in examples if e.question})
    rows = [(e, 1.0) for e in examples]
    for example in examples:
        if example.question:
            rows.append((example._replace(question=""), 0.4))
        elif questions and example.intent not in _TIED_TO_THE_QUESTION:
            rows.append((example._replace(question=chance.choice(questions)), 0.4))
    return rows


# What these mean depends on the question, so a question drawn at random would teach nonsense.
_TIED_TO_THE_QUESTION = {"affirm", "deny", "inform", "report_claim", "correct", "greet"}


def _separate(rows: Sequence[Tuple[Example, float]], vectors: Dict[str, np.ndarray], seed: int) -> LinearSVC:
    separator = LinearSVC(C=_MARGIN, random_state=seed)
    weights = np.array([weight for _, weight in rows])
    separator.fit(_matrix([e for e, _ in rows], vectors), [e.intent for e, _ in rows], sample_weight=weights)
    return separator


def _calibrate(
    examples: Sequence[Example], intents: List[str], vectors: Dict[str, np.ndarray], seed: int
) -> float:
    """The temperature under which scores of examples that were left out are the likeliest."""
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)
    scores, truth = [], []
    for fold in range(_FOLDS):
        kept = [examples[i] for n, i in enumerate(order) if n % _FOLDS != fold]
        left = [examples[i] for n, i in enumerate(order) if n % _FOLDS == fold]
        if len({e.intent for e in kept}) < len(intents) or not left:
            return 1.0
        separator = _separate(_with_variants(kept, seed), vectors, seed)
        scores.append(separator.decision_function(_matrix(left, vectors)))
        truth += [intents.index(e.intent) for e in left]
    stacked = np.concatenate([s.reshape(len(s), -1) for s in scores])
    if stacked.shape[1] != len(intents):
        return 1.0
    rows = np.arange(len(truth))

    def loss(temperature: float) -> float:
        return float(-np.log(softmax(stacked / temperature)[rows, truth] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 3.0), method="bounded").x)


def _embed(examples: Sequence[Example]) -> Dict[str, np.ndarray]:
    encoder = Encoder()
    texts = sorted({e.text for e in examples} | {e.question for e in examples} - {""})
    vectors: Dict[str, np.ndarray] = {"": np.zeros(EMBEDDING, dtype=np.float32)}
    for start in range(0, len(texts), _ENCODE_AT_ONCE):
        batch = texts[start : start + _ENCODE_AT_ONCE]
        vectors.update(zip(batch, encoder.texts(batch)))
    return vectors


def _matrix(examples: Sequence[Example], vectors: Dict[str, np.ndarray]) -> sp.csr_matrix:
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
