"""Side questions: starting again, stopping, coming back."""

from datetime import timedelta

import pytest

from bot.claims.model import Claim
from bot.conversations.model import Conversation
from bot.extraction.found import Reading
from bot.service.hearing import CONFIRM
from tests.builders import NOW, a_claim, a_complete_claim, a_conversation, a_press_of, a_text
from tests.unit.service.hearing import hear, press


def draft() -> Claim:
    return a_complete_claim(without="claimant")


# Starting again


def test_restart_asks_first_and_puts_the_draft_away() -> None:
    asked = hear("restart", claim=draft(), asks="claimant", text="start over please")
    assert asked.outcome.asks == "restart"
    assert not asked.outcome.begins_anew
    done = press(asked, "Start again")
    assert done.outcome.begins_anew
    assert done.outcome.asks == "description"
    assert done.conversation.trail == ["description"]


def test_restart_that_is_not_meant_goes_on_with_the_open_question() -> None:
    asked = hear("restart", claim=draft(), asks="claimant", text="start over please")
    on = press(asked, "Go on")
    assert not on.outcome.begins_anew
    assert on.outcome.asks == "claimant"


def test_restart_answered_with_a_fact_takes_it_and_goes_on() -> None:
    asked = hear("restart", claim=draft(), asks="claimant", text="start over please")
    on = hear(
        "inform",
        Reading(claimant=a_text("Alderway Dental")),
        claim=asked.claim,
        conversation=asked.conversation,
        text="the client is Alderway Dental, a dental practice in the north of the city that we have looked after for "
        "many years and whose server we migrated last week without any trouble",
    )
    assert not on.outcome.begins_anew
    assert on.claim.value("claimant") == "Alderway Dental"


def test_nothing_told_yet_needs_no_question_before_starting_again() -> None:
    turned = hear("restart", claim=a_claim(), text="restart")
    assert turned.outcome.asks == "description"


# Stopping


@pytest.mark.parametrize("asks", [None, "claimant", CONFIRM])
def test_cancel_asks_whether_to_keep_the_draft(asks: str | None) -> None:
    turned = hear("cancel", claim=a_complete_claim(), text="stop it please", asks=asks)
    assert turned.outcome.asks == "cancel"
    assert turned.labels == ["Keep it for later", "Discard it", "Go on"]
    assert not turned.outcome.confirmed


def test_cancel_keeps_the_draft_if_wanted() -> None:
    kept = press(hear("cancel", claim=draft(), text="stop", asks="claimant"), "Keep it for later")
    assert kept.said == ["utter_cancelled"]
    assert (kept.outcome.asks, kept.conversation.asks, kept.outcome.discards) == (None, None, False)
    again = hear("greet", claim=kept.claim, conversation=kept.conversation)
    assert again.outcome.asks == "claimant"


def test_cancel_discards_the_draft_only_if_wanted() -> None:
    gone = press(hear("cancel", claim=draft(), text="stop", asks="claimant"), "Discard it")
    assert gone.outcome.discards
    assert gone.outcome.asks is None


def test_cancel_can_be_answered_in_words() -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    gone = hear("inform", claim=asked.claim, conversation=asked.conversation, text="delete it")
    assert gone.outcome.discards


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "claim_status", "dont_know"])
def test_what_is_neither_keeping_nor_discarding_is_asked_about_again(intent: str) -> None:
    turned = hear("cancel", claim=draft(), text="stop", asks="claimant")
    for _ in range(2):
        turned = hear(intent, claim=turned.claim, conversation=turned.conversation, text="/unknown thing")
        assert turned.said == ["utter_not_understood"]
        assert (turned.outcome.asks, turned.labels) == (
            "cancel",
            ["Keep it for later", "Discard it", "Go on"],
        )
    turned = hear(intent, claim=turned.claim, conversation=turned.conversation, text="/unknown thing")
    assert (turned.said, turned.outcome.discards) == (["utter_cancelled"], False)


@pytest.mark.parametrize("text", ["no, don't delete it", "bitte nicht löschen", "ned verwerfen"])
def test_what_is_not_to_be_discarded_is_kept(text: str) -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    turned = hear("cancel", claim=asked.claim, conversation=asked.conversation, text=text)
    assert (turned.said, turned.outcome.discards) == (["utter_cancelled"], False)


def test_a_fact_told_instead_of_choosing_is_taken() -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    reading = Reading(claimant=a_text("Bolt Ltd"))
    text = "wait, the client is Bolt Ltd"
    on = hear("inform", reading, claim=asked.claim, conversation=asked.conversation, text=text)
    assert on.claim.value("claimant") == "Bolt Ltd"


def test_cancel_that_is_not_meant_goes_on() -> None:
    on = press(hear("cancel", claim=draft(), text="stop", asks="claimant"), "Go on")
    assert on.outcome.asks == "claimant"


@pytest.mark.parametrize(
    "text",
    ["I only wrote please delete this to everyone", "wir mussten den Dienst stoppen, hab ich geschrieben"],
)
def test_an_order_that_went_to_others_stops_nothing(text: str) -> None:
    turned = hear("cancel", claim=draft(), asks="statement_made", text=text)
    assert turned.outcome.asks not in (None, "cancel")


@pytest.mark.parametrize("text", ["ok, let's carry on", "no no, go on please", "nein, lieber weitermachen"])
def test_who_goes_on_instead_of_stopping_keeps_the_draft_open(text: str) -> None:
    stopped = hear("cancel", claim=draft(), asks="claimant", text="stop")
    turned = hear("affirm", claim=stopped.claim, conversation=stopped.conversation, text=text)
    assert turned.said[0] == "utter_going_on"
    assert not turned.outcome.stops


def test_cancel_before_anything_was_told_just_stops() -> None:
    turned = hear("cancel", claim=a_claim(), text="never mind")
    assert turned.said == ["utter_nothing_begun"]
    assert turned.outcome.asks is None


def test_a_command_beside_a_side_question_is_no_answer_to_it() -> None:
    asked = hear("cancel", claim=draft(), text="stop", asks="claimant")
    command = a_press_of(("/privacy", "ask_privacy", {}))
    turned = hear("ask_privacy", claim=asked.claim, conversation=asked.conversation, pressed=command)
    assert "utter_privacy" in turned.said
    assert not turned.outcome.stops
    assert turned.outcome.asks == "cancel"


# Coming back


def waited(hours: float, **state: object) -> Conversation:
    return a_conversation(heard_at=NOW - timedelta(hours=hours), asks="claimant", **state)


def test_coming_back_is_welcomed_with_what_is_there_and_what_is_missing() -> None:
    turned = hear("greet", claim=draft(), conversation=waited(72), text="hello")
    assert turned.said == ["utter_welcome_back"]
    assert turned.value_of("utter_welcome_back", "missing") == "Claimant"
    assert turned.outcome.asks == "resume"
    assert press(turned, "Yes, go on").outcome.asks == "claimant"


def test_coming_back_with_an_answer_goes_straight_on() -> None:
    turned = hear("inform", Reading(claimant=a_text("Alderway")), claim=draft(), conversation=waited(72))
    assert turned.said[0] == "utter_welcome_back"
    assert turned.outcome.asks == CONFIRM


def test_coming_back_can_be_put_off_or_discarded() -> None:
    later = press(hear("greet", claim=draft(), conversation=waited(72), text="hello"), "Later")
    assert (later.outcome.asks, later.outcome.discards) == (None, False)
    gone = press(hear("greet", claim=draft(), conversation=waited(72), text="hello"), "Discard it")
    assert gone.outcome.discards


def test_a_short_pause_is_none() -> None:
    assert "utter_welcome_back" not in hear("greet", claim=draft(), conversation=waited(0.5)).said
