"""Processes that the benchmark starts: found again by id, measured, and ended whatever happens."""

import os
import re
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import psutil

from bot.commands.processes import ROOT, die_with_parent

_PATIENCE = 15.0
_SETTING = re.compile(r"\s*(?:export\s+)?(FIRSTNOTICE_[A-Z_]+)\s*=")


class NotStarted(Exception):
    """A process ended or did not get ready in time; the text names its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of what is measured: one thread for matrices, none of this installation's settings, and `more`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FIRSTNOTICE_") or name == "FIRSTNOTICE_ENGINE_PYTHON"
    }
    # Without compiled files Rasa's imports take three times as long.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    # An empty setting wins over one in .env and means the default: no benchmark may reach a real database or channel.
    file = ROOT / ".env"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    blank = {found.group(1): "" for line in lines if (found := _SETTING.match(line))}
    return kept | blank | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} | dict(more)


class Started:
    """A process and its children; use as a context, which ends all of them."""

    def __init__(
        self, command: Sequence[str], variables: Mapping[str, str], log: Path, cwd: Path = ROOT
    ) -> None:
        self.log = log
        self._output: IO[bytes] = log.open("wb")
        self._process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent,
        )

    def __enter__(self) -> "Started":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def check(self) -> None:
        """Raises NotStarted once the process has ended."""
        if self._process.poll() is not None:
            raise NotStarted(
                f"a process ended with code {self._process.returncode}; its words are in {self.log}"
            )

    def code(self) -> int | None:
        """The exit code, or None while the process runs."""
        return self._process.poll()

    def family(self) -> list[psutil.Process]:
        """The process and all its children that run now."""
        try:
            process = psutil.Process(self._process.pid)
            return [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def part(self, mark: str) -> psutil.Process:
        """The process of the family with that word in its command. Raises NotStarted."""
        for process in reversed(self.family()):
            if mark in process.cmdline():
                return process
        raise NotStarted(f"no process with {mark} in its command; see {self.log}")

    def end(self) -> None:
        """End the process, then whatever is left of its family."""
        family = self.family()
        if self._process.poll() is None:
            self._process.terminate()
        _, left = psutil.wait_procs(family, _PATIENCE)
        for process in left:
            process.kill()
        self._process.wait()
        self._output.close()


def cpu_seconds(process: psutil.Process) -> float:
    """Processor time that the process has used so far, all threads."""
    times = process.cpu_times()
    return float(times.user + times.system)


def resident(process: psutil.Process) -> int:
    """Bytes in memory."""
    return int(process.memory_info().rss)
