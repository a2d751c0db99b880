"""Whether a few words say something or are only a name: nobody is called "noticed last Friday" or "läuft noch"."""

import re
from functools import cache
from pathlib import Path

from bot.extraction.tables import read_table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIRM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|gbr|ug|e\.?k|mbh|se|ltd|llc|llp|inc|plc|corp|co|sarl|sàrl|s\.?a|b\.?v|z\.?\s?o\.?\s?o|oy|ab|aps|srl)\b\.?",
    re.IGNORECASE,
)
_FEW = 2


def is_sentence(text: str) -> bool:
    """Words that no name has, two of them or one without a capitalised word beside it, make a sentence."""
    words = _WORD.findall(text)
    if not words or _FIRM.search(text):
        return False
    spoken = [word for place, word in enumerate(words) if (word.lower() if place == 0 else word) in _spoken()]
    if len(spoken) >= _FEW:
        return True
    named = any(word[0].isupper() for word in words if word not in spoken)
    return bool(spoken) and not named


@cache
def _spoken() -> frozenset[str]:
    data = read_table(Path(__file__).parent / "grammar" / "answers.yml")
    return frozenset(map(str, data["spoken"]))
