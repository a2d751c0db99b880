"""What a short answer means to the question it answers, learnt from labelled answers (`data/answers`).

Words that are listed decide first, in `answers.py` and beside it; this names what nobody has listed, "divil a word out of them".
"""

from collections.abc import Mapping
from pathlib import Path

from bot.extraction.encoder import Embeds, encoder
from bot.extraction.features import report_text
from bot.extraction.found import TextFound
from bot.extraction.linear import LinearModel

FOLDER = "answers"
UNKNOWN, OTHER = "unknown", "other"
"""What an answer means that knows nothing, and one that says nothing to the question: a date, a question back, chatter."""
SUMMARY = "confirm"
"""The question whether the summary is right and to be sent."""
_LIKE = {"claim_made_on": "notice_kind"}
"""Questions that are answered in the words of another one: that nobody has demanded anything."""
LONGEST_ANSWER = 25
"""Words; a longer text tells a story, and more than one thing."""


class Meanings:
    """One model for each question that has one; it only reads, so threads may share one."""

    def __init__(self, models: Mapping[str, LinearModel], embeds: Embeds) -> None:
        self._models, self._encoder = models, embeds

    @classmethod
    def load(cls, path: Path) -> "Meanings":
        """Read the models from the folder that `training.train` wrote; without any it knows nothing."""
        stored = sorted((path / FOLDER).glob("*.npz"))
        return cls({file.stem: LinearModel.load(file) for file in stored}, encoder(path))

    def of(self, asks: str | None, text: str) -> TextFound | None:
        """The likeliest meaning of a text as an answer to the question for `asks`, `OTHER` included, and how likely it is."""
        model = self._models.get(_LIKE.get(asks or "", asks or ""))
        said = report_text([text])
        if model is None or not said.strip() or len(said.split()) > LONGEST_ANSWER:
            return None
        probabilities = model.probabilities(said, self._encoder.embed([said])[0])
        best = int(probabilities.argmax())
        return TextFound(model.classes[best], float(probabilities[best]))
