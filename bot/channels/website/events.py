"""Server-sent events of a conversation: its messages, resumable, and whether an answer is being written."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from typing import Any

from bot.conversations.message import Message
from bot.service.ports import Store

LOOK = 2.0
"""Seconds between looks into the store, for messages that another process has stored."""
KEEP_ALIVE = 15.0


class Changes:
    """Wakes whoever listens to a conversation in this process."""

    def __init__(self) -> None:
        self._listening: dict[str, set[asyncio.Event]] = defaultdict(set)

    def changed(self, conversation: str) -> None:
        for event in self._listening.get(conversation, ()):
            event.set()

    def listen(self, conversation: str) -> asyncio.Event:
        event = asyncio.Event()
        self._listening[conversation].add(event)
        return event

    def leave(self, conversation: str, event: asyncio.Event) -> None:
        self._listening[conversation].discard(event)
        if not self._listening[conversation]:
            del self._listening[conversation]


def as_json(message: Message) -> dict[str, Any]:
    """A message as channels show it; buttons carry our opaque id as their value."""
    data: dict[str, Any] = {
        "id": message.id,
        "seq": message.seq,
        "author": message.author.value,
        "text": message.text,
        "buttons": [{"label": button.label, "value": button.id} for button in message.buttons],
        "asks": message.asks,
        "at": message.at.isoformat(),
    }
    if message.external_id is not None:
        data["client_id"] = message.external_id
    return data


async def stream(
    store: Store, changes: Changes, busy: Callable[[str], bool], conversation: str, after: int
) -> AsyncIterator[str]:
    """Every message after `after`, then each new one as it is stored, until the listener goes away."""
    event = changes.listen(conversation)
    typing = False
    quiet = 0.0
    try:
        yield ": welcome\n\n"
        while True:
            event.clear()
            for message in await store.messages(conversation, after):
                after, quiet = message.seq, 0.0
                yield f"event: message\nid: {message.seq}\ndata: {json.dumps(as_json(message))}\n\n"
            if busy(conversation) != typing:
                typing, quiet = not typing, 0.0
                yield f"event: typing\ndata: {json.dumps({'typing': typing})}\n\n"
            try:
                await asyncio.wait_for(event.wait(), LOOK)
            except TimeoutError:
                quiet += LOOK
                if quiet >= KEEP_ALIVE:
                    quiet = 0.0
                    yield ": still here\n\n"
    finally:
        changes.leave(conversation, event)
