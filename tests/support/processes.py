"""Firstnotice's own processes, started for tests on free ports and ended by their ids."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
import psutil

from bot.commands.processes import ROOT, engine_python
from bot.settings import Settings
from tests.support.ports import free_port, wait_for

READY_WITHIN = 120


class Installation:
    """A data folder with ports of its own, and the models that were trained elsewhere."""

    def __init__(self, folder: Path, models: Path, **settings: str) -> None:
        self.folder, self.port, self.engine_port = folder, free_port(), free_port()
        (folder / "models").symlink_to(models, target_is_directory=True)
        given = {
            "PORT": str(self.port),
            "ENGINE_PORT": str(self.engine_port),
            "DATA_DIR": str(folder),
            # Named, so that a developer's .env can't lead tests to a database of theirs.
            "DATABASE_URL": f"sqlite:///{folder / 'firstnotice.sqlite'}",
            "HOST": "127.0.0.1",
            "TEST_CLOCK": "1",
            "SECRET": secrets.token_hex(16),
            **settings,
        }
        ours = {f"FIRSTNOTICE_{name}": value for name, value in given.items()}
        self.settings = Settings.from_environment(ours, folder / "none")
        others = {name: value for name, value in os.environ.items() if not name.startswith("FIRSTNOTICE_")}
        self.environment = {
            **others,
            **ours,
            "FIRSTNOTICE_ENGINE_PYTHON": str(engine_python()),
            "FIRSTNOTICE_ENGINE_TOKEN": self.settings.secret,
            "FIRSTNOTICE_ACTIONS_TOKEN": self.settings.secret,
            "FIRSTNOTICE_ACTIONS_URL": self.settings.actions_url,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        # Without compiled files Rasa's imports take three times as long.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """The SQLite file, while no other database is set."""
        return self.folder / "firstnotice.sqlite"

    def run(self) -> "Process":
        """Both processes under their supervisor."""
        return Process("run", [sys.executable, "-m", "bot", "run"], self.environment, self.folder)

    def service(self) -> "Process":
        return Process("service", [sys.executable, "-m", "bot", "serve"], self.environment, self.folder)

    def engine(self) -> "Process":
        model = str(self.settings.engine_model)
        command = [str(engine_python()), "engine/run.py", "--port", str(self.engine_port), "--model", model]
        return Process("engine", command, self.environment, self.folder)

    def migrate(self) -> None:
        subprocess.run([sys.executable, "-m", "bot", "migrate"], cwd=ROOT, env=self.environment, check=True)

    def alive(self) -> bool:
        return self._asks("/healthz")

    def ready(self) -> bool:
        """Whether database and engine answer too."""
        return self._asks("/readyz")

    def wait_until_ready(self) -> None:
        wait_for(self.ready, READY_WITHIN, f"ready; what the processes said is in {self.folder}", 0.1)

    def _asks(self, path: str) -> bool:
        try:
            return httpx.get(self.url + path, timeout=5, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False


class Process:
    """What it writes goes into a file beside the data."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> None:
        self.log = folder / f"{name}.log"
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                command, cwd=ROOT, env=dict(environment), stdout=log, stderr=log, start_new_session=True
            )
        self.pid = self._popen.pid

    def child(self, part: str) -> psutil.Process | None:
        """Its running child with `part` in its command line."""
        try:
            children = psutil.Process(self.pid).children()
            return next((each for each in children if part in " ".join(each.cmdline())), None)
        except psutil.Error:
            return None

    def signal(self, number: signal.Signals) -> None:
        self._popen.send_signal(number)

    def kill(self) -> None:
        """At once, as a power cut would."""
        self._popen.kill()
        self._popen.wait(10)

    def stop(self, within: float = 30) -> float:
        """Ask it to end, and wait; the seconds that took."""
        begun = time.monotonic()
        self._popen.terminate()
        try:
            self._popen.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"process {self.pid} had to be killed") from None
        return time.monotonic() - begun
