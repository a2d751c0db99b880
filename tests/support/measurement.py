"""`python -m quality --quick` beside the tests."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.commands.processes import ROOT


@dataclass(frozen=True, slots=True)
class Measured:
    """What was printed, and how it ended."""

    code: int
    printed: str
    errors: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """One that goes on; its output goes to files, since nobody reads it meanwhile."""

    process: "subprocess.Popen[bytes]"
    folder: "tempfile.TemporaryDirectory[str]"

    @classmethod
    def start(cls) -> "Measurement":
        """In a process of its own, because the number of threads has to be set before numpy is loaded; others go first."""
        folder = tempfile.TemporaryDirectory()
        with open(Path(folder.name) / "out", "wb") as out, open(Path(folder.name) / "err", "wb") as errors:
            process = subprocess.Popen(
                ["nice", sys.executable, "-m", "quality", "--quick"],
                cwd=ROOT,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                stdout=out,
                stderr=errors,
            )
        return cls(process, folder)

    def end(self) -> Measured:
        """Wait for it."""
        code = self.process.wait()
        printed, errors = ((Path(self.folder.name) / name).read_text("utf-8") for name in ("out", "err"))
        return Measured(code, printed, errors)

    def stop(self) -> None:
        """End it if it still goes on."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        self.folder.cleanup()
