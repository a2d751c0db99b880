"""People on the website chat: a message is posted, its answer is awaited on the stream of events."""

import asyncio
import contextlib
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from bench.load import Silent
from bench.scripts import NOW, Script

_REFERENCE = re.compile(r"\b[A-Z]{2}-\d{2}-[0-9A-Z]{4,}\b")
_PRESSES_AFTER = 2
"""Times the same question is answered in words before its first button is pressed."""
_MOST_TURNS = 40
"""A notice that takes longer goes round in circles; it counts as failed."""


@dataclass(frozen=True)
class Answer:
    """What the bot said to one message; `seconds` until all of it was there."""

    text: str
    asks: str | None
    buttons: tuple[str, ...]
    seconds: float

    @property
    def reference(self) -> str | None:
        """The reference, once the notice was sent."""
        found = _REFERENCE.search(self.text) if self.asks is None else None
        return found.group() if found else None


class Chat:
    """One session of the website chat and its open stream of events."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        self._client, self._headers = client, headers
        self._events: asyncio.Queue[tuple[str, dict[str, Any], float]] = asyncio.Queue()
        self._sent = 0
        self._welcome = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def open(cls, client: httpx.AsyncClient, locale: str, timezone: str) -> "Chat":
        """Raises Silent."""
        opening = {"locale": locale, "timezone": timezone, "now": NOW}
        response = await client.post("/chat/v1/sessions", json=opening)
        if response.status_code != 201:
            raise Silent(f"no session: status {response.status_code}")
        chat = cls(client, {"Authorization": f"Bearer {response.json()['token']}"})
        await chat._welcome.wait()
        return chat

    async def say(self, *, text: str | None = None, button: str | None = None) -> Answer:
        """Raises Silent if the message is refused or the stream ends."""
        self._sent += 1
        name = f"bench-{self._sent}"
        body = {"client_id": name, **({"text": text} if button is None else {"button": button})}
        begun = time.perf_counter()
        response = await self._client.post("/chat/v1/messages", json=body, headers=self._headers)
        if response.status_code != 202:
            raise Silent(f"refused: status {response.status_code}")
        return await self._answer(name, begun)

    async def close(self) -> None:
        self._listening.cancel()
        with contextlib.suppress(asyncio.CancelledError, httpx.HTTPError):
            await self._listening

    async def _answer(self, name: str, begun: float) -> Answer:
        own, texts, last, until = False, list[str](), dict[str, Any](), 0.0
        while True:
            kind, data, at = await self._events.get()
            if kind == "end":
                raise Silent("the stream of events ended")
            if kind == "message":
                own = own or data.get("client_id") == name
                if not own or data["author"] == "insured":
                    continue
                texts.append(data["text"])
                last, until = data, at
            # The last message of an answer asks something; where nothing is asked, the end of typing is its end.
            if last and (
                last["asks"] or _REFERENCE.search(last["text"]) or (kind == "typing" and not data["typing"])
            ):
                buttons = tuple(button["value"] for button in last["buttons"])
                return Answer("\n".join(texts), last["asks"], buttons, until - begun)

    async def _listen(self) -> None:
        try:
            # Nothing may come for as long as the person thinks.
            timeout = httpx.Timeout(10, read=None)
            async with self._client.stream(
                "GET", "/chat/v1/events", headers=self._headers, timeout=timeout
            ) as response:
                self._welcome.set()
                async for kind, data in _events(response.aiter_lines()):
                    self._events.put_nowait((kind, json.loads(data), time.perf_counter()))
        finally:
            self._welcome.set()
            self._events.put_nowait(("end", {}, time.perf_counter()))


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, str]]:
    kind, data = "message", ""
    async for line in lines:
        if line.startswith("event:"):
            kind = line[6:].strip()
        elif line.startswith("data:"):
            data = line[5:].strip()
        elif not line and data:
            yield kind, data
            kind, data = "message", ""


class Notice:
    """A person who gives a whole notice: each answer is chosen by what the bot asks, until the reference is there."""

    def __init__(self, chat: Chat, script: Script) -> None:
        self._chat, self._script = chat, script
        self._last: Answer | None = None
        self._asked: dict[str | None, int] = {}
        self._turns = 0
        self.reference: str | None = None

    @property
    def ended(self) -> bool:
        return self.reference is not None

    async def turn(self) -> float:
        """Raises Silent, also for a notice that does not come to its end."""
        self._turns += 1
        if self._turns > _MOST_TURNS:
            raise Silent("no reference after many turns")
        self._last = answer = await self._next()
        self._asked[answer.asks] = self._asked.get(answer.asks, 0) + 1
        self.reference = answer.reference
        return answer.seconds

    async def close(self) -> None:
        await self._chat.close()

    async def _next(self) -> Answer:
        last = self._last
        if last is None:
            return await self._chat.say(text=self._script.opening)
        if last.buttons and self._asked[last.asks] > _PRESSES_AFTER:
            return await self._chat.say(button=last.buttons[0])
        return await self._chat.say(text=self._script.answers.get(last.asks or "", self._script.unknown))


class Endless:
    """A person who says one text after another, whatever is answered."""

    ended = False

    def __init__(self, chat: Chat, texts: Iterator[str]) -> None:
        self._chat, self._texts = chat, texts

    async def turn(self) -> float:
        """Raises Silent."""
        return (await self._chat.say(text=next(self._texts))).seconds

    async def close(self) -> None:
        await self._chat.close()
