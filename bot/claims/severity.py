"""How much haste a claim needs, and why: the catalogue's rules over what is known, every reason kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import get_territory_currencies

from bot.claims.catalogue import Catalogue, holds
from bot.claims.countries import countries_in
from bot.claims.counts import count_in
from bot.claims.model import Claim, SetBy
from bot.claims.rules import Level, SeverityRule
from bot.claims.values import Money

_COUNTRY_FIELDS = ("country_of_work", "country_of_claimant")
_FOUNDED = 0.6
"""Confidence of what is assumed with a reason, such as the country of a policy."""


@dataclass(frozen=True, slots=True)
class Severity:
    level: Level
    reasons: tuple[str, ...]
    """Names of all rules that hold, in the catalogue's order."""

    def words(self, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The reasons in words, for staff."""
        texts = {rule.reason: rule.words[language] for rule in catalogue.severity}
        return tuple(texts[reason] for reason in self.reasons)


def assess(claim: Claim, catalogue: Catalogue) -> Severity:
    """The highest level of all rules that hold; without one it is normal."""
    relevant = catalogue.relevant(claim)
    matching = [rule for rule in catalogue.severity if _matches(rule, claim, relevant)]
    return Severity(
        max((rule.level for rule in matching), key=lambda level: level.rank, default=Level.NORMAL),
        tuple(dict.fromkeys(rule.reason for rule in matching)),
    )


def _matches(rule: SeverityRule, claim: Claim, relevant: Claim) -> bool:
    return (
        any(holds(condition, relevant) for condition in rule.when)
        and (not rule.sum_from or _sums_up(rule.sum_from, claim))
        and (not rule.count_from or _counts_up(rule.count_from, claim))
        and (not rule.country or _is_abroad(rule.country, claim))
    )


def _sums_up(sum_from: Mapping[str, int], claim: Claim) -> bool:
    """Whether the upper end of any known sum reaches its currency's threshold; currencies are not converted."""
    sums = [fact.value for fact in claim.projection().values() if isinstance(fact.value, Money)]
    return any(money.high >= Decimal(sum_from.get(money.currency, "Infinity")) for money in sums)


def _counts_up(count_from: Mapping[str, int], claim: Claim) -> bool:
    counts = {name: count_in(text) for name in count_from if isinstance(text := claim.value(name), str)}
    return any(count is not None and count >= count_from[name] for name, count in counts.items())


def _is_abroad(countries: frozenset[str], claim: Claim) -> bool:
    """Whether one of them was told, or follows from the policy or the money spoken of; a browser's language tells nothing."""
    sums = [fact.value for fact in claim.projection().values() if isinstance(fact.value, Money)]
    paid_in = {money.currency for money in sums if money.currency_stated}
    facts = [fact for name in _COUNTRY_FIELDS if (fact := claim.current(name)) is not None]
    return any(
        countries & countries_in(fact.value)
        for fact in facts
        if isinstance(fact.value, str)
        and (fact.set_by is not SetBy.BOT or fact.confidence >= _FOUNDED or paid_in & _money_of(fact.value))
    )


def _money_of(country: str) -> set[str]:
    return {str(each) for each in get_territory_currencies(country)}
