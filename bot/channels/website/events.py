"""Server-sent events of a conversation: its messages, resumable, and whether an answer is being written."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversations.message import Author, Message
from bot.documents.model import Document
from bot.service.ports import Store

LOOK = 2.0
"""Seconds between looks into the store, for messages that another process has stored."""
KEEP_ALIVE = 15.0
MOST = 20
"""Streams of one conversation: tabs of one person, and no flood."""

Typing = tuple[Author | None, str | None]
"""Who is writing, and the name of a member of staff."""
NOBODY: Typing = (None, None)


class Listener:
    """One open event stream: wakes it, and hands it the messages that this process has just stored."""

    def __init__(self) -> None:
        self.event = asyncio.Event()
        self.over = False
        """Whether the conversation is erased."""
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

    def erased(self, conversation: str) -> None:
        for listener in self._listening.get(conversation, ()):
            listener.over = True
            listener.event.set()

    def streams(self, conversation: str) -> int:
        """How many listen."""
        return len(self._listening.get(conversation, ()))

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
        "name": message.staff,
        "text": message.text,
        "buttons": [{"label": button.label, "value": button.id} for button in message.buttons],
        "asks": message.asks,
        "documents": [document_json(document) for document in message.documents],
        "at": message.at.isoformat(),
    }
    if message.external_id is not None:
        data["client_id"] = message.external_id
    return data


def document_json(document: Document) -> dict[str, Any]:
    """A document as channels show it."""
    return {
        "id": document.id,
        "name": document.name,
        "type": document.type,
        "size": document.size,
        "preview": document.preview,
    }


@dataclass(frozen=True, slots=True)
class Watched:
    """What an open stream looks at."""

    store: Store
    changes: Changes
    busy: Callable[[str], bool]
    """Whether the bot is at an answer."""
    typist: Callable[[str], Awaitable[str | None]]
    """The name of the member of staff who is writing, if anybody is."""


async def stream(watched: Watched, conversation: str, after: int) -> AsyncIterator[str]:
    """Every message after `after`, then each new one as it is stored, until the listener goes away or all is erased."""
    listener = watched.changes.listen(conversation)
    typing, quiet = NOBODY, 0.0
    told: list[Message] | None = None
    try:
        yield ": welcome\n\n"
        while True:
            listener.event.clear()
            messages = await watched.store.messages(conversation, after) if told is None else told
            events = [
                f"event: message\nid: {each.seq}\ndata: {json.dumps(as_json(each))}\n\n" for each in messages
            ]
            after = messages[-1].seq if messages else after
            # The store gives so many at a time; there may be more.
            more = told is None and bool(messages)
            now = typing if more else await _typing(watched, conversation)
            if now != typing:
                events.append(f"event: typing\ndata: {json.dumps(_typing_json(now, typing))}\n\n")
                typing = now
            if events:
                # Together: each piece of an answer passes through all that stands around the application.
                quiet = 0.0
                yield "".join(events)
            if more:
                continue
            try:
                await asyncio.wait_for(listener.event.wait(), LOOK)
                told = listener.after(after)
            except TimeoutError:
                told = None
                quiet += LOOK
            if listener.over or (
                quiet >= KEEP_ALIVE and await watched.store.conversation(conversation) is None
            ):
                yield "event: erased\ndata: {}\n\n"
                return
            if quiet >= KEEP_ALIVE:
                quiet = 0.0
                yield ": still here\n\n"
    finally:
        watched.changes.leave(conversation, listener)


async def _typing(watched: Watched, conversation: str) -> Typing:
    if watched.busy(conversation):
        return Author.BOT, None
    name = await watched.typist(conversation)
    return NOBODY if name is None else (Author.STAFF, name)


def _typing_json(now: Typing, before: Typing) -> dict[str, Any]:
    """Who began to write, or who has stopped."""
    who, name = before if now == NOBODY else now
    return {"typing": now != NOBODY, "who": who, "name": name}
