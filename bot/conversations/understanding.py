"""How sure the bot was of a message: kept beside it, so that people can look at what was likely misunderstood."""

from dataclasses import dataclass

UNSURE = 0.6
"""Below this a message is for people to review."""
_CORRECTED = 0.5
"""What a message whose answer corrects an earlier value counts as at most: something was misread."""
NOT_UNDERSTOOD = "nlu_fallback"
"""The engine's word for a message of which no reading is likely enough."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """One message of text, as it was understood when it was answered."""

    intent: str
    confidence: float
    asks: str | None
    """The question that was open; None if none was."""
    incident_type: str | None = None
    """As read from the story so far, if the message tells of it."""
    type_confidence: float | None = None
    corrected: tuple[str, ...] = ()
    """Fields whose values it replaced by others."""
    missed: bool = False
    """Whether the bot had to say that it did not understand."""

    @property
    def sureness(self) -> float:
        """0 to 1; the least sure part counts."""
        if self.missed or self.intent == NOT_UNDERSTOOD:
            return 0.0
        sure = min(self.confidence, 1.0 if self.type_confidence is None else self.type_confidence)
        return min(sure, _CORRECTED) if self.corrected else sure
