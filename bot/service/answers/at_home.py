"""Where the insured is at home, as far as it is assumed: by their policy, by the money they speak of, else by their device."""

from collections.abc import Iterator
from dataclasses import replace

from babel.numbers import get_territory_currencies

from bot.claims.catalogue import Field
from bot.claims.languages import default_region
from bot.claims.model import Fact, SetBy
from bot.claims.values import Money
from bot.policies.model import Policy
from bot.service.answers.replacing import SUMS
from bot.service.hearing import Hearing

_OF_CURRENCY = {"GBP": "GB", "CHF": "CH", "USD": "US"}
_BY_POLICY = 0.6
"""Above the confidence of what follows from the device alone."""


def region(hearing: Hearing) -> str:
    """ISO 3166: the region of the device, unless the money that is named is another's and tells where else."""
    own, named = hearing.conversation.region, _named_currency(hearing)
    if named is None or named in _currencies(own):
        return own
    spoken = default_region(hearing.conversation.language)
    return spoken if named in _currencies(spoken) else _OF_CURRENCY.get(named, own)


def follow_policy(hearing: Hearing, policy: Policy) -> None:
    """What was assumed of countries and currencies is taken from the policy; what somebody said stays."""
    if not policy.country:
        return
    for field in _assumed(hearing):
        hearing.claim.record(Fact(field.name, policy.country, SetBy.BOT, hearing.at, _BY_POLICY))
    currencies = _currencies(policy.country)
    if not currencies or _named_currency(hearing):
        return
    for name in SUMS:
        fact = hearing.claim.current(name)
        if fact is not None and isinstance(fact.value, Money) and fact.value.currency != currencies[0]:
            hearing.claim.record(replace(fact, value=replace(fact.value, currency=currencies[0])))


def follow_money(hearing: Hearing) -> None:
    """What was assumed by the device alone follows the money that is named since."""
    where = region(hearing)
    for field in _assumed(hearing):
        fact = hearing.claim.current(field.name)
        if fact is not None and fact.confidence < _BY_POLICY and fact.value != where:
            hearing.claim.record(replace(fact, value=where, at=hearing.at))


def _assumed(hearing: Hearing) -> Iterator[Field]:
    """The fields whose country nobody has told."""
    for field in hearing.catalogue.fields:
        fact = hearing.claim.current(field.name)
        if field.default == "region" and fact is not None and fact.set_by is SetBy.BOT:
            yield field


def _named_currency(hearing: Hearing) -> str | None:
    sums = (hearing.claim.value(name) for name in SUMS)
    return next((each.currency for each in sums if isinstance(each, Money) and each.currency_stated), None)


def _currencies(country: str) -> list[str]:
    """ISO 4217, the usual one first."""
    return [str(each) for each in get_territory_currencies(country)]
