"""What the sentences of a story tell beside the matter itself: that it goes on, that nothing was admitted, who knows of it.

Learnt from labelled sentences (`data/told`), since people say it in passing and never the same way twice: "been fine ever since",
"told him I'd pass it on, no more".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bot.extraction.clauses import sentences
from bot.extraction.features import MAX_CHARACTERS
from bot.extraction.found import Span, TextFound
from bot.extraction.linear import LinearModel, softmax

FILE = "told.npz"
POINTS = ("statement_made", "ongoing", "client_informed", "personal_data")
"""The fields that are learnt."""
VALUES = ("no", "none", "yes")
"""What a sentence may say of each; most say nothing. A model's classes are the values of the first point, then of the next."""
LIKELY = 0.6
"""From where a sentence is taken to say so: of four in five that do, and of one in thirty that do not (`data/insureds`)."""
PLAIN = 0.8
"""The same for a part of a sentence that says nothing as a whole: "it's all fixed, nothing paid"."""
BESIDE = 0.9
"""The same for an answer to another question, where few sentences say so."""
_STAYS = frozenset({"statement_made", "personal_data"})
"""Points of which a "yes" stays true whatever else is told; of the others the last sentence tells how it stands now."""
_LEAST_WORDS = 3
_COMMAS = re.compile(r"[,;–](?=\s)")


class Told:
    """The trained model; it only reads, so threads may share one."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model

    @classmethod
    def load(cls, path: Path) -> "Told":
        """Read the model from a folder that `training.train` wrote. Raises FileNotFoundError without one."""
        return cls(LinearModel.load(path / FILE))

    def find(self, messages: Sequence[str], *, least_words: int = _LEAST_WORDS) -> dict[str, TextFound]:
        """What the messages tell, by the name of the field; sentences of fewer than `least_words` are left out."""
        found: dict[str, TextFound] = {}
        story = least_words <= _LEAST_WORDS
        likely, plain = (LIKELY, PLAIN) if story else (BESIDE, BESIDE)
        for span, text in _sentences(messages):
            if len(text.split()) < least_words or text.rstrip().endswith("?"):
                # A question tells nothing: "should I just pay that?"
                continue
            said = self._said(text, span, likely)
            for start, end in _parts(text, least_words):
                part = Span(span.message, span.start + start, span.start + end)
                said = self._said(text[start:end], part, plain) | said
            for point, told in said.items():
                if not (point in found and point in _STAYS and found[point].value == "yes"):
                    found[point] = told
        return found

    def _said(self, text: str, span: Span, least: float) -> dict[str, TextFound]:
        said: dict[str, TextFound] = {}
        scores = self._model.scores(text).reshape(len(POINTS), len(VALUES))
        for point, probabilities in zip(POINTS, softmax(scores), strict=True):
            value, confidence = max(
                zip(VALUES, map(float, probabilities), strict=True), key=lambda pair: pair[1]
            )
            if value != "none" and confidence >= least:
                said[point] = TextFound(value, confidence, span)
        return said


def _parts(text: str, least_words: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence between its commas, if it has several."""
    ends = [each.start() for each in _COMMAS.finditer(text)]
    for start, end in pairwise([0, *ends, len(text)]) if ends else ():
        if len(text[start:end].split()) >= least_words:
            yield start, end


def _sentences(messages: Sequence[str]) -> Iterator[tuple[Span, str]]:
    left = MAX_CHARACTERS
    for number, message in enumerate(messages):
        for start, end in sentences(message[:left]):
            yield Span(number, start, end), message[start:end]
        left = max(0, left - len(message))
