"""Whose act or omission led to the damage, as far as the report says."""

from collections.abc import Sequence
from pathlib import Path

from bot.extraction.features import report_text
from bot.extraction.found import TextFound
from bot.extraction.linear import Mixture

FILE = "caused_by.npz"


class CausedBy:
    """The trained classifier; reading only, so threads may share one."""

    def __init__(self, model: Mixture) -> None:
        self._model = model

    @classmethod
    def load(cls, path: Path) -> "CausedBy":
        """Read the model from a folder that `training.train` wrote. Raises FileNotFoundError without one."""
        return cls(Mixture.load(path / FILE))

    def classify(self, messages: Sequence[str], incident_type: str | None) -> TextFound:
        """One of self, employee, subcontractor, third_party, unknown; the type tips the scale where nobody is named."""
        probabilities = self._model.probabilities(report_text(messages))
        best = int(probabilities.argmax())
        return TextFound(self._model.classes[best], float(probabilities[best]))
