"""`python -m bot understand`: JSON lines `{text, context?}` in, `{intent, confidence}` out, through the trained engine model.

The engine has an environment of its own, so its interpreter runs as a child process and lines are passed one by one.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_PYTHON_VARIABLE = "FIRSTNOTICE_ENGINE_PYTHON"
_DATA_VARIABLE = "FIRSTNOTICE_DATA_DIR"
_CHILD_NO_MODEL = 3


class NoModel(Exception):
    """There is no trained model, or no engine environment to ask it with."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--model", type=Path, default=None, help="model file or its folder")


def main(args: argparse.Namespace) -> int:
    """Answers every line of standard input; 2 when there is no model."""
    try:
        # Read in binary: a stray byte in one line must not end the run.
        lines = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        for answer in _answers((line for line in lines if line.strip()), args.model):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    except NoModel as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    return 0


def understand(rows: Iterable[dict[str, Any]], model: Path | None = None) -> Iterator[dict[str, Any]]:
    """The intent and confidence for each row `{text, context?}`, in order; raises NoModel."""
    return _answers((json.dumps(row) for row in rows), model)


def _answers(lines: Iterable[str], model: Path | None) -> Iterator[dict[str, Any]]:
    folder = model or Path(os.environ.get(_DATA_VARIABLE) or _ROOT / "var") / "models" / "engine"
    python = Path(os.environ.get(_PYTHON_VARIABLE) or _ROOT / "engine" / ".venv" / "bin" / "python")
    if not folder.exists():
        raise NoModel(_no_model(folder))
    command = [str(python), str(_ROOT / "engine" / "understand.py"), "--model", str(folder)]
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
    except OSError as error:
        raise NoModel(f"there is no engine environment at {python}: see engine/pyproject.toml") from error
    with child:
        assert child.stdin is not None and child.stdout is not None
        try:
            for line in lines:
                # One line in is one line out, so a line break inside a line would shift all later answers.
                child.stdin.write(" ".join(line.splitlines()) + "\n")
                child.stdin.flush()
                answer = child.stdout.readline()
                if not answer:
                    raise BrokenPipeError
                yield json.loads(answer)
        except BrokenPipeError:
            child.wait()
            if child.returncode == _CHILD_NO_MODEL:
                raise NoModel(_no_model(folder)) from None
            raise
        finally:
            try:
                child.stdin.close()
            except BrokenPipeError:
                child.kill()


def _no_model(folder: Path) -> str:
    return f"there is no trained model at {folder}: run `python -m bot train` first"
