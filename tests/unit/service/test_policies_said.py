"""What the look-up of a policy and of earlier reports means for what is said and asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.claims.model import SetBy
from bot.claims.similar import Similar
from bot.claims.values import Money
from bot.conversations.model import HandoffReason, Owner
from bot.extraction.found import Reading
from bot.policies.model import Policy, PolicyCheck, PolicyStatus
from bot.service.hearing import CONFIRM
from bot.service.known import Known
from tests.builders import a_complete_claim, a_conversation, a_fact, a_press_of, a_text, day
from tests.unit.service.hearing import Turned, hear

CURRENT = Policy("PI-204-1877", "Mara Lindt", date(2025, 1, 1), email="mara.lindt@example.com")
ENDED = Policy(
    "PI-199-0001", "Mara Lindt", date(2020, 1, 1), date(2024, 12, 31), email="mara.lindt@example.com"
)
WHEN = day("2026-04-07")


def named(check: PolicyCheck) -> Turned:
    """The insured has just given their contact, and the records were asked."""
    return hear(
        "inform",
        Reading(insured_contact=a_text("mara.lindt@example.com")),
        claim=a_complete_claim(without="policy_number"),
        asks="insured_contact",
        known=Known(policy=check),
    )


def test_the_one_policy_that_is_surely_theirs_is_taken_and_not_asked_for() -> None:
    turned = named(PolicyCheck(PolicyStatus.MATCHED, (CURRENT,), "PI-204-1877", WHEN))
    assert turned.claim.value("policy_number") == "PI-204-1877"
    assert turned.value_of("utter_policy_found", "number") == "PI-204-1877"
    assert turned.outcome.asks == CONFIRM


def test_several_policies_are_offered_and_an_ended_one_is_said_to_have_ended() -> None:
    turned = named(PolicyCheck(PolicyStatus.SEVERAL, (CURRENT, ENDED), None, WHEN))
    assert turned.outcome.asks == "policy_number"
    assert turned.labels == ["PI-204-1877", "PI-199-0001 (ended Tuesday, 31 December 2024)", "Not sure"]
    chosen = hear(
        "inform",
        claim=turned.claim,
        conversation=turned.conversation,
        pressed=a_press_of(turned.outcome.options[1]),
        known=Known(policy=PolicyCheck(PolicyStatus.EXPIRED, (ENDED,), "PI-199-0001", WHEN)),
    )
    assert chosen.claim.value("policy_number") == "PI-199-0001"
    assert "utter_policy_ended" in chosen.said
    assert chosen.outcome.asks == CONFIRM


def test_an_ended_policy_that_is_the_only_one_is_never_taken_silently() -> None:
    turned = named(PolicyCheck(PolicyStatus.EXPIRED, (ENDED,), "PI-199-0001", WHEN))
    assert not turned.claim.knows("policy_number")
    assert turned.labels[0].startswith("PI-199-0001 (ended")


def test_an_unknown_number_stops_nothing_and_somebody_elses_sounds_the_same() -> None:
    said = []
    for status in (PolicyStatus.NUMBER_UNKNOWN, PolicyStatus.NAME_DIFFERS):
        turned = hear(
            "inform",
            Reading(policy_number=a_text("PI-777-7777")),
            claim=a_complete_claim(without="policy_number"),
            asks="policy_number",
            known=Known(policy=PolicyCheck(status, (), "PI-777-7777", WHEN)),
        )
        assert turned.outcome.asks == CONFIRM
        said.append(turned.said)
    assert said[0] == said[1]
    assert "utter_policy_unknown" in said[0]


def test_nothing_is_said_when_nothing_was_looked_up() -> None:
    turned = hear(
        "inform",
        Reading(policy_number=a_text("PI-777-7777")),
        claim=a_complete_claim(without="policy_number"),
        asks="policy_number",
    )
    assert not [response for response in turned.said if "policy" in response]


# An earlier report about the same loss

LIKE = Similar("FN-26-7K3QD", "lost_key", day("2026-04-01"), may_be_told=True)
UNTOLD = Similar("FN-26-0ABCD", "lost_key", day("2026-04-01"), may_be_told=False)


def before_the_summary(*similar: Similar) -> Turned:
    return hear(
        "inform",
        Reading(claimant=a_text("Alderway")),
        claim=a_complete_claim(without="claimant"),
        asks="claimant",
        known=Known(similar=similar),
    )


def test_a_report_of_theirs_about_the_same_loss_is_shown_before_the_summary() -> None:
    turned = before_the_summary(LIKE)
    assert turned.value_of("utter_similar", "reference") == "FN-26-7K3QD"
    assert turned.outcome.asks == CONFIRM
    assert turned.labels == ["Send it", "Change something", "It is the same loss"]
    assert turned.claim.value("similar_to") == "FN-26-7K3QD"


def test_something_new_is_sent_as_ever() -> None:
    turned = before_the_summary(LIKE)
    new = hear("affirm", claim=turned.claim, conversation=turned.conversation, text="send it")
    assert new.outcome.confirmed


def test_the_same_loss_is_not_sent_twice_and_staff_are_told() -> None:
    turned = before_the_summary(LIKE)
    same = hear(
        "inform",
        claim=turned.claim,
        conversation=turned.conversation,
        pressed=a_press_of(turned.outcome.options[2]),
    )
    assert same.claim.value("duplicate_of") == "FN-26-7K3QD"
    assert same.outcome.asks is None
    assert not same.outcome.confirmed
    assert same.conversation.reasons == [HandoffReason.SAME_LOSS]
    assert same.conversation.owner is Owner.WAITING


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("it's the same one", True),
        ("ist schon gemeldet", True),
        ("not the same", False),
        ("yes, send it", False),
    ],
)
def test_the_same_loss_may_be_said_in_words(text: str, same: bool) -> None:
    turned = before_the_summary(LIKE)
    turned.conversation.language = "de" if "gemeldet" in text else "en"
    said = hear("affirm", claim=turned.claim, conversation=turned.conversation, text=text)
    assert said.claim.knows("duplicate_of") is same
    assert not (same and said.outcome.confirmed)


def test_a_report_that_may_be_somebody_elses_is_kept_for_staff_only() -> None:
    turned = before_the_summary(UNTOLD)
    assert "utter_similar" not in turned.said
    assert turned.outcome.asks == CONFIRM
    assert turned.claim.value("similar_to") == "FN-26-0ABCD"


def dollars(stated: bool) -> Money:
    return Money(Decimal(1200), Decimal(1200), "USD", currency_stated=stated)


@pytest.mark.parametrize(
    ("stated", "country", "currency"), [(False, "DE", "EUR"), (True, "DE", "USD"), (False, "", "USD")]
)
def test_what_is_assumed_of_country_and_currency_follows_the_policy(
    stated: bool, country: str, currency: str
) -> None:
    claim = a_complete_claim({"amount_claimed": dollars(stated)}, without="policy_number")
    for name in ("country_of_work", "country_of_claimant"):
        claim.record(a_fact(name, "US", set_by=SetBy.BOT))
    policy = replace(CURRENT, country=country)
    turned = hear(
        "inform",
        Reading(insured_contact=a_text("mara.lindt@example.com")),
        claim=claim,
        asks="insured_contact",
        known=Known(policy=PolicyCheck(PolicyStatus.MATCHED, (policy,), policy.number, WHEN)),
        region="US",
    )
    held = turned.claim.value("amount_claimed")
    assert isinstance(held, Money)
    assert held.currency == currency
    assert turned.claim.value("country_of_work") == (country or "US")


@pytest.mark.parametrize(
    ("language", "region", "city", "currency", "stated", "country"),
    [
        ("de", "GB", "Berlin", "EUR", True, "DE"),
        ("en", "GB", "Berlin", "EUR", True, "DE"),
        ("en", "GB", "London", "EUR", True, "GB"),
        ("de", "GB", "London", "EUR", True, "GB"),
        ("en", "GB", "London", "USD", True, "US"),
        ("de", "AT", "Vienna", "EUR", True, "AT"),
        ("de", "GB", "London", "EUR", False, "GB"),
    ],
)
def test_the_country_that_is_assumed_fits_the_money_that_is_named(
    language: str, region: str, city: str, currency: str, stated: bool, country: str
) -> None:
    money = Money(Decimal(1200), Decimal(1200), currency, currency_stated=stated)
    claim = a_complete_claim({"amount_claimed": money}, without="insured_name")
    claim.record(a_fact("country_of_work", region, set_by=SetBy.BOT, confidence=0.5))
    talk = a_conversation(asks="insured_name", language=language, region=region, timezone=f"Europe/{city}")
    hear("inform", claim=claim, text="Bea Lind", conversation=talk)
    assert claim.value("country_of_work") == country
