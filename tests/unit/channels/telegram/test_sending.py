"""Telegram's refusals: which pass, which are about one message, and which about the person."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.sending import translated


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), "blocked"),
        (Forbidden("Forbidden: user is deactivated"), "deactivated"),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), "blocked"),
        (BadRequest("Bad Request: chat not found"), "chat_not_found"),
        (ChatMigrated(7), "chat_moved"),
    ],
)
def test_people_who_can_not_be_reached_any_more(error: TelegramError, reason: str) -> None:
    failure = translated(error)
    assert (failure.reason, failure.gone, failure.permanent) == (reason, True, True)


def test_a_message_that_is_refused() -> None:
    failure = translated(BadRequest("Bad Request: message is too long"))
    assert (failure.permanent, failure.gone) == (True, False)


@pytest.mark.parametrize(
    "error", [NetworkError("Bad Gateway"), TimedOut(), InvalidToken(), TelegramError("who knows")]
)
def test_trouble_that_may_pass(error: TelegramError) -> None:
    failure = translated(error)
    assert (failure.permanent, failure.wait) == (False, None)


def test_a_flood_wait_says_how_long() -> None:
    failure = translated(RetryAfter(7))
    assert (failure.permanent, failure.wait) == (False, 7.0)
