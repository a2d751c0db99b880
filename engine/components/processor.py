"""Answers one turn from the state that came with it, and fails aloud.

Rasa's own processor keeps trackers, obeys text that begins with a slash, and goes on with "the action's events are
lost" when an action fails. None of this is wanted here, so a turn takes a tracker of its own that is thrown away after
it, text goes through the language model and nothing else, and every failure reaches the caller.
"""

from typing import Any, Dict, List, Optional, Text

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.action_client import ActionClient
from components.graph import Steps, before
from components.turns import InvalidTurn, Turn

RANKED = 3
_INPUT_CHANNEL = "firstnotice"


class TurnFailed(Exception):
    """The engine has no answer to this turn; the text never quotes a person."""


class Replies(OutputChannel):
    """Collects what the bot says, one entry a message."""

    def __init__(self) -> None:
        """Starts empty."""
        self.messages: List[Dict[Text, Any]] = []

    @classmethod
    def name(cls) -> Text:
        """The name by which responses can be varied."""
        return _INPUT_CHANNEL

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        """Keeps text, buttons and custom data of `message` together."""
        self.messages.append(
            {
                "text": message.get("text") or "",
                "buttons": [
                    {"title": button.get("title"), "payload": button.get("payload")}
                    for button in message.get("buttons") or []
                ],
                "custom": message.get("custom") or {},
            }
        )


class TurnProcessor(MessageProcessor):
    """A loaded model that answers turns."""

    def __init__(self, loaded: MessageProcessor) -> None:
        """Shares the components of `loaded`."""
        self.__dict__.update(loaded.__dict__)
        self._read = Steps(loaded.graph_runner, before(loaded.graph_runner, loaded.model_metadata.nlu_target))
        self._decide = Steps(loaded.graph_runner, loaded.model_metadata.core_target)
        if loaded.action_endpoint is not None:
            self.action_endpoint = ActionClient(loaded.action_endpoint, self.domain)

    @property
    def model_name(self) -> Text:
        """Which model this is."""
        return str(self.model_metadata.model_id)

    async def close(self) -> None:
        """Lets go of the connection to the actions."""
        if isinstance(self.action_endpoint, ActionClient):
            await self.action_endpoint.close()

    def understand(self, text: Text, metadata: Dict[Text, Any]) -> Dict[Text, Any]:
        """Intent and ranking of what a person wrote."""
        message = UserMessage(text, metadata=metadata, output_channel=Replies())
        parsed = self._read.run(
            **{PLACEHOLDER_MESSAGE: [message], PLACEHOLDER_TRACKER: DialogueStateTracker("", [])}
        )[0]
        return {"text": text, "entities": [], **parsed.as_dict(only_output_properties=True)}

    async def answer(self, turn: Turn) -> Dict[Text, Any]:
        """The engine's answer; raises InvalidTurn, or anything else when an answer could not be found."""
        tracker = self._tracker(turn)
        parsed = self._parse(turn)
        replies = Replies()
        tracker.update(
            UserUttered(
                parsed["text"],
                parsed["intent"],
                parsed["entities"],
                parsed,
                input_channel=_INPUT_CHANNEL,
                message_id=turn.message_id,
                metadata=turn.metadata,
            ),
            self.domain,
        )
        tracker = await self.run_action_extract_slots(replies, tracker)
        await self._run_prediction_loop(replies, tracker)
        if not replies.messages:
            raise TurnFailed("no reply")
        return {
            "message_id": turn.message_id,
            "intent": {**parsed["intent"], "ranking": parsed["intent_ranking"][:RANKED]},
            "replies": replies.messages,
            "active_loop": tracker.active_loop_name,
            "requested_slot": tracker.get_slot(REQUESTED_SLOT),
        }

    def _tracker(self, turn: Turn) -> DialogueStateTracker:
        state = turn.state
        unknown = sorted(set(state.slots) - {slot.name for slot in self.domain.slots})
        if unknown:
            raise InvalidTurn("unknown_slot", f"the domain has no slot {', '.join(unknown)}")
        if state.active_loop is not None and state.active_loop not in self.domain.form_names:
            raise InvalidTurn("unknown_loop", "the domain has no such form")
        events: List[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        events += [SlotSet(name, value) for name, value in state.slots.items() if value is not None]
        if state.active_loop is not None:
            events += [ActiveLoop(state.active_loop), SlotSet(REQUESTED_SLOT, state.requested_slot)]
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        tracker = DialogueStateTracker.from_events(turn.sender, events, self.domain.slots, domain=self.domain)
        tracker.model_id = self.model_metadata.model_id
        tracker.assistant_id = self.model_metadata.assistant_id
        return tracker

    def _parse(self, turn: Turn) -> Dict[Text, Any]:
        if turn.text is not None:
            parsed = self.understand(turn.text, turn.metadata)
        else:
            if turn.intent not in self.domain.intents:
                raise InvalidTurn("unknown_intent", "the domain has no such intent")
            unknown = sorted(set(turn.entities) - set(self.domain.entities))
            if unknown:
                raise InvalidTurn("unknown_entity", f"the domain has no entity {', '.join(unknown)}")
            named = {"name": turn.intent, "confidence": 1.0}
            parsed = {
                "text": f"/{turn.intent}",
                "intent": named,
                "intent_ranking": [named],
                "entities": [{"entity": name, "value": value} for name, value in turn.entities.items()],
            }
        # Actions find it in `tracker.latest_message`.
        parsed["metadata"] = turn.metadata
        return parsed

    async def _run_prediction_loop(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> None:
        for _ in range(self.max_number_of_predictions):
            action, prediction = self.predict_next_with_tracker_if_should(tracker)
            if not await self._run_action(action, tracker, output_channel, self.nlg, prediction):
                return
        raise TurnFailed("too many actions")

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        # What Rasa does, without its catch of every exception.
        trial = tracker
        if action.name() != ACTION_LISTEN_NAME:
            trial = tracker.copy()
            trial.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, trial, self.domain)
        except ActionExecutionRejection:
            tracker.update(
                ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence)
            )
            return self.should_predict_another_action(action.name())
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self._send_bot_messages(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: Optional[List[Event]],
        prediction: PolicyPrediction,
    ) -> None:
        # What Rasa does, without deep copies of all events for a debugging log that quotes people.
        events = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        followup = tracker.followup_action
        if followup:
            tracker.clear_followup_action()
            return PolicyPrediction.for_action_name(self.domain, followup, "followup")
        return self._decide.run(**{PLACEHOLDER_TRACKER: tracker})
