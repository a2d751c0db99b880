"""Which of the 15 incident types a report describes: the harm decides, not its remote cause."""

from collections.abc import Sequence
from pathlib import Path

from bot.extraction.encoder import Averages, encoder
from bot.extraction.features import report_text
from bot.extraction.found import TypeFound
from bot.extraction.linear import LinearModel

FILE = "incident_types.npz"

HIGH_CONFIDENCE = 0.82
"""From here on at least 96 % of the types are right, measured on files whose writers the model had not read."""

_ALTERNATIVES = 3


class IncidentTypes:
    """The trained classifier; it only reads, so threads may share one."""

    def __init__(self, model: LinearModel, averages: Averages) -> None:
        self._model = model
        self._averages = averages

    @classmethod
    def load(cls, path: Path) -> "IncidentTypes":
        """Read the model from a folder that `training.train` wrote. Raises FileNotFoundError without one."""
        averages = encoder(path)
        return cls(LinearModel.load(path / FILE), averages)

    def classify(self, messages: Sequence[str]) -> TypeFound:
        """The most likely type with its probability, and the next three."""
        text = report_text(messages)
        probabilities = self._model.probabilities(text, self._averages.average([text])[0])
        ranked = sorted(
            zip(self._model.classes, map(float, probabilities), strict=True), key=lambda pair: -pair[1]
        )
        (value, confidence), *others = ranked[: 1 + _ALTERNATIVES]
        return TypeFound(value, confidence, tuple(others))
