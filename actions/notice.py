"""The form of a notice: its validation, its submission, and what is said after it."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.turns import Turns, turns_of_this_process
from bot.service.outcome import Outcome


class ValidateNoticeForm(FormValidationAction):
    """Hears a message while a notice is open: the claim decides which slots are filled and which is asked next."""

    def __init__(self, turns: Turns | None = None) -> None:
        self._turns = turns or turns_of_this_process()

    def name(self) -> str:
        return "validate_notice_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        async with self._turns.of(tracker) as turn:
            outcome = await turn.hear(_intent(tracker), _confidence(tracker))
            _say(dispatcher, outcome)
            slots = [SlotSet(name, value) for name, value in turn.slots().items()]
            return [*slots, SlotSet(REQUESTED_SLOT, outcome.asks)]


class SubmitNotice(Action):
    """Submits the notice that was confirmed in this turn."""

    def __init__(self, turns: Turns | None = None) -> None:
        self._turns = turns or turns_of_this_process()

    def name(self) -> str:
        return "action_submit_notice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        async with self._turns.of(tracker) as turn:
            _say(dispatcher, await turn.submit())
            return [SlotSet("phase", turn.slots()["phase"])]


class AfterNotice(Action):
    """Answers what is said after a notice was sent."""

    def __init__(self, turns: Turns | None = None) -> None:
        self._turns = turns or turns_of_this_process()

    def name(self) -> str:
        return "action_after_notice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        async with self._turns.of(tracker) as turn:
            outcome = await turn.after(_intent(tracker))
            _say(dispatcher, outcome)
            if outcome.asks is not None:
                dispatcher.utter_message(response=f"utter_ask_{outcome.asks}")
            return []


def _intent(tracker: Tracker) -> str:
    return str(((tracker.latest_message or {}).get("intent") or {}).get("name") or "nlu_fallback")


def _confidence(tracker: Tracker) -> float:
    return float(((tracker.latest_message or {}).get("intent") or {}).get("confidence") or 0.0)


def _say(dispatcher: CollectingDispatcher, outcome: Outcome) -> None:
    for say in outcome.says:
        dispatcher.utter_message(response=say.response, **say.values)
