"""Server-sent events of a conversation: its messages, resumable, and whether an answer is being written."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from bot.conversations.message import Message
from bot.service.ports import Store

LOOK = 2.0
"""Seconds between looks into the store, for messages that another process has stored."""
KEEP_ALIVE = 15.0


class Listener:
    """One open event stream: wakes it, and hands it the messages that this process has just stored."""

    def __init__(self) -> None:
        self.event = asyncio.Event()
        self._messages: list[Message] = []

    def tell(self, messages: Sequence[Message]) -> None:
        self._messages += messages
        self.event.set()

    def after(self, seq: int) -> list[Message] | None:
        """The messages told since the last call, if they follow on `seq` without a gap; None if the store must be asked."""
        told = sorted((message for message in self._messages if message.seq > seq), key=lambda each: each.seq)
        self._messages.clear()
        unbroken = all(message.seq == seq + number for number, message in enumerate(told, start=1))
        return told if unbroken else None


class Changes:
    """Tells whoever listens to a conversation in this process what was stored in it."""

    def __init__(self) -> None:
        self._listening: dict[str, set[Listener]] = defaultdict(set)

    def changed(self, conversation: str, messages: Sequence[Message]) -> None:
        for listener in self._listening.get(conversation, ()):
            listener.tell(messages)

    def listen(self, conversation: str) -> Listener:
        listener = Listener()
        self._listening[conversation].add(listener)
        return listener

    def leave(self, conversation: str, listener: Listener) -> None:
        self._listening[conversation].discard(listener)
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
    listener = changes.listen(conversation)
    typing, quiet = False, 0.0
    told: list[Message] | None = None
    try:
        yield ": welcome\n\n"
        while True:
            listener.event.clear()
            messages = await store.messages(conversation, after) if told is None else told
            for message in messages:
                after, quiet = message.seq, 0.0
                yield f"event: message\nid: {message.seq}\ndata: {json.dumps(as_json(message))}\n\n"
            if told is None and messages:
                # The store gives so many at a time; there may be more.
                continue
            if busy(conversation) != typing:
                typing, quiet = not typing, 0.0
                yield f"event: typing\ndata: {json.dumps({'typing': typing})}\n\n"
            try:
                await asyncio.wait_for(listener.event.wait(), LOOK)
                told = listener.after(after)
            except TimeoutError:
                told = None
                quiet += LOOK
                if quiet >= KEEP_ALIVE:
                    quiet = 0.0
                    yield ": still here\n\n"
    finally:
        changes.leave(conversation, listener)
