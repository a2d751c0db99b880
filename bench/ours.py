"""Our whole stack as `python -m bot run` starts it, with an empty database and the models that are trained already."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import psutil

from bench.load import Silent
from bench.processes import NotStarted, Started, cpu_seconds, environment, free_port, resident
from bench.scripts import ENGLISH, NOTICES, without_end
from bench.website import Chat, Endless, Notice
from bot.commands.processes import ROOT

_START_SECONDS = 120.0
_TRAINING_SECONDS = 400.0


class Ours:
    """The running stack."""

    def __init__(self, started: Started, address: str) -> None:
        self._engine, self._service = started.part("engine/run.py"), started.part("serve")
        # One transport and no proxies: what the generator spends is missing to what it measures.
        self.client = httpx.AsyncClient(
            base_url=address,
            trust_env=False,
            timeout=30,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
        )

    async def talker(self, number: int) -> Notice:
        """A person with a notice; English and German take turns."""
        script = NOTICES[number % len(NOTICES)]
        return Notice(await Chat.open(self.client, script.locale, script.timezone), script)

    async def endless(self) -> Endless:
        """A person whose notice stays open."""
        return Endless(await Chat.open(self.client, ENGLISH.locale, ENGLISH.timezone), without_end())

    def cpu(self) -> Mapping[str, float]:
        return {"engine": cpu_seconds(self._engine), "service": cpu_seconds(self._service), **own_cpu()}

    def memory(self) -> dict[str, int]:
        """Resident bytes of the two processes."""
        return {"engine": resident(self._engine), "service": resident(self._service)}


def own_cpu() -> dict[str, float]:
    """What the load generator itself uses."""
    return {"generator": cpu_seconds(psutil.Process())}


@asynccontextmanager
async def started(models: Path, work: Path) -> AsyncIterator[tuple[Ours, float]]:
    """The stack, and the seconds from its start to its first answer. Raises NotStarted."""
    _lay(work, models)
    port, engine_port = free_port(), free_port()
    begun = time.perf_counter()
    with Started(
        [sys.executable, "-m", "bot", "run"], _settings(work, port, engine_port), work / "log"
    ) as process:
        address = f"http://127.0.0.1:{port}"
        await _ready(process, f"{address}/readyz", begun)
        stack = Ours(process, address)
        try:
            first = await stack.talker(0)
            await first.turn()
            seconds = time.perf_counter() - begun
            await first.close()
            yield stack, seconds
        except Silent as silent:
            raise NotStarted(
                f"the first message stayed without an answer ({silent}); see {process.log}"
            ) from silent
        finally:
            await stack.client.aclose()


def _lay(work: Path, models: Path) -> None:
    work.mkdir(parents=True)
    (work / "models").symlink_to(models.resolve(), target_is_directory=True)


async def _ready(process: Started, url: str, begun: float) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=3) as client:
        while time.perf_counter() - begun < _START_SECONDS:
            process.check()
            try:
                if (await client.get(url)).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise NotStarted(f"not ready after {_START_SECONDS:.0f} s; see {process.log}")


def training_seconds(work: Path) -> float:
    """Seconds of `python -m bot train --force` into a folder of its own. Raises NotStarted."""
    work.mkdir(parents=True)
    begun = time.perf_counter()
    with (work / "log").open("wb") as log:
        code = subprocess.run(
            [sys.executable, "-m", "bot", "train", "--force"],
            cwd=ROOT,
            env=environment(_settings(work, free_port(), free_port())),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            timeout=_TRAINING_SECONDS,
        ).returncode
    if code != 0:
        raise NotStarted(f"training ended with code {code}; see {work / 'log'}")
    return time.perf_counter() - begun


def _settings(work: Path, port: int, engine_port: int) -> dict[str, str]:
    return {
        "FIRSTNOTICE_DATA_DIR": str(work),
        "FIRSTNOTICE_DATABASE_URL": f"sqlite:///{work / 'firstnotice.sqlite'}",
        "FIRSTNOTICE_PORT": str(port),
        "FIRSTNOTICE_ENGINE_PORT": str(engine_port),
        "FIRSTNOTICE_TEST_CLOCK": "1",
    }
