"""Fits an `IntentModel`: two linear members for each intent, a look at similar examples, and one temperature.

The temperature makes scores probabilities.
"""

import random
from typing import Dict, List, NamedTuple, Sequence, Tuple

import numpy as np
from scipy import sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from components.intent_features import DENSE, EMBEDDING, Encoder, clean, dense, sparse
from components.intent_model import DENSE_SCALE, NEIGHBOURS, IntentModel, presence, softmax
from components.intent_neighbours import Neighbours

# All found by cross-validation; halving or doubling one costs at most a point.
_MARGIN = 0.1
_SMOOTHING = 0.05
_BAYES = 0.1
# A finer solution takes three times as long and is no better.
_TOLERANCE = 0.01
_VARIANT_WEIGHT = 0.25
_ONE_IN = 4
"""One example in so many is left out, once, to find the temperature: with thousands of them it needs no cross-validation."""
_ENCODE_AT_ONCE = 64
# What these mean depends on the question, so a question drawn at random would teach nonsense.
_TIED_TO_THE_QUESTION = {"affirm", "deny", "inform", "report_claim", "correct", "greet"}


class Example(NamedTuple):
    """A text, the question it followed ("" for none), and what it means."""

    text: str
    question: str
    intent: str


class _Rows(NamedTuple):
    """Training rows: features, presence of the hashed ones, intents and weights, and the example each was made from.

    `vectors` are those of all texts and questions; `texts` and `questions` say which belong to a row.
    """

    features: sp.csr_matrix
    present: sp.csr_matrix
    intents: np.ndarray
    weights: np.ndarray
    origins: np.ndarray
    vectors: np.ndarray
    texts: np.ndarray
    questions: np.ndarray


class _Members(NamedTuple):
    """What the members of the model learnt; columns are those of the rows, `weights` and `votes` (n, columns)."""

    intents: List[str]
    weights: np.ndarray
    bias: np.ndarray
    votes: np.ndarray
    neighbours: Neighbours

    def scores(self, rows: _Rows, chosen: np.ndarray) -> np.ndarray:
        """(chosen rows, n)"""
        linear = rows.features[chosen] @ self.weights.T + self.bias + rows.present[chosen] @ self.votes.T
        texts, questions = rows.vectors[rows.texts[chosen]], rows.vectors[rows.questions[chosen]]
        return linear + NEIGHBOURS * self.neighbours.opinion(texts, questions, len(self.intents))


def fit(examples: Sequence[Example], seed: int = 7) -> IntentModel:
    """Trains on `examples`; the same examples give the same model.

    Raises ValueError for fewer than two intents.
    """
    examples = [Example(clean(e.text), clean(e.question, 300), e.intent) for e in examples]
    if len({e.intent for e in examples}) < 2:
        raise ValueError("an intent model needs examples of at least two intents")
    rows, buckets = _rows(examples, seed)
    members = _learn(rows, np.ones(len(rows.intents), dtype=bool), seed)
    return IntentModel(
        members.intents,
        members.weights[:, :DENSE],
        buckets,
        members.weights[:, DENSE:].T,
        members.votes.T,
        members.bias,
        members.neighbours,
        _temperature(rows, len(examples), members.intents, seed),
    )


def _rows(examples: Sequence[Example], seed: int) -> Tuple[_Rows, np.ndarray]:
    """Every example, and each once more without its question, or with one it was not written for; the buckets in use.

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
    hashed, present, buckets = _hashed(rows)
    vectors, place = _embed(sorted({text for e in rows for text in (e.text, e.question) if text}))
    texts, asked = np.array([place[e.text] for e in rows]), np.array([place[e.question] for e in rows])
    embedded = np.array(
        [dense(vectors[text], vectors[question]) for text, question in zip(texts, asked, strict=True)]
    )
    features = sp.hstack([sp.csr_matrix(embedded * DENSE_SCALE), hashed], format="csr")
    intents = np.array([e.intent for e in rows])
    return _Rows(features, present, intents, weights, np.array(origins), vectors, texts, asked), buckets


def _learn(rows: _Rows, chosen: np.ndarray, seed: int) -> _Members:
    """Support vectors over all features, naive Bayes over the mere presence of the hashed ones, and the examples.

    The first two are linear, so adding their weights is adding their votes.
    """
    intents, weights = rows.intents[chosen], rows.weights[chosen]
    svm = LinearSVC(C=_MARGIN, tol=_TOLERANCE, random_state=seed).fit(
        rows.features[chosen], intents, sample_weight=weights
    )
    bayes = MultinomialNB(alpha=_SMOOTHING, fit_prior=False)
    bayes.fit(rows.present[chosen].sign(), intents, sample_weight=weights)
    coefficients, bias = svm.coef_, svm.intercept_
    if len(bias) == 1:
        coefficients, bias = np.concatenate([-coefficients, coefficients]), np.concatenate([-bias, bias])
    votes = bayes.feature_log_prob_ - bayes.feature_log_prob_.mean(axis=0)
    meanings = np.searchsorted(svm.classes_, intents)
    neighbours = Neighbours.of(rows.vectors, rows.texts[chosen], rows.questions[chosen], meanings, weights)
    return _Members([str(name) for name in svm.classes_], coefficients, bias, _BAYES * votes, neighbours)


def _temperature(rows: _Rows, examples: int, intents: List[str], seed: int) -> float:
    """The temperature under which the scores of examples that were left out are the likeliest."""
    left_out = np.random.RandomState(seed).permutation(examples) % _ONE_IN == 0
    originals = np.arange(len(rows.intents)) < examples
    left = left_out[rows.origins]
    if len(intents) < 3 or len(set(rows.intents[~left])) < len(intents):
        return 1.0
    scores = _learn(rows, ~left, seed).scores(rows, left & originals)
    truth = [intents.index(name) for name in rows.intents[left & originals]]
    row = np.arange(len(truth))

    def loss(temperature: float) -> float:
        return float(-np.log(softmax(scores / temperature)[row, truth] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 3.0), method="bounded").x)


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
