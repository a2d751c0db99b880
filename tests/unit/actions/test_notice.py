"""Each action: a tracker in, events and responses out; what is decided comes from a scripted turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.notice import AfterNotice, SubmitNotice, ValidateNoticeForm
from actions.turns import LiveTurns, Turns
from bot.service.outcome import Outcome, Say
from bot.service.turn import Turn

pytestmark = pytest.mark.asyncio


class ScriptedTurn:
    """Decides what it was told to; `heard` notes the intents."""

    def __init__(self, outcome: Outcome, **slots: Any) -> None:
        self._outcome, self._slots = outcome, slots
        self.heard: list[str] = []

    async def hear(self, intent: str, confidence: float = 1.0) -> Outcome:
        self.heard.append(intent)
        return self._outcome

    async def after(self, intent: str) -> Outcome:
        return await self.hear(intent)

    async def submit(self) -> Outcome:
        return self._outcome

    def slots(self) -> dict[str, Any]:
        return self._slots


class OneTurn:
    """Every tracker belongs to the same turn."""

    def __init__(self, turn: ScriptedTurn) -> None:
        self._turn = turn

    @asynccontextmanager
    async def of(self, tracker: Tracker) -> AsyncIterator[Turn]:
        yield cast(Turn, self._turn)


def a_tracker(intent: str | None = "inform", turn: str | None = "m1") -> Tracker:
    latest = {"intent": {"name": intent}, "metadata": {"turn": turn}, "text": "a few words"}
    return Tracker("v1", {}, latest if intent else {}, [], False, None, {}, "action_listen")


async def run(
    action: Action, tracker: Tracker | None = None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The events and the messages of one run."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, tracker or a_tracker(), {})
    return events, dispatcher.messages


def slots_of(events: list[dict[str, Any]]) -> dict[str, Any]:
    assert {event["event"] for event in events} <= {"slot"}
    return {event["name"]: event["value"] for event in events}


async def test_validate_says_fills_the_slots_and_requests_the_next() -> None:
    outcome = Outcome(
        says=[Say("utter_noted", {"facts": "it was Friday"}), Say("utter_coverage")], asks="claimant"
    )
    turn = ScriptedTurn(outcome, occurred_on={"start": "2026-04-03"}, wording="first")
    events, messages = await run(ValidateNoticeForm(OneTurn(turn)), a_tracker("ask_coverage"))
    assert slots_of(events) == {
        "occurred_on": {"start": "2026-04-03"},
        "wording": "first",
        "requested_slot": "claimant",
    }
    assert [(message["response"], message.get("facts")) for message in messages] == [
        ("utter_noted", "it was Friday"),
        ("utter_coverage", None),
    ]
    assert turn.heard == ["ask_coverage"]


async def test_validate_requests_nothing_when_all_is_confirmed() -> None:
    events, messages = await run(
        ValidateNoticeForm(OneTurn(ScriptedTurn(Outcome(confirmed=True), confirm=True)))
    )
    assert slots_of(events) == {"confirm": True, "requested_slot": None}
    assert messages == []


async def test_submit_says_the_reference_and_moves_the_phase() -> None:
    outcome = Outcome(says=[Say("utter_submitted", {"reference": "FN-26-7K3QD"})])
    events, messages = await run(
        SubmitNotice(OneTurn(ScriptedTurn(outcome, phase="reported", claimant="Alderway")))
    )
    assert slots_of(events) == {"phase": "reported"}
    assert [(message["response"], message["reference"]) for message in messages] == [
        ("utter_submitted", "FN-26-7K3QD")
    ]


async def test_after_answers_and_changes_no_slot() -> None:
    turn = ScriptedTurn(Outcome(says=[Say("utter_status", {"reference": "FN-26-7K3QD"})]))
    events, messages = await run(AfterNotice(OneTurn(turn)), a_tracker("claim_status"))
    assert events == []
    assert messages[0]["response"] == "utter_status"
    assert turn.heard == ["claim_status"]


@pytest.mark.parametrize("action", [ValidateNoticeForm, AfterNotice])
async def test_a_tracker_without_an_intent_counts_as_not_understood(action: type[Any]) -> None:
    turn = ScriptedTurn(Outcome())
    await run(action(OneTurn(turn)), a_tracker(None))
    assert turn.heard == ["nlu_fallback"]


@pytest.mark.parametrize(
    ("action", "name"),
    [
        (ValidateNoticeForm, "validate_notice_form"),
        (SubmitNotice, "action_submit_notice"),
        (AfterNotice, "action_after_notice"),
    ],
)
async def test_actions_have_the_names_of_the_domain(action: type[Any], name: str) -> None:
    assert action(OneTurn(ScriptedTurn(Outcome()))).name() == name


async def test_live_turns_find_a_turn_by_its_message() -> None:
    turn = cast(Turn, ScriptedTurn(Outcome()))
    turns: Turns = LiveTurns({"m1": turn})
    async with turns.of(a_tracker(turn="m1")) as found:
        assert found is turn


@pytest.mark.parametrize("tracker", [a_tracker(turn="m2"), a_tracker(turn=None), a_tracker(None)])
async def test_live_turns_refuse_a_turn_that_was_given_up(tracker: Tracker) -> None:
    turns = LiveTurns({"m1": cast(Turn, ScriptedTurn(Outcome()))})
    with pytest.raises(LookupError):
        async with turns.of(tracker):
            pass
