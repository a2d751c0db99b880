"""The words about money and numbers of both languages, read once from `grammar/amounts.*.yml`.

Insured people mix languages ("1.400 euros", "ca. 3k budget"), so one table serves both; the language of a
text only
decides between readings.
"""

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.claims.languages import languages
from bot.extraction.tables import read_table

_FOLDER = Path(__file__).parents[1] / "grammar"
# A currency sign with the letters that belong to it: US$, A$, T€, k€.
SIGN = r"(?i:usd?|aud?|can?|nz|hk|[acsrukmt]|mio|tsd)?[$€£]|[¥₹₺₪₩₽₦₱₵฿]"
_WORD = re.compile(rf"{SIGN}|[^\W\d_½¼¾]+|\S")


def fold(word: str) -> str:
    """One spelling for German umlauts and ß (fuenf, fünf -> fuenf; dreißig -> dreissig)."""
    word = word.lower()
    if word.isascii():
        return word
    return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").replace("’", "'")


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase cut like the text that it is looked for in."""
    return tuple(fold(word) for word in _WORD.findall(phrase))


@cache
def load() -> dict[str, dict[str, Any]]:
    """Every table of the three files, merged by name; a list becomes a table whose values are True."""
    tables: dict[str, dict[str, Any]] = {}
    for name in ("shared", *languages()):
        data = read_table(_FOLDER / f"amounts.{name}.yml")
        for table, entries in data["words"].items():
            if not isinstance(entries, dict):
                entries = dict.fromkeys(entries, True)
            tables.setdefault(table, {}).update({str(key): value for key, value in entries.items()})
        for table in ("regions", "regional_letters", "shared_names", "examples"):
            if table in data:
                tables.setdefault(table, {}).update(data[table])
    return tables


class Phrases:
    """Phrases of one table, found at a place among words, the longest one first."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in table.items():
            words = words_of(phrase)
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for index in (self._by_first, self._by_last):
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: list[str], start: int) -> tuple[int, Any] | None:
        """(end, value) of the longest phrase that begins with word number `start`."""
        if start >= len(words):
            return None
        for phrase, value in self._by_first.get(words[start], ()):
            if len(phrase) == 1 or tuple(words[start : start + len(phrase)]) == phrase:
                return start + len(phrase), value
        return None

    def before(self, words: list[str], end: int) -> tuple[int, Any] | None:
        """(start, value) of the longest phrase that ends just before word number `end`."""
        if end <= 0:
            return None
        for phrase, value in self._by_last.get(words[end - 1], ()):
            start = end - len(phrase)
            if start >= 0 and (len(phrase) == 1 or tuple(words[start:end]) == phrase):
                return start, value
        return None


@cache
def phrases(*names: str) -> Phrases:
    """The phrases of the named tables together."""
    table: dict[str, Any] = {}
    for name in names:
        table.update(load().get(name, {}))
    return Phrases(table)


@cache
def folded(name: str) -> dict[str, Any]:
    """A table of single words, by folded spelling."""
    return {fold(word): value for word, value in load().get(name, {}).items()}


@cache
def currency_names() -> Phrases:
    """Everything that names a currency: signs, codes, words; the value is a code or a shared name (dollar,
    krone).
    """
    tables = load()
    table: dict[str, Any] = dict(tables["currency_symbols"])
    table.update({code.lower(): code for code in tables["currency_codes"]})
    table.update({word.lower(): code for word, code in tables["currency_capitals"].items()})
    table.update(tables["currency_words"])
    return Phrases(table)


@cache
def capitals_only() -> frozenset[str]:
    """Currency codes that are other words when written in small letters."""
    tables = load()
    small = set(tables["codes_in_small_letters"]) | {fold(word) for word in tables["currency_words"]}
    capitals = [*tables["currency_codes"], *tables["currency_capitals"]]
    return frozenset(code.lower() for code in capitals) - small


def currency_of(name: str, region: str) -> str:
    """The ISO code for a currency's name; a name that several countries share is decided by the region."""
    shared = load()["shared_names"].get(name)
    return str(shared.get(region.upper(), shared["default"])) if shared else ("CHF" if name == "fr" else name)


def default_currency(region: str) -> str:
    """What people of a region mean when they name no currency (conventions of the labels: EUR outside the
    listed ones).
    """
    return str(load()["regions"].get(region.upper(), "EUR"))


@cache
def cues() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that tell of money: whole ones, and a pattern for the beginnings of others."""
    entries = [fold(word) for word in load()["cues"]]
    whole = frozenset(word for word in entries if not word.endswith("*"))
    return whole, re.compile(
        "|".join(sorted({re.escape(word[:-1]) for word in entries if word.endswith("*")}))
    )


@lru_cache(maxsize=4096)
def is_cue(word: str) -> bool:
    """Whether a folded word tells of money (want, Schaden, überwiesen)."""
    whole, beginnings = cues()
    return word in whole or beginnings.match(word) is not None or is_money_noun(word)


@cache
def money_endings() -> tuple[str, ...]:
    """How German compounds about money end (Reparaturkosten, Wasserschaden)."""
    return tuple(fold(word) for word in load()["money_endings"])


def is_money_noun(word: str) -> bool:
    """Whether a folded noun after a number makes it money (740 costs, 1.000 Selbstbehalt)."""
    return word in folded("money_nouns") or word.endswith(money_endings())


def scale_value(value: float) -> Decimal:
    return Decimal(str(value))
