"""The grammar of dates, and the stretches of a text in which it is worth trying."""

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.claims.languages import languages
from bot.extraction.grammar import Grammar
from bot.extraction.grammar_needs import DIGIT

FOLDER = Path(__file__).parent.parent / "grammar"
FILES = ("shared", "holidays", *languages())
REACH = 48
"""Characters that a rule may need on either side of a date word."""

_STARTING = frozenset(
    {
        "month",
        "weekday",
        "weekday_plural",
        "weekday_short",
        "unit",
        "holiday",
        "season",
        "trigger",
        "ordinal_word",
        "month_day",
        "month_week",
        DIGIT,
    }
    | {
        "yesterday_word",
        "week_word",
        "weekend_word",
        "month_word",
        "overnight_word",
        "tomorrow_word",
        "fortnight_word",
    }
    | {"heute_wort", "gestern_wort", "vorgestern_wort", "vorvorgestern_wort", "woche_wort", "monat_wort"}
)
"""Tables whose words set off the reading of the text around them."""
_STARTING_GERMAN = _STARTING | {"weekday_kurz", "morgen_wort", "wochenende_wort"}
"""In other languages "so", "do" and "we" are everyday words."""
_NUMBER = frozenset({DIGIT, "nth", "holiday"})
"""Tables that numbers written in digits may belong to."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@cache
def grammar() -> Grammar:
    return Grammar.load(*(FOLDER / f"dates.{name}.yml" for name in FILES))


def windows(text: str, lang: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Stretches of the text that hold a number or a date word, with what a rule may need around it.

    With each come the names of the word tables that have a word in it.
    """
    tables_of, starting = _tables_of(), _STARTING_GERMAN if lang == "de" else _STARTING
    begin, until = -1, -1
    present: set[str] = set()
    recent: deque[tuple[int, frozenset[str]]] = deque()
    for token in _TOKEN.finditer(text):
        word, start = token.group(), token.start()
        tables = _NUMBER if word[0].isdigit() else tables_of.get(word.lower())
        if tables is None:
            continue
        while recent and recent[0][0] < start - REACH:
            recent.popleft()
        recent.append((start, tables))
        if start < until:
            present |= tables
        if tables.isdisjoint(starting):
            continue
        if begin < 0 or start - REACH > until:
            if begin >= 0:
                yield begin, until, frozenset(present)
            begin, present = max(0, start - REACH), set()
        present = present.union(*(found for _, found in recent))
        until = min(len(text), token.end() + REACH)
    if begin >= 0:
        yield begin, until, frozenset(present)


@cache
def _tables_of() -> dict[str, frozenset[str]]:
    """Each single word of the grammar, with the tables that it occurs in."""
    found: dict[str, set[str]] = {}
    for table, spellings in grammar().words.items():
        for spelling in spellings:
            # The longest word of a name stands for all of it: "christmas" for "at christmas".
            piece = max(_TOKEN.findall(spelling), key=len)
            found.setdefault(piece, set()).add(table)
    return {piece: frozenset(tables) for piece, tables in found.items()}
