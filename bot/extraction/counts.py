"""Counts of things: a number and the noun that it counts ("14,200 contacts", "1.870 Karten")."""

import re
from collections.abc import Iterator

from .money_words import currency_names, fold, folded, is_cue, is_money_noun
from .number_digits import DIGITS

_COUNT = re.compile(rf"(?<![\w.,$€£#/§-])(?<![$€£] )(?:{DIGITS})(?P<gap>[ -])(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"([^\W\d_]+)\.?\s?$")
_NEXT = re.compile(r"[ -]?([^\W\d_]+)")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jaenner februar maerz mai juni juli oktober dezember okt dez feber".split()
)


def find_counts(text: str, taken: bytearray) -> Iterator[tuple[int, int, str]]:
    """(start, end, value) of each count that does not touch what is `taken` already."""
    for found in _COUNT.finditer(text):
        if taken[found.start()] or _currency_before(text, found.start()):
            continue
        end = counted_noun(text, found.end("gap"))
        if end is not None:
            yield found.start(), end, text[found.start() : end]


def counted_noun(text: str, start: int) -> int | None:
    """Where the noun that begins at `start`, or follows one or two adjectives, ends; None if nothing is counted."""
    at, words = start, 0
    while words < 3 and (found := _NEXT.match(text, at)) is not None:
        raw = found.group(1)
        word = fold(raw)
        if word == "of" and words == 0:
            of = _NEXT.match(text, found.end())
            return of.end() if of and fold(of.group(1)) in ("em", "them", "those", "us", "these", "our", "their", "the") else None
        if _is_money(word) or word in folded("not_counted") or word in _MONTHS:
            return None
        if word in folded("counted") or is_noun(raw):
            return found.end()
        if word in _STOPS or is_cue(word):
            return None
        at, words = found.end(), words + 1
    return None


_STOPS = frozenset(
    "to and or but for from in on at by with without is are was were be been that which so then if when it we they he she i you my our their a an the "
    "und oder aber fuer von in im an am auf bei mit ohne ist sind war waren dass so dann wenn es wir sie er ich ihr zu zum zur der die das den dem als wie "
    "bis nach aus ueber unter fuers aufs ums ans ins vors durchs uebers als etwas alles eines seines ihres unseres dieses jedes bereits abends nichts falls mittels laut davon dafuer wegen statt plus sonst eventuell inklusive inkl exklusive exkl pro per each not no nicht kein auch noch schon nur".split()
)


def is_noun(raw: str) -> bool:
    """Whether a word after a number looks like the noun it counts: a capital letter, or an English plural."""
    word = fold(raw)
    if len(word) < 3:
        return False
    if raw[0].isupper() and not raw.isupper():
        return True
    return len(word) > 3 and raw.isascii() and word.endswith("s") and not word.endswith(("ss", "us", "is")) and not is_cue(word)


def _is_money(word: str) -> bool:
    return (
        currency_names().at([word], 0) is not None
        or any(word in folded(name) for name in ("scales", "slang_scales", "hundreds", "scaled_currency", "cents", "slang_hundreds", "nationalities"))
        or is_money_noun(word)
    )


def _currency_before(text: str, start: int) -> bool:
    found = _BEFORE.search(text, max(0, start - 12), start)
    return found is not None and currency_names().at([fold(found.group(1))], 0) is not None
