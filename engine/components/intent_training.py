"""Fits an `IntentModel`: two linear members for each intent, and a look at similar examples."""

import random
from typing import Dict, List, NamedTuple, Sequence, Tuple

import numpy as np
from scipy import sparse as sp
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from components.intent_features import DENSE, EMBEDDING, Encoder, clean, dense, sparse
from components.intent_model import DENSE_SCALE, IntentModel, presence
from components.intent_neighbours import Neighbours

# All found by cross-validation; halving or doubling one costs at most a point.
_MARGIN = 0.1
_SMOOTHING = 0.05
_BAYES = 0.1
# A finer solution takes three times as long and is no better.
_TOLERANCE = 0.01
_VARIANT_WEIGHT = 0.25
_TEMPERATURE = 0.42
"""Makes scores probabilities that are met: the likeliest one for a quarter of the examples, when they were left out. To find it
anew takes as long as to learn; the reliability lines of `make evaluate` show whether it still fits."""
_ENCODE_AT_ONCE = 64
# What these mean depends on the question, so a question drawn at random would teach nonsense.
_TIED_TO_THE_QUESTION = {"affirm", "deny", "inform", "report_claim", "correct", "greet"}


class Example(NamedTuple):
    """A text, the question it followed ("" for none), and what it means."""

    text: str
    question: str
    intent: str


class _Rows(NamedTuple):
    """Training rows: features, presence of the hashed ones, intents and weights.

    `vectors` are those of all texts and questions; `texts` and `questions` say which belong to a row.
    """

    features: sp.csr_matrix
    present: sp.csr_matrix
    intents: np.ndarray
    weights: np.ndarray
    vectors: np.ndarray
    texts: np.ndarray
    questions: np.ndarray


def fit(examples: Sequence[Example], seed: int = 7) -> IntentModel:
    """Trains on `examples`; the same examples give the same model.

    Raises ValueError for fewer than two intents.
    """
    examples = [Example(clean(e.text), clean(e.question, 300), e.intent) for e in examples]
    if len({e.intent for e in examples}) < 2:
        raise ValueError("an intent model needs examples of at least two intents")
    rows, buckets = _rows(examples, seed)
    svm = LinearSVC(C=_MARGIN, tol=_TOLERANCE, random_state=seed).fit(
        rows.features, rows.intents, sample_weight=rows.weights
    )
    # Linear as well, so adding the weights is adding the votes.
    bayes = MultinomialNB(alpha=_SMOOTHING, fit_prior=False)
    bayes.fit(rows.present.sign(), rows.intents, sample_weight=rows.weights)
    weights, bias = svm.coef_, svm.intercept_
    if len(bias) == 1:
        weights, bias = np.concatenate([-weights, weights]), np.concatenate([-bias, bias])
    votes = bayes.feature_log_prob_ - bayes.feature_log_prob_.mean(axis=0)
    meanings = np.searchsorted(svm.classes_, rows.intents)
    return IntentModel(
        [str(name) for name in svm.classes_],
        weights[:, :DENSE],
        buckets,
        weights[:, DENSE:].T,
        _BAYES * votes.T,
        bias,
        Neighbours.of(rows.vectors, rows.texts, rows.questions, meanings, rows.weights),
        _TEMPERATURE,
    )


def _rows(examples: Sequence[Example], seed: int) -> Tuple[_Rows, np.ndarray]:
    """Every example, and each once more without its question, or with one it was not written for; the buckets in use.

    Most examples without a question open a conversation, so a text alone would otherwise mean "report".
    """
    chance = random.Random(seed)
    questions = sorted({e.question for e in examples if e.question})
    rows: List[Example] = []
    weights: List[float] = []
    for example in examples:
        rows.append(example)
        weights.append(1.0)
        if example.question:
            rows.append(example._replace(question=""))
        elif questions and example.intent not in _TIED_TO_THE_QUESTION:
            rows.append(example._replace(question=chance.choice(questions)))
        weights += [_VARIANT_WEIGHT] * (len(rows) - len(weights))
    hashed, present, buckets = _hashed(rows)
    vectors, place = _embed(sorted({text for e in rows for text in (e.text, e.question) if text}))
    texts, asked = np.array([place[e.text] for e in rows]), np.array([place[e.question] for e in rows])
    embedded = np.array(
        [dense(vectors[text], vectors[question]) for text, question in zip(texts, asked, strict=True)]
    )
    features = sp.hstack([sp.csr_matrix(embedded * DENSE_SCALE), hashed], format="csr")
    intents = np.array([e.intent for e in rows])
    return _Rows(features, present, intents, np.array(weights), vectors, texts, asked), buckets


def _embed(texts: Sequence[str]) -> Tuple[np.ndarray, Dict[str, int]]:
    """Vectors, zeros in the first row for an empty text, and the row of each text."""
    encoder = Encoder()
    vectors = [np.zeros((1, EMBEDDING), dtype=np.float32)]
    for start in range(0, len(texts), _ENCODE_AT_ONCE):
        vectors.append(encoder.texts(list(texts[start : start + _ENCODE_AT_ONCE])))
    return np.concatenate(vectors), {text: row for row, text in enumerate(["", *texts])}


def _hashed(examples: Sequence[Example]) -> Tuple[sp.csr_matrix, sp.csr_matrix, np.ndarray]:
    """Values and presence of the hashed features, one column for each bucket in use, and these buckets."""
    found = [sparse(e.text, e.question) for e in examples]
    ends = np.cumsum([0, *map(len, found)])
    everywhere = np.fromiter((bucket for row in found for bucket in row), dtype=np.int64, count=ends[-1])
    values = np.fromiter((value for row in found for value in row.values()), dtype=np.float64, count=ends[-1])
    counted = np.repeat([presence(len(row)) for row in found], np.diff(ends))
    buckets, columns = np.unique(everywhere, return_inverse=True)
    shape = (len(examples), len(buckets))
    return (
        sp.csr_matrix((values, columns, ends), shape),
        sp.csr_matrix((counted, columns, ends), shape),
        buckets,
    )
