"""What must not slow down: a conversation that goes on and on, and everybody else while one person sends a very long text."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from bench.figures import percentile
from bench.load import OPEN_SECONDS, TURN_SECONDS, Silent, Talker, human_pace
from bench.ours import Ours
from bench.scripts import ENGLISH, long_message
from bench.website import Chat
from bot.conversations.message import MAX_TEXT

OTHERS = 8
_EVERY = 1.0
"""Seconds between the messages of each other person: often enough that many fall into the long message's time."""


async def one_conversation(
    open_it: Callable[[], Awaitable[Talker]], turns: int, seconds: float
) -> list[float]:
    """Latencies of one conversation, turn by turn, until that many turns or seconds; stops at a failed turn."""
    latencies: list[float] = []
    until = time.perf_counter() + seconds
    talker = await open_it()
    try:
        while len(latencies) < turns and time.perf_counter() < until:
            async with asyncio.timeout(TURN_SECONDS):
                latencies.append(await talker.turn())
    except (Silent, TimeoutError, httpx.TransportError):
        pass
    finally:
        await talker.close()
    return latencies


@dataclass(frozen=True)
class LongMessage:
    """Milliseconds: the slowest answer to a long text, and the 95th percentile of the others without and with it."""

    characters: int
    sent: int
    slowest: float
    others_before: float
    others_meanwhile: float


async def long_messages(stack: Ours, seconds: float) -> LongMessage:
    """Eight people talk as usual; then as long again, with another one who sends one very long text after another."""
    before = await human_pace(stack, OTHERS, seconds, _EVERY)
    sending = asyncio.create_task(_send_long(stack, seconds))
    try:
        meanwhile = await human_pace(stack, OTHERS, seconds, _EVERY)
        sent = await sending
    finally:
        sending.cancel()
    return LongMessage(
        MAX_TEXT,
        len(sent),
        1000 * max(sent),
        1000 * percentile(before.latencies, 0.95),
        1000 * percentile(meanwhile.latencies, 0.95),
    )


async def _send_long(stack: Ours, seconds: float) -> list[float]:
    """Seconds until each long text was answered; each opens a conversation of its own."""
    text = long_message(MAX_TEXT)
    until = time.perf_counter() + seconds
    taken: list[float] = []
    while time.perf_counter() < until or not taken:
        async with asyncio.timeout(OPEN_SECONDS + TURN_SECONDS):
            chat = await Chat.open(stack.client, ENGLISH.locale, ENGLISH.timezone)
            taken.append((await chat.say(text=text)).seconds)
            await chat.close()
    return taken
