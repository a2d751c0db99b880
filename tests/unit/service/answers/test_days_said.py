"""Days and words in answers to questions about something else."""

from typing import Any

import pytest

from bot.extraction.found import Reading, Stated
from bot.service.side_questions import ORDER
from tests.builders import a_complete_claim, a_date, a_reading, a_span, day
from tests.unit.service.hearing import hear

BREACH: dict[str, Any] = {
    "incident_type": "privacy_breach",
    "personal_data": "yes",
    "notice_kind": "circumstance",
}


@pytest.mark.parametrize(
    ("asks", "text", "read_as"),
    [
        ("client_informed", "ja hab die chefin gestern abend noch angerufen", "claim_made_on"),
        ("client_informed", "yes, I told them last night", "discovered_on"),
        ("personal_data_count", "412, the list is of last Monday", "occurred_on"),
        ("statement_made", "no, I only said sorry on Friday", "discovered_on"),
    ],
)
def test_a_day_beside_an_answer_is_the_day_of_that(asks: str, text: str, read_as: str) -> None:
    claim = a_complete_claim({**BREACH, read_as: None}, without=asks)
    hear("inform", a_reading(**{read_as: a_date("2026-04-07")}), claim=claim, text=text, asks=asks)
    assert claim.value(read_as) is None
    assert claim.value("notice_kind") == "circumstance"


def test_a_day_of_the_loss_is_heard_whatever_was_asked() -> None:
    claim = a_complete_claim({**BREACH, "discovered_on": None}, without="client_informed")
    said = Reading(discovered_on=a_date("2026-04-07"))
    hear("inform", said, claim=claim, text="yes. we noticed it on Tuesday", asks="client_informed")
    assert claim.value("discovered_on") == day("2026-04-07")


def test_a_word_beside_an_answer_changes_nothing_that_was_told() -> None:
    claim = a_complete_claim({"notice_kind": "demand", "demand_form": "lawyer"}, without="discovered_on")
    said = Reading(
        discovered_on=a_date("2026-04-06"), stated=(Stated("demand_form", "letter", 0.9, a_span()),)
    )
    hear("inform", said, claim=claim, text="monday when the letter came", asks="discovered_on")
    assert claim.value("demand_form") == "lawyer"
    assert claim.value("discovered_on") == day("2026-04-06")


def test_what_was_done_adds_no_kind_of_data() -> None:
    claim = a_complete_claim(
        {
            "incident_type": "security_incident",
            "ongoing": "yes",
            "personal_data": "yes",
            "personal_data_kinds": "payroll",
        },
        without="mitigation",
    )
    said = Reading(stated=(Stated("personal_data_kinds", "passwords", 0.9, a_span()),))
    hear("inform", said, claim=claim, text="changed all passwords", asks="mitigation")
    assert claim.value("personal_data_kinds") == "payroll"
    assert claim.value("mitigation") == "changed all passwords"


def test_a_day_that_is_said_once_more_stands() -> None:
    event, before = day("2026-04-03"), day("2026-03-30")
    claim = a_complete_claim({"occurred_on": event, "discovered_on": event, "claim_made_on": before})
    found = a_date("2026-03-30")
    aside = {"fields": ["occurred_on", "claim_made_on"]}
    hear(
        "inform",
        Reading(occurred_on=found, dates=(found,)),
        claim=claim,
        text="on 30 March, a long mail",
        asks=ORDER,
        aside=aside,
    )
    assert claim.value("occurred_on") == event
    assert claim.value("claim_made_on") == before


@pytest.mark.parametrize(
    "text",
    [
        "took it down the same day we found out",
        "sofort nachdem wirs gemerkt haben abgeschaltet",
        "noch am selben Tag vom Netz genommen",
    ],
)
def test_the_day_of_what_was_done_moves_no_day_that_was_told(text: str) -> None:
    claim = a_complete_claim(
        {"occurred_on": day("2026-03-02"), "discovered_on": day("2026-04-01")}, without="mitigation"
    )
    hear("inform", Reading(), claim=claim, text=text, asks="mitigation")
    assert claim.value("discovered_on") == day("2026-04-01")


def test_the_day_that_answers_moves_no_other_though_it_speaks_of_a_mistake() -> None:
    claim = a_complete_claim({"occurred_on": day("2026-04-01")}, without="discovered_on")
    said = Reading(occurred_on=a_date("2026-04-02"), discovered_on=a_date("2026-04-02"))
    text = "When it was in the post, that was Thursday. I checked it the same evening and saw my mistake"
    hear("correct", said, claim=claim, text=text, asks="discovered_on")
    assert claim.value("occurred_on") == day("2026-04-01")
    assert claim.value("discovered_on") == day("2026-04-02")
