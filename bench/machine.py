"""The machine and the versions that the figures belong to."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bot.commands.processes import engine_python


@dataclass(frozen=True)
class Machine:
    """`busy` is the load average over the minute before the run, over the number of cores."""

    date: str
    cores: int
    cpu: str
    memory_gb: float
    system: str
    python: str
    engine_python: str
    busy: float

    @classmethod
    def here(cls) -> "Machine":
        engine = subprocess.run(
            [str(engine_python()), "--version"], capture_output=True, text=True, timeout=30
        )
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return cls(
            date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            cores=cores,
            cpu=_cpu_model(Path("/proc/cpuinfo")),
            memory_gb=psutil.virtual_memory().total / 2**30,
            system=f"{platform.system()} {platform.machine()}",
            python=platform.python_version(),
            engine_python=engine.stdout.strip().removeprefix("Python "),
            busy=os.getloadavg()[0] / cores,
        )


def _cpu_model(file: Path) -> str:
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or "unknown"
