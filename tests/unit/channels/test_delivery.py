"""Sending stored messages: who was held up does not send what may be another's by now."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels import delivery
from bot.channels.delivery import LEASE, Deliverer
from bot.conversations.delivery import Chat, Parcel
from bot.conversations.message import Author, Message
from tests.builders import a_message

NOW = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
CHAT = Chat("v1", "telegram", "5001", "en")


class Outbox:
    """One message that waits; each `take` first lets some time pass."""

    def __init__(self, *pauses: timedelta) -> None:
        self.now, self.pauses = NOW, list(pauses)
        self.parcel: Parcel | None = Parcel(CHAT, a_message("hello", author=Author.BOT), 0, ())
        self.takes = 0

    async def take(self, *_: Any) -> Parcel | None:
        self.takes += 1
        self.now += self.pauses.pop(0) if self.pauses else timedelta(0)
        return self.parcel

    async def part_sent(self, parcel: Parcel, id: str) -> Parcel:
        return replace(parcel, sent=(*parcel.sent, id))

    async def sent(self, parcel: Parcel, id: str, at: datetime) -> str | None:
        self.parcel = None
        return None


class Phone:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def parts(self, message: Message) -> Sequence[str]:
        return (message.text,)

    async def send(self, chat: Chat, message: Message, part: str, *, last: bool) -> str:
        self.sent.append(part)
        return "1"

    async def close(self, chat: Chat, id: str) -> None:
        pass


async def delivered(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(delivery, "now", lambda: outbox.now)
    phone = Phone()
    deliverer = Deliverer("telegram", outbox, phone)  # type: ignore[arg-type]
    deliverer.wake("v1")
    await asyncio.gather(*deliverer._running.values())
    return phone.sent


async def test_what_is_taken_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    outbox = Outbox()
    assert await delivered(outbox, monkeypatch) == ["hello"]


async def test_who_was_held_up_past_its_lease_asks_again_before_it_sends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outbox = Outbox(LEASE)
    assert await delivered(outbox, monkeypatch) == ["hello"]
    assert outbox.takes == 3


async def test_what_is_somebody_elses_by_then_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    class Taken(Outbox):
        async def take(self, *_: Any) -> Parcel | None:
            found = await super().take()
            self.parcel = None
            return found

    assert await delivered(Taken(LEASE), monkeypatch) == []
