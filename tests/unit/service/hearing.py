"""One message heard by the intake, for the tests of what it says and asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.claims.catalogue import Field, Kind
from bot.claims.model import Claim, Status
from bot.conversations.message import Message
from bot.conversations.model import Conversation
from bot.extraction.found import Reading
from bot.extraction.topics import find_topics
from bot.service.hearing import Understood
from bot.service.intake import Intake
from bot.service.known import Known
from bot.service.outcome import Outcome
from tests.builders import (
    DUTY,
    NOW,
    PRIVACY,
    a_claim,
    a_conversation,
    a_message,
    a_press_of,
    the_catalogue,
)

CATALOGUE = the_catalogue()
FIELDS = CATALOGUE.fields
INTAKE = Intake(CATALOGUE, PRIVACY, DUTY)
LONG_STORY = "we changed a setting in the shop and then everything went wrong " * 4


@dataclass
class Turned:
    """What a message did."""

    outcome: Outcome
    claim: Claim
    conversation: Conversation

    @property
    def said(self) -> list[str]:
        return [say.response for say in self.outcome.says]

    @property
    def labels(self) -> list[str]:
        return [label for label, _, _ in self.outcome.options]

    def value_of(self, response: str, name: str) -> str:
        return next(say.values[name] for say in self.outcome.says if say.response == response)


def hear(
    intent: str,
    reading: Reading | None = None,
    *,
    claim: Claim | None = None,
    text: str = "a few words",
    pressed: Message | None = None,
    conversation: Conversation | None = None,
    known: Known | None = None,
    at: datetime = NOW,
    intake: Intake = INTAKE,
    **state: Any,
) -> Turned:
    """`text`, understood as `intent`, or a pressed button, in a conversation in the given state."""
    conversation = conversation or a_conversation(**state)
    claim = claim if claim is not None else a_claim()
    story = conversation.asks in (None, "description") or len(text.split()) > 25
    topics = frozenset() if pressed else find_topics(text)
    understood = Understood(intent, None if pressed else reading or Reading(), ("m1",), story, topics)
    hearing = intake.hear(conversation, claim, pressed or a_message(text), understood, at)
    sent = claim.status is not Status.DRAFT
    outcome = intake.answer_after(hearing, known) if sent else intake.answer(hearing, known)
    return Turned(outcome, claim, conversation)


def press(turned: Turned, label: str) -> Turned:
    """Press a button of the last question."""
    option = next(option for option in turned.outcome.options if option[0] == label)
    return hear(option[1], claim=turned.claim, conversation=turned.conversation, pressed=a_press_of(option))


def of_kind(*kinds: Kind) -> list[Field]:
    return [field for field in FIELDS if field.kind in kinds]


def named(field: Field) -> str:
    return field.name
