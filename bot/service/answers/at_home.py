"""Where the insured is at home, as far as it is assumed: by their policy, by the money they speak of, else by their device."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from babel.numbers import get_territory_currencies

from bot.claims.catalogue import Field
from bot.claims.model import Fact, SetBy
from bot.claims.values import Money
from bot.conversations.model import Conversation
from bot.extraction.found import AmountFound, Reading
from bot.policies.model import Policy
from bot.service.answers.replacing import SUMS
from bot.service.hearing import Hearing

_OF_CURRENCY = {"GBP": "GB", "CHF": "CH", "USD": "US"}
_BY_POLICY = 0.6
"""Above the confidence of what follows from the device alone."""


def region(hearing: Hearing) -> str:
    """ISO 3166: the region of the device, unless the money that is named is another's and tells where else."""
    own, named = hearing.conversation.home, _named_currency(hearing)
    if named is None or named in _currencies(own):
        return own
    # What is spoken tells nothing: who goes on in another language is still where they were.
    set_to = hearing.conversation.region
    return set_to if named in _currencies(set_to) else _OF_CURRENCY.get(named, own)


def in_home_currency(reading: Reading, conversation: Conversation) -> Reading:
    """A sum without a currency is in that of the country the person is in, however their device writes it."""
    own, home = _currencies(conversation.region), _currencies(conversation.home)
    if not own or not home or own[0] in home:
        return reading

    def at_home[T: (AmountFound, Money)](sum_: T) -> T:
        return sum_ if sum_.currency_stated else replace(sum_, currency=home[0])

    amounts = {name: at_home(found) for name in SUMS if (found := getattr(reading, name)) is not None}
    stated = tuple(
        replace(said, value=at_home(said.value)) if isinstance(said.value, Money) else said
        for said in reading.stated
    )
    changed: dict[str, Any] = {"amounts": tuple(map(at_home, reading.amounts)), "stated": stated, **amounts}
    return replace(reading, **changed)


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
