"""A button that is named in words instead of pressed."""

import pytest

from bot.conversations.message import Button
from bot.service.answers.picking import picked, with_picked
from bot.service.hearing import CONFIRM
from tests.builders import a_message, a_work

KINDS = (
    Button("b1", "damaged property", "inform", {"incident_type": "property_damage"}),
    Button("b2", "a system that is or was down", "inform", {"incident_type": "system_outage"}),
    Button("b3", "Not sure", "inform", {"incident_type": None}),
)
DAYS = tuple(
    Button(day, day, "inform", {"occurred_on": {"start": day, "end": day}})
    for day in ("2026-04-03", "2026-03-04")
)


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("the second one", "b2"),
        ("I think the first", "b1"),
        ("das erste bitte", "b1"),
        ("die letzte", "b2"),
        ("Damaged property.", "b1"),
        ("not sure", "b3"),
        ("the third one", None),
        ("the second server", None),
        ("first I noticed it on Monday", None),
        ("2", None),
    ],
)
def test_a_button_may_be_named(text: str, button: str | None) -> None:
    found = picked(text, KINDS)
    assert (found.id if found else None) == button


@pytest.mark.parametrize(
    ("text", "chosen"), [("the second", False), ("the second one", True), ("das zweite", True)]
)
def test_the_second_may_be_a_day_of_the_month(text: str, chosen: bool) -> None:
    assert (picked(text, DAYS) is not None) is chosen


@pytest.mark.parametrize(("asks", "pressed"), [("incident_type", True), (CONFIRM, False), (None, False)])
def test_only_an_open_question_has_buttons_to_name(asks: str | None, pressed: bool) -> None:
    work = a_work(a_message("the first one"), asks=asks)
    assert with_picked(work).message.pressed is None
    offered = with_picked(type(work)(work.conversation, work.message, work.claim, offered=KINDS))
    assert (offered.message.pressed == KINDS[0]) is pressed
