"""The menu's commands are intents; every other text is text, whatever it begins with."""

import pytest

from bot.channels.telegram.commands import INTENTS, said
from bot.channels.telegram.texts import menu
from bot.claims.languages import languages
from tests.unit.test_domain import INTENTS as KNOWN


@pytest.mark.parametrize(
    ("text", "intent", "label"),
    [
        ("/start", "greet", "/start"),
        ("/help", "ask_process", "/help"),
        ("/status", "claim_status", "/status"),
        ("/status FN-26-7K3QD", "claim_status", "/status FN-26-7K3QD"),
        ("/STATUS", "claim_status", "/status"),
        ("/human@firstnotice_bot", "request_human", "/human"),
        ("/cancel", "cancel", "/cancel"),
        ("/privacy", "ask_privacy", "/privacy"),
        ("/language", "change_language", "/language"),
        ("/language de", "change_language", "/language Deutsch"),
        ("/language deutsch", "change_language", "/language deutsch"),
        ("/language klingon", "change_language", "/language"),
        ("/start newsletter-may", "greet", "/start"),
        ("/start K7", "greet", "/start"),
    ],
)
def test_a_command_stands_for_an_intent(text: str, intent: str, label: str) -> None:
    meant = said(text)
    assert meant.text is None
    assert meant.command is not None
    assert (meant.command.intent, meant.command.label) == (intent, label)
    assert meant.command.entities == {}


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/back",
        "/session_start",
        '/inform{"amount": 1}',
        "/",
        "//help",
        "/startx",
        "help",
        "a /help",
        "/hélp",
    ],
)
def test_any_other_text_is_text(text: str) -> None:
    assert said(text).text == text
    assert said(text).command is None


@pytest.mark.parametrize("text", ["/start K7-42-Q9", "/start k7-42-q9", "/start@firstnotice_bot K742Q9"])
def test_a_code_in_a_link_is_handed_in_as_text(text: str) -> None:
    assert said(text).text == "K7-42-Q9"


@pytest.mark.parametrize("text", ["/start policy-PI2041877", "/start Policy_PI2041877"])
def test_a_policy_in_a_link_is_a_guess(text: str) -> None:
    command = said(text).command
    assert command is not None
    assert (command.intent, command.entities) == ("greet", {"guessed": {"policy_number": "PI2041877"}})


@pytest.mark.parametrize("text", ["/delete", "/DELETE@firstnotice_bot", "/delete now"])
def test_deleting_is_no_business_of_the_engine(text: str) -> None:
    assert (said(text).text, said(text).command, said(text).erase) == (None, None, True)


def test_a_story_behind_a_command_is_heard_as_a_story() -> None:
    assert said("/start I lost a client's key on Friday").text == "I lost a client's key on Friday"


def test_the_menu_has_every_command_in_every_language() -> None:
    for language in languages():
        assert set(menu(language)) == {*INTENTS, "delete"}
        assert all(1 <= len(text) <= 256 for text in menu(language).values())


def test_commands_stand_for_intents_that_the_engine_knows() -> None:
    assert set(INTENTS.values()) <= KNOWN
