"""Points of the summary that are named together with what they should be."""

import pytest

from bot.extraction.found import Reading
from bot.service.corrections.pointed import find_points, with_points, without_points
from bot.service.ports import Point, Work
from tests.builders import (
    a_complete_claim,
    a_conversation,
    a_date,
    a_message,
    a_reading,
    day,
    euros,
)
from tests.unit.service.hearing import CATALOGUE

CLAIM = a_complete_claim(
    {
        "incident_type": "system_outage",
        "notice_kind": "demand",
        "occurred_on": day("2026-06-08"),
        "discovered_on": day("2026-06-08"),
        "claim_made_on": day("2026-06-10"),
        "amount_claimed": euros("1200"),
        "claimant": "Harlow Ltd",
        "caused_by": "self",
        "ongoing": "no",
        "mitigation": "rolled back",
        "statement_made": "no",
        "deadline": day("2026-06-30"),
    }
)


def points(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(point.field, point.text.strip()) for point in find_points(text, CATALOGUE, CLAIM, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Situation: there is no demand yet", [("notice_kind", "there is no demand yet")]),
        ("change What to wrong advice or faulty work", [("incident_type", "wrong advice or faulty work")]),
        ("the type. what happened = faulty work", [("incident_type", "faulty work")]),
        ("still going on, yes", [("ongoing", "yes")]),
        ("the deadline, 26 june", [("deadline", "26 june")]),
        ("amount should be 4,200 and it was the 5th", [("amount_claimed", "4,200")]),
        ("country of the work is spain too and the client is in italy", [("country_of_work", "spain too")]),
        (
            "demand received 11 june and amount 12,500",
            [("claim_made_on", "11 june"), ("amount_claimed", "12,500")],
        ),
        ("it's still going on at three of them", [("ongoing", "it's still going on at three of them")]),
        ("done so far: called Dr. Lim, restored it", [("mitigation", "called Dr. Lim, restored it")]),
        (
            "'Done so far' is silly: should be 'patched by Declan on 12 June'. otherwise ok",
            [("mitigation", "patched by Declan on 12 June")],
        ),
        (
            "'Agreed, paid or signed: No' is wrong. I promised him 200.",
            [("statement_made", "I promised him 200")],
        ),
        (
            "happened should be 7 june and noticed: 8 june",
            [("occurred_on", "7 june"), ("discovered_on", "8 june")],
        ),
        (
            "amount: about 14k, demand received: 11 june. caused by: Luca, my employee",
            [
                ("amount_claimed", "about 14k"),
                ("claim_made_on", "11 june"),
                ("caused_by", "Luca, my employee"),
            ],
        ),
    ],
)
def test_a_point_is_named_with_what_it_should_be(text: str, found: list[tuple[str, str]]) -> None:
    assert points(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Was: falsche Beratung", [("incident_type", "falsche Beratung")]),
        ("dauert noch an: nein", [("ongoing", "nein")]),
        ("Es dauert noch an bei drei Kunden.", [("ongoing", "Es dauert noch an bei drei Kunden.")]),
        (
            "Bei Bisher unternommen steht ein Blödsinn. Bitte ändern auf: Fehler behoben",
            [("mitigation", "Fehler behoben")],
        ),
        ("der Betrag sollte sein 12.800", [("amount_claimed", "12.800")]),
        (
            "Geschädigt: WEG Sonnenstraße 12. passiert: 7. Juni",
            [("claimant", "WEG Sonnenstraße 12"), ("occurred_on", "7. Juni")],
        ),
    ],
)
def test_the_same_in_german(text: str, found: list[tuple[str, str]]) -> None:
    assert points(text, "de") == found


@pytest.mark.parametrize(
    "text",
    [
        "the situation is wrong",
        "the amount is wrong and so is the date",
        "the claimant is missing",
        "why does it say still going on?",
        "is it still going on?",
        "yes, send it",
        "it was Tuesday, not Monday",
        "the client is angry about what happened",
        "they noticed it before us",
    ],
)
def test_what_only_speaks_of_a_point_says_nothing_of_what_it_should_be(text: str) -> None:
    assert points(text) == []


def test_what_is_left_of_the_message_keeps_its_place() -> None:
    text = "caused by: my employee. And send it then"
    work = with_points(Work(a_conversation(asks="confirm"), a_message(text), CLAIM), CATALOGUE)
    assert [point.field for point in work.points] == ["caused_by"]
    assert work.message.text.strip() == ". And send it then"
    assert len(work.message.text) == len(text)


def test_outside_the_summary_nothing_is_pointed_at() -> None:
    work = Work(a_conversation(asks="claimant"), a_message("Situation: no demand yet"), CLAIM)
    assert with_points(work, CATALOGUE) is work


def test_the_rest_of_a_message_says_nothing_of_what_its_points_say() -> None:
    reading = a_reading(claimant="Mill Lane Ludlow", occurred_on=a_date("2026-06-11"))
    points = [
        (Point("claimant", "Mr Okafor", 0), Reading()),
        (Point("claim_made_on", "11 june", 10), Reading(dates=(a_date("2026-06-11"),))),
    ]
    left = without_points(reading, points)
    assert left is not None
    assert (left.claimant, left.occurred_on) == (None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("done so far also: plugin rolled back", "plugin rolled back"),
        ("Done so far pls: photo taken down on 5 Feb", "photo taken down on 5 Feb"),
    ],
)
def test_more_may_be_told_at_a_point(text: str, value: str) -> None:
    assert points(text) == [("mitigation", value)]
