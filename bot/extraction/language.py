"""Which of the languages that are spoken a text is written in.

The evidence, words and letter groups, is data in `grammar/language.*.yml`. A short answer such as "ja" or "since 2" is
decided by a single word; without evidence, or with as much for another language, there is no answer and the conversation
keeps the language it has. Addresses and names tell nothing: "Müller GmbH" is said in English, too.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.claims.languages import languages
from bot.extraction.tables import read_table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ADDRESS = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|io|de|at|ch|li|eu|uk|ie|us)\b"
)
_FIRM = re.compile(
    r"(?:\b[A-ZÄÖÜ][\w&'’-]*\s+(?:(?:&|und|and|\+)\s+)?){1,4}"
    r"(?i:gmbh|mbh|ag|kg|ohg|gbr|ug|e\.?\s?k|ltd|llc|llp|plc|inc|corp)\b(?:\s*&\s*(?i:co)\b(?:\s+KG)?)?"
)
_KNOWN, _LEANING, _SHAPE = 1.0, 0.35, 0.3
_LONGEST = 2_000
"""Characters looked at; more of one text adds nothing."""
_SHORTEST = 4
"""Letters that a word needs for its letter groups to tell something."""
_NAME_LIKE = 9
"""Letters up to which an unknown word among nothing but capitalised ones may be a name; longer ones are compounds."""
_FOLDER = Path(__file__).parent / "grammar"


@dataclass(frozen=True, slots=True)
class _Evidence:
    words: frozenset[str]
    """Words of one language that are rare or absent in the others."""
    weak: frozenset[str]
    """Words of several that lean to this one."""
    parts: re.Pattern[str]
    """Letter groups typical of it."""


def detect_language(text: str) -> tuple[str, float] | None:
    """(a language, confidence from 0.5 to 1), or None where the text does not tell."""
    plain = _FIRM.sub(" ", _ADDRESS.sub(" ", text[:_LONGEST]))
    written = [found.group().replace("’", "'") for found in _WORD.finditer(plain)]
    names_only = all(word[0].isupper() and not word.isupper() for word in written)
    scores = dict.fromkeys(_evidence(), 0.0)
    for word in written:
        shaped = not (names_only and len(word) <= _NAME_LIKE)
        for lang, weight in _weights(word.lower(), shaped=shaped):
            scores[lang] += weight
    best, *others = sorted(scores, key=lambda lang: -scores[lang])
    margin = scores[best] - max((scores[lang] for lang in others), default=0.0)
    if margin < _SHAPE:
        return None
    confidence = 1 / (1 + math.exp(-2 * margin / math.sqrt(1 + sum(scores.values()) / 4)))
    return best, round(confidence, 3)


def known_words() -> frozenset[str]:
    """The everyday words, in lower case, by which any language is told."""
    return frozenset().union(*(its.words | its.weak for its in _evidence().values()))


def _weights(word: str, *, shaped: bool) -> list[tuple[str, float]]:
    evidence = _evidence()
    if known := [lang for lang, its in evidence.items() if word in its.words]:
        return [(lang, _KNOWN) for lang in known]
    if leaning := [lang for lang, its in evidence.items() if word in its.weak]:
        return [(lang, _LEANING) for lang in leaning]
    if not shaped or len(word) < _SHORTEST:
        return []
    return [(lang, _SHAPE) for lang, its in evidence.items() if its.parts.search(word)]


@cache
def _evidence() -> dict[str, _Evidence]:
    """By language; one without a file is never detected."""
    found = {}
    for lang in languages():
        path = _FOLDER / f"language.{lang}.yml"
        if path.is_file():
            data = read_table(path)
            found[lang] = _Evidence(
                frozenset(data["words"].split()),
                frozenset(data["weak"].split()),
                re.compile("|".join(data["parts"])),
            )
    return found
