"""Turns without the service, for `rasa shell` beside `python -m rasa_sdk --actions actions`.

Each Rasa sender is a conversation on the channel `rasa` in the same database; what an action changes is stored when it ends.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rasa_sdk import Tracker

from bot.claims.catalogue import HERE, Catalogue
from bot.conversations.message import Incoming
from bot.conversations.model import Conversation
from bot.extraction.language import detect_language
from bot.extraction.line_reader import LineReader
from bot.service.duty import Duty
from bot.service.intake import Intake
from bot.service.reading import read
from bot.service.turn import Turn
from bot.settings import Settings
from bot.store.database import Database
from bot.store.store import SqlStore

_HOLDER = "rasa-sdk"


class StandaloneTurns:
    """Empty until it is first used: the SDK's server pickles its actions into the process that serves them."""

    def __init__(self) -> None:
        self._desk: _Desk | None = None

    @asynccontextmanager
    async def of(self, tracker: Tracker) -> AsyncIterator[Turn]:
        if self._desk is None:
            self._desk = _Desk()
        async with self._desk.of(tracker) as turn:
            yield turn


class _Desk:
    """Database, reader and the turns that are open."""

    def __init__(self) -> None:
        settings = Settings.from_environment()
        self._catalogue = Catalogue.load(HERE / f"{settings.line}.yml")
        self._intake = Intake(self._catalogue, settings.privacy_url, Duty.of(settings))
        self._store = SqlStore(Database(settings.database_url), self._catalogue)
        self._reader = LineReader.load(settings.models_dir, self._catalogue)
        self._open: dict[str, tuple[str, Turn]] = {}
        """By sender, the message being answered and its turn."""

    @asynccontextmanager
    async def of(self, tracker: Tracker) -> AsyncIterator[Turn]:
        latest = tracker.latest_message or {}
        message = str(latest.get("message_id") or tracker.events[-1].get("timestamp"))
        held = self._open.get(tracker.sender_id)
        if held is None or held[0] != message:
            held = message, await self._begin(tracker.sender_id, message, str(latest.get("text") or "…"))
            self._open[tracker.sender_id] = held
        turn = held[1]
        yield turn
        await self._store.save(turn.conversation, turn.settle())

    async def _begin(self, sender: str, message: str, text: str) -> Turn:
        at = datetime.now(UTC)
        conversation = "rasa-" + hashlib.sha256(sender.encode()).hexdigest()[:24]
        if await self._store.conversation(conversation) is None:
            await self._store.open_conversation(Conversation(conversation, "rasa", at, "en"))
        await self._store.accept(Incoming(conversation, message, text), at)
        await self._store.lease(conversation, _HOLDER, at, at + timedelta(seconds=10))
        work = await self._store.next_work(conversation, at)
        if work is None:
            raise LookupError(f"message {message} was answered before")
        await self._store.finish(work, _HOLDER, (), (), at)
        await self._store.release(conversation, _HOLDER)
        work = replace(work, conversation=work.conversation.written_in(detect_language(text)))
        local = work.conversation.local(at)
        return Turn(
            work, self._intake, self._catalogue, local, asyncio.create_task(read(self._reader, work, local))
        )
