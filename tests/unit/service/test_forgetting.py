"""Somebody wants everything erased: nothing is called deleted, and they are led to where it is."""

import pytest

from bot.extraction.found import Reading
from bot.service.forgetting import is_wish
from tests.builders import a_claim, a_complete_claim, a_conversation, a_sent_claim
from tests.unit.service.hearing import hear


@pytest.mark.parametrize(
    "text",
    [
        "please delete everything you have about me",
        "I want you to delete everything",
        "I'd like my data to be deleted",
        "can you delete this chat?",
        "how do I delete my data?",
        "forget everything I told you",
        "right to be forgotten",
        "Löschen Sie bitte meine Daten",
        "lösch alles was du über mich hast",
        "ich will dass alles gelöscht wird",
        "Löschen Sie alles, was ich geschrieben habe",
        "kann ich diesen Chat löschen",
        "lösch bitte mini Date",
    ],
)
def test_a_wish_to_have_everything_erased(text: str) -> None:
    assert is_wish(text, None)


@pytest.mark.parametrize(
    "text",
    [
        "I deleted everything on the client's server",
        "our client wants us to delete everything we have about him",
        "the customer sent us a deletion request and we forgot it",
        "delete everything and start over",
        "discard it",
        "please delete the amount",
        "ich hab beim Kunden alles gelöscht",
        "der Kunde verlangt, dass alles gelöscht wird",
        "bitte alles löschen und von vorn",
        "Entwurf verwerfen",
        "alle Daten gelöscht beim Update",
    ],
)
def test_reports_and_orders_about_the_draft_are_no_such_wish(text: str) -> None:
    assert not is_wish(text, None)


@pytest.mark.parametrize(
    ("channel", "way"), [("website", "utter_erase_website"), ("telegram", "utter_erase_telegram")]
)
@pytest.mark.parametrize("intent", ["cancel", "restart", "inform", "report_claim", "ask_privacy"])
def test_the_way_is_told_and_nothing_is_thrown_away(intent: str, channel: str, way: str) -> None:
    conversation = a_conversation(channel=channel, asks="claimant")
    claim = a_complete_claim(without="claimant")
    told = claim.value("description")
    turned = hear(intent, Reading(), claim=claim, conversation=conversation, text="delete all my data please")
    assert turned.said == ["utter_not_erased", way]
    assert (turned.outcome.discards, turned.outcome.asks, turned.conversation.asks) == (
        False,
        None,
        "claimant",
    )
    assert turned.claim.value("description") == told


def test_a_wish_that_opens_the_conversation_is_no_report() -> None:
    turned = hear("report_claim", claim=a_claim(), text="I want you to delete everything")
    assert "utter_not_erased" in turned.said
    assert not turned.claim.facts


def test_what_was_sent_stays_with_the_team_and_the_rest_has_its_way() -> None:
    turned = hear("cancel", claim=a_sent_claim(), text="erase my conversation")
    assert turned.said == ["utter_not_erased", "utter_erase_website"]


def test_a_farewell_before_anything_was_told_promises_no_report() -> None:
    assert hear("goodbye", claim=a_claim(), text="goodbye").said[-1] == "utter_goodbye_untold"
