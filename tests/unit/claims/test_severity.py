"""How much haste a claim needs: plain rules from the catalogue, every reason kept."""

from dataclasses import replace

import pytest

from bot.claims.model import SetBy
from bot.claims.rules import Level
from bot.claims.severity import assess
from bot.claims.values import Money, Value
from tests.builders import a_claim, a_fact, days, euros, the_catalogue

CATALOGUE = the_catalogue()
NAMED_AHEAD = {
    "court_papers",
    "press",
    "personal_data",
    "personal_data_count",
    "personal_data_role",
    "client_informed",
    "authority_informed",
    "deadline",
    "country_of_work",
    "country_of_claimant",
}
"""Fields that rules may name whether or not this line of business asks for them."""

Known = dict[str, Value | None]

CASES: list[tuple[Known, Level, tuple[str, ...]]] = [
    ({}, Level.NORMAL, ()),
    ({"incident_type": "lost_key", "amount_claimed": euros("1400")}, Level.NORMAL, ()),
    ({"notice_kind": "cyber_emergency"}, Level.EMERGENCY, ("attack_going_on",)),
    ({"incident_type": "own_cyber_loss", "ongoing": "no"}, Level.NORMAL, ()),
    (
        {"incident_type": "own_cyber_loss", "ongoing": "yes"},
        Level.EMERGENCY,
        ("attack_going_on", "still_going_on"),
    ),
    (
        {"incident_type": "security_incident", "ongoing": "yes"},
        Level.HIGH,
        ("attack_at_client", "still_going_on"),
    ),
    ({"incident_type": "system_outage", "ongoing": "yes"}, Level.NORMAL, ("still_going_on",)),
    ({"incident_type": "system_outage", "ongoing": None}, Level.NORMAL, ()),
    ({"incident_type": "bodily_injury"}, Level.HIGH, ("bodily_injury",)),
    ({"court_papers": "yes"}, Level.HIGH, ("court_papers",)),
    ({"court_papers": "no"}, Level.NORMAL, ()),
    ({"press": "yes"}, Level.HIGH, ("press",)),
    ({"amount_claimed": euros("50000")}, Level.HIGH, ("large_sum",)),
    ({"amount_claimed": euros("49999.99")}, Level.NORMAL, ()),
    ({"amount_estimated": euros("1", "50000")}, Level.HIGH, ("large_sum",)),
    ({"amount_estimated": euros("100000", approximate=True)}, Level.HIGH, ("large_sum",)),
    ({"amount_claimed": euros("1400"), "amount_estimated": euros("90000")}, Level.HIGH, ("large_sum",)),
    ({"amount_claimed": euros("50000", currency="USD")}, Level.NORMAL, ()),
    ({"amount_claimed": euros("55000", currency="USD")}, Level.HIGH, ("large_sum",)),
    ({"amount_claimed": euros("500000", currency="SEK")}, Level.NORMAL, ()),
    ({"amount_claimed": euros("9000000", currency="JPY")}, Level.NORMAL, ()),
    ({"amount_claimed": None}, Level.NORMAL, ()),
    ({"personal_data_count": "about 60"}, Level.NORMAL, ()),
    ({"personal_data_count": "999"}, Level.NORMAL, ()),
    ({"personal_data_count": "1.000"}, Level.HIGH, ("many_people_affected",)),
    ({"personal_data_count": "mehrere tausend"}, Level.HIGH, ("many_people_affected",)),
    ({"personal_data_count": None}, Level.NORMAL, ()),
    ({"country_of_work": "DE"}, Level.NORMAL, ()),
    ({"country_of_work": "DE", "country_of_claimant": "US"}, Level.HIGH, ("north_america",)),
    ({"country_of_work": "Kanada", "country_of_claimant": "DE"}, Level.HIGH, ("north_america",)),
    ({"country_of_claimant": "Texas, USA"}, Level.HIGH, ("north_america",)),
    ({"country_of_claimant": None}, Level.NORMAL, ()),
    (
        {
            "country_of_work": "US",
            "press": "yes",
            "personal_data_count": "12k",
            "amount_claimed": euros("2000000"),
            "court_papers": "yes",
            "incident_type": "own_cyber_loss",
            "ongoing": "yes",
        },
        Level.EMERGENCY,
        (
            "attack_going_on",
            "court_papers",
            "large_sum",
            "many_people_affected",
            "press",
            "north_america",
            "still_going_on",
        ),
    ),
]


@pytest.mark.parametrize(("known", "level", "reasons"), CASES, ids=[str(list(case[0])) for case in CASES])
def test_severity_keeps_every_reason_and_the_highest_level(
    known: Known, level: Level, reasons: tuple[str, ...]
) -> None:
    severity = assess(a_claim(known), CATALOGUE)
    assert (severity.level, severity.reasons) == (level, reasons)


def test_severity_falls_when_the_sum_is_corrected() -> None:
    claim = a_claim({"amount_claimed": euros("140000")})
    assert assess(claim, CATALOGUE).level is Level.HIGH
    claim.record(replace(claim.facts[0], value=euros("1400")))
    assert assess(claim, CATALOGUE).level is Level.NORMAL


@pytest.mark.parametrize("value", ["soon", days("2026-04-01", "2026-04-02")])
def test_severity_passes_over_values_of_another_kind(value: Value) -> None:
    names = ["amount_claimed", "personal_data_count", "country_of_work", "court_papers"]
    assert assess(a_claim(dict.fromkeys(names, value)), CATALOGUE).reasons == ()


def test_severity_needs_all_kinds_of_condition_that_a_rule_states() -> None:
    rule = next(rule for rule in CATALOGUE.severity if rule.reason == "large_sum")
    abroad = replace(rule, country=frozenset({"US"}), when=({"notice_kind": ("demand",)},))
    catalogue = replace(CATALOGUE, severity=(abroad,))
    known: Known = {"amount_claimed": euros("90000"), "country_of_work": "US", "notice_kind": "demand"}
    assert assess(a_claim(known), catalogue).level is Level.HIGH
    for name in known:
        assert assess(a_claim({**known, name: None}), catalogue).level is Level.NORMAL


def test_severity_has_its_reasons_in_words() -> None:
    severity = assess(a_claim({"amount_claimed": euros("90000"), "ongoing": "yes"}), CATALOGUE)
    assert severity.words(CATALOGUE, "de") == ("Hohe Summe", "Dauert noch an")
    assert severity.words(CATALOGUE, "en") == ("Large sum", "Still going on")


def test_rules_of_the_shipped_catalogue_name_fields_that_are_known_by_that_name() -> None:
    rules = [rule.when for rule in CATALOGUE.severity]
    rules += [conditions for rule in CATALOGUE.clocks for conditions in (rule.when, rule.settled_when)]
    named = {name for conditions in rules for condition in conditions for name in condition}
    named |= {name for rule in CATALOGUE.severity for name in rule.count_from}
    named |= {name for rule in CATALOGUE.clocks for name in (*rule.start, *filter(None, [rule.until]))}
    assert named <= {field.name for field in CATALOGUE.fields} | NAMED_AHEAD


@pytest.mark.parametrize(
    ("confidence", "sum_", "urgent"),
    [
        (0.5, None, False),
        (0.5, euros("900"), False),
        (0.5, euros("900", currency="USD"), True),
        (0.6, None, True),
    ],
)
def test_a_country_that_only_the_browser_tells_makes_nothing_urgent(
    confidence: float, sum_: Money | None, urgent: bool
) -> None:
    claim = a_claim({"amount_claimed": sum_} if sum_ else {})
    claim.record(a_fact("country_of_work", "US", set_by=SetBy.BOT, confidence=confidence))
    assert ("north_america" in assess(claim, CATALOGUE).reasons) is urgent
