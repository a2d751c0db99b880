"""Which of the 15 incident types a report describes: the harm decides, not its remote cause."""

from collections.abc import Sequence
from pathlib import Path

from bot.extraction.features import report_text
from bot.extraction.found import TypeFound
from bot.extraction.linear import Mixture

FILE = "incident_types.npz"

HIGH_CONFIDENCE = 0.75
"""From here on a type is right often enough to be taken without a question."""

_ALTERNATIVES = 3


class IncidentTypes:
    """The trained classifier; reading only, so threads may share one."""

    def __init__(self, model: Mixture) -> None:
        self._model = model

    @classmethod
    def load(cls, path: Path) -> "IncidentTypes":
        """Read the model from a folder that `training.train` wrote. Raises FileNotFoundError without one."""
        return cls(Mixture.load(path / FILE))

    def classify(self, messages: Sequence[str]) -> TypeFound:
        """The most likely type with its probability, and the next three."""
        probabilities = self._model.probabilities(report_text(messages))
        ranked = sorted(zip(self._model.classes, map(float, probabilities), strict=True), key=lambda pair: -pair[1])
        (value, confidence), *others = ranked[: 1 + _ALTERNATIVES]
        return TypeFound(value, confidence, tuple(others))
