"""Small things about processes and ports that several commands need."""

import ctypes
import os
import signal
import socket
import sys
from pathlib import Path

PORT_TAKEN = 98
"""Exit code of a process whose port another one holds (Linux' number for that error)."""
ROOT = Path(__file__).resolve().parents[2]
ENGINE_PYTHON = ROOT / "engine" / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_PR_SET_PDEATHSIG = 1


def engine_python() -> Path:
    """The Python of the engine's environment; FIRSTNOTICE_ENGINE_PYTHON names another."""
    return Path(os.environ.get("FIRSTNOTICE_ENGINE_PYTHON") or ENGINE_PYTHON)


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def die_with_parent() -> None:
    """On Linux, end this process when the one that started it ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
