"""Which point of the summary is to change: by its day, its button or its name."""

import pytest

from bot.claims.model import Claim
from bot.extraction.found import Reading
from bot.service.hearing import CONFIRM
from tests.builders import a_complete_claim, a_date, day
from tests.unit.service.hearing import CATALOGUE, hear, press


def with_days() -> Claim:
    return a_complete_claim({"occurred_on": day("2026-04-01"), "discovered_on": day("2026-04-02")})


def test_a_bare_day_at_the_summary_is_asked_about_when_it_could_be_several() -> None:
    turned = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-03")),
        claim=with_days(),
        asks=CONFIRM,
        text="no, it was friday",
    )
    assert turned.outcome.asks == "point"
    assert {"Happened", "Noticed"} <= set(turned.labels)
    assert turned.claim.value("occurred_on") == day("2026-04-01")
    chosen = press(turned, "Noticed")
    assert chosen.claim.value("discovered_on") == day("2026-04-03")
    assert chosen.claim.value("occurred_on") == day("2026-04-01")
    assert chosen.outcome.asks == CONFIRM


def test_the_day_that_is_meant_can_be_named() -> None:
    asked = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-03")),
        claim=with_days(),
        asks=CONFIRM,
        text="no, it was friday",
    )
    named = hear("inform", claim=asked.claim, conversation=asked.conversation, text="when it was noticed")
    assert named.claim.value("discovered_on") == day("2026-04-03")
    assert named.outcome.asks == CONFIRM


def test_a_bare_day_corrects_the_one_that_was_just_said() -> None:
    turned = hear(
        "correct",
        Reading(occurred_on=a_date("2026-04-03")),
        claim=with_days(),
        asks="insured_name",
        said=["discovered_on"],
        text="no, it was friday",
    )
    assert turned.claim.value("discovered_on") == day("2026-04-03")


@pytest.mark.parametrize("name", ["claimant", "amount_claimed", "insured_contact"])
def test_every_point_of_the_summary_can_be_changed_by_button(name: str) -> None:
    asked = hear("deny", claim=a_complete_claim({"notice_kind": "demand"}), asks=CONFIRM, text="no")
    label = CATALOGUE.field(name).label["en"]
    assert press(asked, label).outcome.asks == name


def test_a_point_that_is_named_is_asked_for_again() -> None:
    claim = a_complete_claim({"notice_kind": "demand"})
    assert (
        hear("deny", claim=claim, asks=CONFIRM, text="the amount is wrong").outcome.asks == "amount_claimed"
    )
