"""Values that can be read in more than one way, or cannot be meant."""

import pytest

from bot.claims.model import SetBy
from bot.claims.values import Value
from bot.conversations.model import Doubt
from bot.extraction.found import DateFound, Reading
from tests.builders import (
    a_complete_claim,
    a_date,
    a_press_of,
    a_reading,
    a_sum,
    an_ambiguous_date,
    day,
    days,
    euros,
)
from tests.unit.service.hearing import hear

# Doubts


def test_an_ambiguous_date_is_asked_with_both_readings_as_buttons() -> None:
    reading = a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04"))
    turned = hear("report_claim", reading)
    assert (turned.outcome.asks, turned.outcome.wording) == ("occurred_on", "which")
    assert turned.labels == ["Friday, 3 April 2026", "Wednesday, 4 March 2026"]
    assert not turned.claim.knows("occurred_on")
    pressed = hear(
        "inform",
        pressed=a_press_of(turned.outcome.options[1]),
        claim=turned.claim,
        conversation=turned.conversation,
    )
    assert pressed.claim.value("occurred_on") == day("2026-03-04")
    assert pressed.outcome.asks != "occurred_on"


def test_an_ambiguous_date_stays_asked_after_a_question_in_between() -> None:
    turned = hear("report_claim", a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")))
    again = hear("ask_coverage", claim=turned.claim, conversation=turned.conversation)
    assert again.said == ["utter_coverage"]
    assert (again.outcome.asks, again.outcome.wording) == ("occurred_on", "which")
    assert again.labels == ["Friday, 3 April 2026", "Wednesday, 4 March 2026"]


@pytest.mark.parametrize(
    ("picked", "value"),
    [
        (a_date("2026-04-01", "2026-04-08"), day("2026-04-03")),
        (a_date("2026-03-01", "2026-03-31"), day("2026-03-04")),
        (a_date("2026-04-06"), day("2026-04-06")),
        (a_date("2026-02-01", "2026-02-28"), days("2026-02-01", "2026-02-28")),
    ],
)
def test_an_ambiguous_date_is_settled_by_its_month_or_another_day(picked: DateFound, value: Value) -> None:
    turned = hear("report_claim", a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")))
    settled = hear(
        "inform",
        Reading(occurred_on=picked),
        claim=turned.claim,
        conversation=turned.conversation,
    )
    assert settled.claim.value("occurred_on") == value
    assert settled.outcome.asks != "occurred_on"


def test_an_ambiguous_date_may_stay_unknown() -> None:
    turned = hear("report_claim", a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")))
    after = hear("dont_know", claim=turned.claim, conversation=turned.conversation)
    assert after.claim.knows("occurred_on")
    assert after.outcome.asks != "occurred_on"


def test_an_ambiguous_sum_is_asked_with_both_readings_as_buttons() -> None:
    one, other = euros("1400"), euros("1.4")
    found = a_sum("1400", readings=((one.low, one.high), (other.low, other.high)))
    turned = hear("inform", Reading(amount_estimated=found), asks="amount_estimated")
    assert (turned.outcome.asks, turned.outcome.wording) == ("amount_estimated", "which")
    assert len(turned.labels) == 2
    assert turned.labels[0] == "€1,400"


def test_a_date_still_to_come_is_questioned() -> None:
    turned = hear("inform", a_reading(occurred_on=a_date("2026-05-01", future=True)), asks="occurred_on")
    assert (turned.outcome.asks, turned.outcome.wording) == ("occurred_on", "future")
    assert turned.outcome.value == "Friday, 1 May 2026"
    assert not turned.claim.knows("occurred_on")


def test_facts_beside_a_doubt_are_said_back() -> None:
    reading = a_reading(claimant="Alderway", occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04"))
    assert "Alderway" in hear("report_claim", reading).value_of("utter_understood", "facts")


@pytest.mark.parametrize("intent", ["dont_know", "skip"])
def test_who_cannot_name_the_kind_leaves_the_likeliest_as_assumed(intent: str) -> None:
    claim = a_complete_claim(without="incident_type")
    doubts = (Doubt("incident_type", ("data_error", "data_loss")),)
    turned = hear(intent, claim=claim, asks="incident_type", doubts=doubts)
    assert "utter_unknown_ok" in turned.said
    assert claim.value("incident_type") == "data_error"
    fact = claim.current("incident_type")
    assert fact is not None
    assert fact.set_by is SetBy.BOT


def test_an_ambiguous_date_said_again_is_meant_as_it_is_read_first() -> None:
    reading = a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04"))
    turned = hear("report_claim", reading)
    turned = hear("inform", reading, claim=turned.claim, conversation=turned.conversation, text="4/3")
    assert turned.claim.value("occurred_on") == day("2026-04-03")
    assert turned.conversation.doubts == ()
