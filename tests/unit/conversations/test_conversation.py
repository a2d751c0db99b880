"""Who may speak, why a person was asked for, and whose clock counts."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversations.model import HandoffReason, Owner
from tests.builders import a_conversation


@pytest.mark.parametrize(
    ("owner", "may_speak"),
    [(Owner.BOT, True), (Owner.WAITING, True), (Owner.STAFF, False), (Owner.CLOSED, False)],
)
def test_conversation_lets_the_bot_speak_until_staff_have_it(owner: Owner, may_speak: bool) -> None:
    assert a_conversation(owner=owner).may_speak_bot() is may_speak


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Owner.BOT, Owner.WAITING),
        (Owner.WAITING, Owner.WAITING),
        (Owner.STAFF, Owner.STAFF),
        (Owner.CLOSED, Owner.CLOSED),
    ],
)
def test_hand_over_moves_only_from_bot_to_waiting(before: Owner, after: Owner) -> None:
    conversation = a_conversation(owner=before)
    conversation.hand_over(HandoffReason.ASKED_FOR)
    assert conversation.owner is after


def test_hand_over_keeps_every_reason_once_and_in_order() -> None:
    conversation = a_conversation()
    for reason in (HandoffReason.SEVERITY, HandoffReason.ASKED_FOR, HandoffReason.SEVERITY):
        conversation.hand_over(reason)
    assert conversation.reasons == [HandoffReason.SEVERITY, HandoffReason.ASKED_FOR]


def test_local_time_is_in_the_insureds_zone() -> None:
    local = a_conversation(timezone="America/New_York").local(datetime(2026, 1, 1, 2, 0, tzinfo=UTC))
    assert local.isoformat() == "2025-12-31T21:00:00-05:00"


def test_local_time_follows_the_conversations_own_clock() -> None:
    conversation = a_conversation(timezone="Europe/Berlin", clock_offset=timedelta(days=-365))
    assert (
        conversation.local(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)).isoformat()
        == "2025-07-02T00:30:00+02:00"
    )
