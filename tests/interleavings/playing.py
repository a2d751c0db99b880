"""Plays worlds, many side by side, and sums up what was seen."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.channels import delivery
from bot.extraction.found import Reading
from bot.service import talk
from bot.store.migrate import migrate
from tests.interleavings.gates import GatedDatabase, Schedule, now, schedule
from tests.interleavings.judging import judge
from tests.interleavings.world import World

SIDE_BY_SIDE = 8
DEEDS = 14
"""What insured, staff and browser do in one world."""


@dataclass
class Summary:
    worlds: int = 0
    deeds: int = 0
    refused: int = 0
    crashes: int = 0
    stored: int = 0
    delivered: int = 0
    seconds: float = 0.0
    wrong: dict[int, list[str]] = field(default_factory=dict)
    """What went wrong, by seed."""


async def play(url: str, first: int, number: int) -> Summary:
    """Play the worlds of the seeds `first` and the following on an empty PostgreSQL database."""
    with _own_clock():
        return await _play_all(url, first, number)


async def _play_all(url: str, first: int, number: int) -> Summary:
    databases = [GatedDatabase(url), GatedDatabase(url)]
    await migrate(databases[0])
    summary, begun = Summary(), time.monotonic()
    seeds = iter(range(first, first + number))

    async def some() -> None:
        for seed in seeds:
            await _play(seed, databases, summary)

    await asyncio.gather(*(some() for _ in range(SIDE_BY_SIDE)))
    for database in databases:
        await database.close()
    summary.seconds = time.monotonic() - begun
    return summary


async def _play(seed: int, databases: list[GatedDatabase], summary: Summary) -> None:
    running = Schedule(seed)
    token = schedule.set(running)
    try:
        world = World(f"world-{seed}", running, databases)
        await world.run(DEEDS)
        wrong = await judge(world)
    finally:
        schedule.reset(token)
    if wrong:
        summary.wrong[seed] = wrong
    summary.worlds += 1
    summary.deeds += world.seen.deeds
    summary.refused += world.seen.refused
    summary.crashes += world.seen.crashes
    summary.stored += len(world.seen.read)
    summary.delivered += len(world.seen.delivered)


@contextmanager
def _own_clock() -> Iterator[None]:
    """Every world has a time of its own, and nothing is read from texts."""

    async def nothing(*_: object) -> Reading:
        return Reading()

    replaced = [(talk, "now", now), (delivery, "now", now), (talk, "read", nothing)]
    before = [(module, name, getattr(module, name)) for module, name, _ in replaced]
    for module, name, what in replaced:
        setattr(module, name, what)
    try:
        yield
    finally:
        for module, name, what in before:
            setattr(module, name, what)
