"""Which of the two languages, English or German, a text is written in.

The evidence, words and letter groups, is data in `grammar/language.yml`. A short answer such as "ja" or
"since 2" is decided by a single word; without evidence, or with as much on both sides, there is no answer and the
conversation keeps the language it has.
"""

import math
import re
from functools import cache
from pathlib import Path

import yaml

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LANGUAGES = ("en", "de")
_KNOWN, _LEANING, _SHAPE = 1.0, 0.35, 0.3
_LONGEST = 2_000
"""Characters looked at; more of one text adds nothing."""


def detect_language(text: str) -> tuple[str, float] | None:
    """("en" or "de", confidence from 0.5 to 1), or None where the text does not tell."""
    scores = dict.fromkeys(_LANGUAGES, 0.0)
    for found in _WORD.finditer(text[:_LONGEST]):
        for lang, weight in _weights(found.group().lower().replace("’", "'")):
            scores[lang] += weight
    margin = scores["de"] - scores["en"]
    if abs(margin) < _SHAPE:
        return None
    confidence = 1 / (1 + math.exp(-2 * abs(margin) / math.sqrt(1 + sum(scores.values()) / 4)))
    return ("de" if margin > 0 else "en"), round(confidence, 3)


def _weights(word: str) -> list[tuple[str, float]]:
    words, weak, parts = _evidence()
    for lang in _LANGUAGES:
        if word in words[lang]:
            return [(lang, _KNOWN)]
    for lang in _LANGUAGES:
        if word in weak[lang]:
            return [(lang, _LEANING)]
    return [(lang, _SHAPE) for lang in _LANGUAGES if len(word) > 3 and parts[lang].search(word)]


@cache
def _evidence() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, re.Pattern[str]]]:
    data = yaml.safe_load((Path(__file__).parent / "grammar" / "language.yml").read_text("utf-8"))
    return (
        {lang: frozenset(data["words"][lang].split()) for lang in _LANGUAGES},
        {lang: frozenset(data["weak"][lang].split()) for lang in _LANGUAGES},
        {lang: re.compile("|".join(data["parts"][lang])) for lang in _LANGUAGES},
    )
