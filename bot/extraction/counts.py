"""Measures and counts: a number with its unit (3 TB, 15 min) or with the noun that it counts ("14,200
contacts").
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bot.extraction.money.digits import DIGITS
from bot.extraction.money.words import currency_names, fold, folded, is_cue, is_money_noun
from bot.extraction.tables import read_table

_GRAMMAR = Path(__file__).parent / "grammar" / "identifiers.yml"
_NUMBER = re.compile(
    rf"(?<![\w.,$€£#/§'’-])(?<![$€£] )(?:{DIGITS})"
    r"(?:\s?[-–]\s?\d{1,9}(?:[.,]\d{1,3})?)?(?P<gap>[ -]?)(?=[^\W\d_]|°)"
)
_UNIT = re.compile(r"[^\W\d_]+/[hs](?!\w)|[mM][²³23](?!\w)|°[CF]?|[^\W\d_]+(?: days)?")
_BEFORE = re.compile(r"([^\W\d_]+)\.?\s?$")
_NEXT = re.compile(r"[ -]?([^\W\d_]+)")
_NEXT_PIECE = re.compile(r" ?([^\W\d_]+|[$€£])")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 3
_LONGEST_NAME = 24
"""Characters of the longest name of a currency, and no more words than it has."""
_GONE = frozenset({"missing", "lost", "stolen", "unpaid", "overcharged", "refunded"})
"""Words about money that between a number and a plural are adjectives: "2,100 missing files"."""


def find_counts(text: str, taken: bytearray) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of each measure, duration and count that does not touch what is `taken` already."""
    for found in _NUMBER.finditer(text):
        start, at = found.start(), found.end("gap")
        if taken[start] or _currency_before(text, start):
            continue
        unit = _UNIT.match(text, at)
        kind, end = ("", at) if unit is None else _unit(unit, found.group("gap"))
        if kind:
            yield kind, start, end
        elif found.group("gap"):
            counted = counted_noun(text, at)
            if counted is not None:
                yield "count", start, counted


def counted_noun(text: str, start: int) -> int | None:
    """Where the noun that begins at `start`, or follows one or two adjectives, ends; None if nothing is
    counted.
    """
    if (
        currency_names().at([fold(word) for word in _WORD.findall(text, start, start + _LONGEST_NAME)], 0)
        is not None
    ):
        # "27,500 New Zealand dollars" are no "News".
        return None
    at, gone = start, False
    for position in range(_MOST_WORDS):
        found = _NEXT.match(text, at)
        if found is None:
            return None
        raw = found.group(1)
        word = fold(raw)
        if word == "of" and position == 0:
            of = _NEXT.match(text, found.end())
            return of.end() if of and fold(of.group(1)) in folded("counted_of") else None
        if _is_money(word) or word in folded("not_counted"):
            return None
        if word in folded("counted"):
            return found.end()
        if word in folded("function_words"):
            return None
        if is_noun(raw) and not (gone and raw[0].isupper()):
            return found.end()
        if word in _GONE:
            gone = True
        elif is_cue(word) or (gone and raw[0].isupper()):
            return None
        at = found.end()
    return None


def is_noun(raw: str) -> bool:
    """Whether a word after a number looks like the noun it counts: a capital letter, or an English plural."""
    word = fold(raw)
    if len(word) < 3:
        return False
    if raw[0].isupper() and not raw.isupper():
        return True
    plural = len(word) > 3 and raw.isascii() and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return plural and word not in folded("function_words") and not is_cue(word)


@cache
def _units() -> dict[str, str]:
    tables: dict[str, Any] = read_table(_GRAMMAR)["units"]
    return {
        str(unit).lower(): kind for kind in ("spaced_measure", "measure", "duration") for unit in tables[kind]
    }


def _unit(found: re.Match[str], gap: str) -> tuple[str, int]:
    """(kind, end) of the unit there, or ("", …)."""
    text = found.group().lower()
    kind = _units().get(text)
    end = found.end()
    if found.group().isupper() and currency_names().at([fold(text)], 0) is not None:
        # "45 000 SEK" are no seconds.
        return "", end
    if kind is None and " " in text:
        text = text.split(" ")[0]
        kind, end = _units().get(text), found.start() + len(text)
    if kind == "spaced_measure":
        after = _NEXT_PIECE.match(found.string, end)
        # "On 2 May 2026 a fire broke out": an article, no ampere.
        article = found.group() == "a" and after is not None and after.group(1)[:1].isalpha()
        money = after is not None and currency_names().at([fold(after.group(1))], 0) is not None
        kind = "measure" if gap == " " and not article and not money else None
    return kind or "", end


def _is_money(word: str) -> bool:
    tables = (
        "scales",
        "slang_scales",
        "hundreds",
        "scaled_currency",
        "cents",
        "slang_hundreds",
        "nationalities",
    )
    return (
        currency_names().at([word], 0) is not None
        or any(word in folded(name) for name in tables)
        or is_money_noun(word)
    )


def _currency_before(text: str, start: int) -> bool:
    found = _BEFORE.search(text, max(0, start - 12), start)
    return found is not None and currency_names().at([fold(found.group(1))], 0) is not None
