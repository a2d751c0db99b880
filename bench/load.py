"""Load: conversations that go on for some seconds, as fast as answers come or at the pace of people."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from typing import Protocol

import httpx

from bench.figures import Round

TURN_SECONDS = 30.0
"""A turn without an answer by then has failed."""
OPEN_SECONDS = 10.0


class Silent(Exception):
    """A message stayed without an answer, or an error was the answer."""


class Talker(Protocol):
    """One conversation, started when it is made."""

    async def turn(self) -> float:
        """Say the next thing; seconds until its answer was there. Raises Silent."""

    @property
    def ended(self) -> bool: ...

    async def close(self) -> None: ...


class System(Protocol):
    """What is measured."""

    async def talker(self, number: int) -> Talker:
        """A new conversation. Raises Silent."""

    def cpu(self) -> Mapping[str, float]:
        """Seconds of processor time so far, by process."""


async def closed_loop(system: System, conversations: int, seconds: float) -> Round:
    """Each conversation sends its next message as soon as the last one is answered, and is followed by another."""
    return await _load(system, conversations, seconds, lambda: 0.0)


async def human_pace(system: System, conversations: int, seconds: float, every: float) -> Round:
    """Each conversation sends a message about `every` seconds, half as much more or less."""
    chance = random.Random(conversations)
    return await _load(system, conversations, seconds, lambda: every * chance.uniform(0.5, 1.5))


async def _load(system: System, conversations: int, seconds: float, pause: Callable[[], float]) -> Round:
    crowd = _Crowd(system, pause)
    # The conversations are open before the clock starts, and the first one of each begins at another moment.
    talkers = [await crowd.open() for _ in range(conversations)]
    before = system.cpu()
    begun = time.perf_counter()
    await asyncio.gather(*(crowd.keep_talking(talker, begun + seconds) for talker in talkers))
    used = {name: value - before[name] for name, value in system.cpu().items()}
    return Round(
        conversations=conversations,
        seconds=seconds,
        within=sum(at <= begun + seconds for at, _ in crowd.turns),
        latencies=[latency for _, latency in crowd.turns],
        failed=crowd.failed,
        cpu=used,
        lengths=crowd.lengths,
    )


class _Crowd:
    def __init__(self, system: System, pause: Callable[[], float]) -> None:
        self._system, self._pause = system, pause
        self._opened = 0
        self.turns: list[tuple[float, float]] = []
        self.lengths: list[int] = []
        self.failed = 0

    async def open(self) -> Talker:
        self._opened += 1
        async with asyncio.timeout(OPEN_SECONDS):
            return await self._system.talker(self._opened)

    async def keep_talking(self, talker: Talker, until: float) -> None:
        """One conversation after another until that moment; a failed one is given up and counted."""
        said = 0
        try:
            while await self._wait(until):
                if talker.ended:
                    self.lengths.append(said)
                    await talker.close()
                    talker, said = await self.open(), 0
                try:
                    async with asyncio.timeout(TURN_SECONDS):
                        latency = await talker.turn()
                except (Silent, TimeoutError, httpx.TransportError):
                    self.failed += 1
                    await talker.close()
                    talker, said = await self.open(), 0
                    continue
                said += 1
                self.turns.append((time.perf_counter(), latency))
        finally:
            await talker.close()

    async def _wait(self, until: float) -> bool:
        """Pause before the next message; false if the time is over by then."""
        if pause := self._pause():
            await asyncio.sleep(min(pause, max(0.0, until - time.perf_counter())))
        return time.perf_counter() < until
