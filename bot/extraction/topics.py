"""Questions and wishes that are told by their words: "why do you ask", "go back", "should I pay the ransom".

The phrases are data in `grammar/topics.yml`.
"""

import re
from functools import cache
from pathlib import Path

from bot.extraction.cues import compile_phrases
from bot.extraction.tables import read_table

_LONGEST = 400
"""Characters looked at: who tells a story asks nothing that must be answered before it is heard."""


def find_topics(text: str) -> frozenset[str]:
    """The topics of a short text; in both languages, since people ask in either."""
    if len(text) > _LONGEST:
        return frozenset()
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = read_table(Path(__file__).parent / "grammar" / "topics.yml")
    return {
        name: compile_phrases([phrase for phrases in by.values() for phrase in phrases])
        for name, by in data.items()
    }
