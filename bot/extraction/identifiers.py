"""Numbers that are names or measures: policies, invoices, telephones, versions, times, counts.

They are found first, so that no number inside them is taken for a date or a sum.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.extraction.counts import find_counts
from bot.extraction.folded import fold, folded
from bot.extraction.identifier_checks import CHECKS, value_of
from bot.extraction.tables import read_table
from bot.extraction.word_patterns import WordPattern

_GRAMMAR = Path(__file__).parent / "grammar" / "identifiers.yml"

# Rules that match texts without a single digit.
_WITHOUT_DIGITS = frozenset({"email", "url", "domain", "clock_words"})

# Kinds that people date things with ("25 days ago"): they must not hide a date.
DATING_KINDS = frozenset({"duration", "time", "count"})


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number at characters `start` to `end` (exclusive), `value` without the words that mark it.

    Kinds: policy, reference, phone, iban, email, url, ip, cve, version, article, plate, postcode, time,
    duration, percent, measure, count.
    """

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    name: str
    kind: str
    pattern: re.Pattern[str]
    sought: WordPattern | None
    """What finds the pattern's matches in folded text, if case does not matter."""
    needs: str
    check: Callable[[re.Match[str], str | None], str | None] | None
    examples: tuple[str, ...]


@cache
def rules() -> tuple[IdentifierRule, ...]:
    """The rules of `grammar/identifiers.yml`, in order of precedence."""
    data = read_table(_GRAMMAR)
    return tuple(
        IdentifierRule(
            rule["name"],
            rule["kind"],
            re.compile(rule["pattern"], 0 if rule.get("case") else re.IGNORECASE),
            None if rule.get("case") else WordPattern(folded(rule["pattern"])),
            rule.get("needs", ""),
            CHECKS[rule["check"]] if "check" in rule else None,
            tuple(map(str, rule["examples"])),
        )
        for rule in data["rules"]
    )


def find_identifiers(
    text: str, policy_patterns: Sequence[str] | None = None, region: str | None = None
) -> list[Identifier]:
    """Every identifier in order of place, none overlapping another.

    `policy_patterns`: regular expressions of an insurer's own policy numbers, tried first. `region`: the
    country whose
    telephone plan local numbers follow.
    """
    found: list[Identifier] = []
    taken = bytearray(len(text))

    def take(kind: str, value: str, start: int, end: int) -> None:
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(Identifier(kind, value.strip(), start, end))

    for pattern in policy_patterns or ():
        for match in re.finditer(pattern, text):
            take("policy", match.group(), *match.span())
    digits = any(map(text.__contains__, "0123456789"))
    lower = fold(text)
    for rule in rules():
        if rule.needs not in text or not (digits or rule.name in _WITHOUT_DIGITS):
            continue
        for match in _matches(rule, text, lower):
            value = rule.check(match, region) if rule.check else value_of(match)
            if value is not None:
                take(rule.kind, value, _start(match, rule.kind), match.end())
    for kind, start, end in find_counts(text, taken):
        take(kind, text[start:end], start, end)
    found.sort(key=lambda identifier: identifier.start)
    return found


def _matches(rule: IdentifierRule, text: str, lower: str) -> Iterator[re.Match[str]]:
    if rule.sought is None:
        yield from rule.pattern.finditer(text)
        return
    for sought in rule.sought.finditer(lower):
        if match := rule.pattern.match(text, sought.start()):
            yield match


def _start(match: re.Match[str], kind: str) -> int:
    """A town's postcode begins at its digits; other identifiers include the word that marks them."""
    return match.start("value") if kind == "postcode" and "value" in match.re.groupindex else match.start()
