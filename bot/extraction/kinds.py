"""Kinds of incident that a word or two may mean: "hacked" is an incident at the client, or an attack on the writer.

The words are data in `grammar/kinds.yml`.
"""

import re
from functools import cache
from pathlib import Path

from bot.extraction.cues import compile_phrases
from bot.extraction.tables import read_table

MOST_WORDS = 3


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds that a short text may mean, the likeliest first; none for a longer one, which tells more than its words."""
    if len(text.split()) > MOST_WORDS:
        return ()
    return next((kinds for kinds, words in _words() if words.search(text)), ())


@cache
def _words() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    data = read_table(Path(__file__).parent / "grammar" / "kinds.yml")
    return tuple((tuple(entry["kinds"]), compile_phrases(list(map(str, entry["words"])))) for entry in data)
