"""A human word to somebody who is hurt or frightened, once."""

import pytest

from bot.extraction.found import Reading
from bot.extraction.topics import find_topics
from tests.builders import a_claim, a_complete_claim, a_type
from tests.unit.service.hearing import LONG_STORY, hear


@pytest.mark.parametrize(
    "text",
    [
        "I'm in bits, I've sent the list to everyone at the client's",
        "I feel sick about this, the backup of my client is gone",
        "Mir ist ganz schlecht, ich hab die Liste an alle geschickt",
        "Ich bin total verzweifelt, beim Kunden ist alles gelöscht",
    ],
)
def test_distress_gets_a_word_before_the_facts_and_only_once(text: str) -> None:
    first = hear("report_claim", Reading(incident_type=a_type("data_loss")), text=text)
    assert first.said.index("utter_comfort") < first.said.index("utter_understood")
    again = hear("inform", claim=first.claim, conversation=first.conversation, text=text)
    assert "utter_comfort" not in again.said


def test_an_injury_gets_one_too() -> None:
    turned = hear("report_claim", Reading(incident_type=a_type("bodily_injury")), text=LONG_STORY)
    assert "utter_comfort_injury" in turned.said


def test_an_ordinary_report_gets_none() -> None:
    turned = hear(
        "report_claim", Reading(incident_type=a_type("data_loss")), text=LONG_STORY, claim=a_claim()
    )
    assert not [said for said in turned.said if "comfort" in said]


@pytest.mark.parametrize(
    "text",
    [
        "can I still add things after?",
        "can I send more later?",
        "kann ich später noch etwas nachreichen?",
        "kann ich das noch zurückziehen?",
    ],
)
def test_what_is_possible_after_sending_is_answered(text: str) -> None:
    assert "afterwards" in find_topics(text)
    turned = hear("ask_process", claim=a_complete_claim(), asks="confirm", text=text)
    assert turned.said == ["utter_afterwards"]
    assert turned.outcome.asks == "confirm"


@pytest.mark.parametrize("text", ["can I change the amount?", "kann ich noch was ändern?", "can I go then"])
def test_other_wishes_are_not_about_afterwards(text: str) -> None:
    assert "afterwards" not in find_topics(text)
