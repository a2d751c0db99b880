"""The incident type by the words of the catalogue, for a line of business that no model was trained for.

Every phrase counts once; one of several words says more than a single one. Where several types fit, the bot asks with the
best ones as buttons.
"""

import re
from collections.abc import Sequence

from bot.claims.catalogue import Field
from bot.extraction.cues import compile_phrases
from bot.extraction.features import report_text
from bot.extraction.found import TypeFound

_ALTERNATIVES = 3
_SURE, _MOST = 0.7, 0.9
"""Confidence of a single phrase without a rival, and of any number of them."""
_TELLING = 0.25
"""What each further word of a phrase adds to its weight."""


class CueTypes:
    """Reads the phrases of one field, `incident_type`; what it holds never changes, so threads may share one."""

    def __init__(self, field: Field) -> None:
        self._phrases = {
            value: {
                lang: [(compile_phrases([phrase]), _weight(phrase)) for phrase in each]
                for lang, each in phrases.items()
            }
            for value, phrases in field.cues.items()
        }

    def classify(self, messages: Sequence[str], lang: str) -> TypeFound | None:
        """The type that most speaks for, and the next ones; None if nothing speaks for any."""
        text = report_text(messages)
        scores = {
            value: sum(weight for pattern, weight in phrases[lang] if pattern.search(text))
            for value, phrases in self._phrases.items()
        }
        ranked = sorted(
            ((value, score) for value, score in scores.items() if score), key=lambda pair: -pair[1]
        )
        if not ranked:
            return None
        (best, score), *others = ranked[: 1 + _ALTERNATIVES]
        rival = others[0][1] if others else 0.0
        # As likely as its rival says, and never surer than its own phrases allow.
        confidence = min(_MOST, _SURE + 0.1 * (score - 1)) * score**2 / (score**2 + rival**2)
        return TypeFound(
            best,
            round(confidence, 3),
            tuple((value, round(each / (score + each) / 2, 3)) for value, each in others),
        )


def _weight(phrase: str) -> float:
    words = 1 if phrase.startswith("/") else len(re.findall(r"\w+", phrase))
    return 1 + _TELLING * (words - 1)
