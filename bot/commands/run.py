"""`python -m bot run`: prepare everything, then keep engine and service running until told to stop."""

import argparse
import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence

import httpx

from bot.commands import migrate, staff, train
from bot.commands.processes import PORT_TAKEN, ROOT, engine_python, port_is_free
from bot.settings import PREFIX, BadSetting, Settings

_ROOM = 300_000_000
"""Bytes of free disk below which nothing is begun: training and the database need room."""
_BACK_OFF = (1, 2, 4, 8, 15, 30)
_SETTLED = 60
"""Seconds after which a process counts as healthy, so that its next end is a first one again."""
_PATIENCE = 120
"""Seconds until both must be healthy at the start."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def main(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    _check(settings)
    try:
        return asyncio.run(_run(settings))
    except OSError as error:
        raise BadSetting(f"The disk under {settings.data_dir} failed: {error.strerror}.") from error


def _check(settings: Settings) -> None:
    """Raises BadSetting with one sentence for whatever would go wrong later with many."""
    for name, host, port in (
        ("PORT", settings.host, settings.port),
        ("ENGINE_PORT", "127.0.0.1", settings.engine_port),
    ):
        if not port_is_free(host, port):
            raise BadSetting(f"Port {port} is taken; stop what uses it or set {PREFIX}{name} to another.")
    if not engine_python().is_file():
        raise BadSetting("The engine's environment is missing; `make run` lays it.")
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"{PREFIX}DATA_DIR: {settings.data_dir} can't be made ({error.strerror})."
        ) from error
    if shutil.disk_usage(settings.data_dir).free < _ROOM:
        raise BadSetting(
            f"Less than {_ROOM // 1_000_000} MB are free under {settings.data_dir}; make room or set {PREFIX}DATA_DIR."
        )


async def _run(settings: Settings) -> int:
    begun = time.monotonic()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await migrate.run(settings)
    await staff.first_admin(settings)
    code = await asyncio.to_thread(train.run, settings)
    if code != 0:
        return code
    environment = {
        **os.environ,
        "FIRSTNOTICE_ENGINE_TOKEN": settings.secret,
        "FIRSTNOTICE_ACTIONS_TOKEN": settings.secret,
        "FIRSTNOTICE_ACTIONS_URL": settings.actions_url,
        "FIRSTNOTICE_SECRET": settings.secret,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    # Without compiled files Rasa's imports take three times as long.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    engine = [
        str(engine_python()),
        "engine/run.py",
        "--port",
        str(settings.engine_port),
        "--model",
        str(settings.engine_model),
    ]
    service = [sys.executable, "-m", "bot", "serve", "--die-with-parent"]
    children = [Child("engine", engine, environment), Child("service", service, environment)]
    keepers = [asyncio.create_task(child.keep(stop)) for child in children]
    ready = asyncio.create_task(_until_ready(settings, stop))
    await asyncio.wait([ready, *keepers], return_when=asyncio.FIRST_COMPLETED)
    if ready.done() and ready.result():
        _tell(settings, time.monotonic() - begun)
        await stop.wait()
    elif not stop.is_set():
        print("Engine and service did not get ready; what they said stands above.", file=sys.stderr)
    stop.set()
    codes = await asyncio.gather(*keepers)
    ready.cancel()
    return next((code for code in codes if code), 0)


class Child:
    """A process that is started again when it ends unasked, later each time."""

    def __init__(self, name: str, command: Sequence[str], environment: dict[str, str]) -> None:
        self._name, self._command, self._environment = name, command, environment

    async def keep(self, stop: asyncio.Event) -> int:
        """Run until `stop`; returns the exit code of a process that can't be started at all, else 0."""
        failures = 0
        while not stop.is_set():
            begun = time.monotonic()
            process = await asyncio.create_subprocess_exec(
                *self._command, cwd=ROOT, env=self._environment, start_new_session=True
            )
            await _first(process.wait(), stop.wait())
            if stop.is_set():
                await _end(process)
                return 0
            code = await process.wait()
            if code in (2, 3, PORT_TAKEN) and time.monotonic() - begun < _SETTLED and failures == 0:
                return code
            failures = 0 if time.monotonic() - begun > _SETTLED else failures
            wait = _BACK_OFF[min(failures, len(_BACK_OFF) - 1)]
            failures += 1
            print(f"The {self._name} ended (code {code}); starting it again in {wait} s.", file=sys.stderr)
            await _first(asyncio.sleep(wait), stop.wait())
        return 0


async def _first(*waits: object) -> None:
    """Wait for the first of several, and drop the others."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]  # type: ignore[call-overload]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 12)
    except TimeoutError:
        process.kill()
        await process.wait()


async def _until_ready(settings: Settings, stop: asyncio.Event) -> bool:
    """Ask the service until it and the engine are healthy; false if that takes too long or `stop` comes first."""
    begun = said = time.monotonic()
    print("Starting engine and service …", flush=True)
    async with httpx.AsyncClient(trust_env=False, timeout=3) as http:
        while not stop.is_set() and time.monotonic() - begun < _PATIENCE:
            try:
                if (await http.get(f"{_address(settings)}/readyz")).status_code == 200:
                    return True
            except httpx.TransportError:
                pass
            if time.monotonic() - said > 5:
                said = time.monotonic()
                print(f"… {said - begun:.0f} s", flush=True)
            await asyncio.sleep(0.25)
    return False


def _address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host == "0.0.0.0" else settings.host
    return f"http://{host}:{settings.port}"


def _tell(settings: Settings, seconds: float) -> None:
    address = _address(settings)
    print(
        f"\nFirstnotice is ready ({seconds:.0f} s).\n\n"
        f"  Report a claim   {address}/\n"
        f"  Desk for staff   {address}/desk/\n"
        f"  API              {address}/docs\n"
        f"  Health           {address}/readyz\n\n"
        "Stop with Ctrl-C.",
        flush=True,
    )
