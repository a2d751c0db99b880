"""`python -m bench.desk_pages`: the desk's pages over HTTP, signed in, with 10,000 conversations of 200,000 messages."""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.desk import BUDGET, fill
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.support.desk import Clerk
from tests.support.scripted import EchoEngine, scripted_service

_ROUNDS = 15
PAGES = {
    "queue, waiting": "/desk/",
    "queue, all": "/desk/?which=all",
    "queue, all, page 100": "/desk/?which=all&after=5000",
    "queue, closed": "/desk/?which=closed",
    "queue, by language": "/desk/?which=all&language=de",
    "search, a common word": "/desk/search?q=Schl%C3%BCssel",
    "search, two words": "/desk/search?q=lawyer+deadl",
    "search, a name": "/desk/search?q=mara+%C3%B6zt%C3%BCrk",
    "search, a policy number": "/desk/search?q=PI-004711",
    "search, nothing": "/desk/search?q=Rumpelstilzchen",
    "a conversation": "/desk/conversations/v4711",
    "claims": "/desk/claims",
    "calls": "/desk/callbacks",
}


async def _filled(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await fill(database)
    await database.close()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'firstnotice.sqlite'}"
        asyncio.run(_filled(url))
        with scripted_service(Path(folder), EchoEngine()) as service, Clerk(service, url) as clerk:
            found = {name: _times(clerk, path) for name, path in PAGES.items()}
    print(f"{'ms':26}{'median':>10}{'fastest':>10}{'kB':>8}")
    for name, (times, size) in found.items():
        print(f"{name:26}{statistics.median(times):10.0f}{min(times):10.0f}{size / 1000:8.0f}")
    return 0 if all(statistics.median(times) <= BUDGET for times, _ in found.values()) else 1


def _times(clerk: Clerk, path: str) -> tuple[list[float], int]:
    """Milliseconds of each round, and the page's size in bytes."""
    times, size = [], 0
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        size = len(clerk.page(path))
        times.append(1000 * (time.perf_counter() - begun))
    return times, size


if __name__ == "__main__":
    sys.exit(main())
