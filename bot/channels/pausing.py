"""Loops that end between two rounds, not within one: a database call that is cut off leaves its connection open."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

GRACE = 3.0
"""Seconds that a round under way gets to end."""


async def pause(stopping: asyncio.Event, seconds: float) -> bool:
    """Wait so long; whether `stopping` was set meanwhile."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def repeating(every: float, act: Callable[[], Awaitable[object]]) -> AsyncIterator[None]:
    """Do something every so many seconds while the block runs."""
    stopping = asyncio.Event()

    async def rounds() -> None:
        while not await pause(stopping, every):
            await act()

    task = asyncio.create_task(rounds())
    try:
        yield
    finally:
        stopping.set()
        await asyncio.gather(task, return_exceptions=True)


async def ended(tasks: list[asyncio.Task[None]], within: float = GRACE) -> None:
    """Wait for tasks that were told to stop, and cancel those that take longer."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=within)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
