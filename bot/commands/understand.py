"""`python -m bot understand`: JSON lines `{text, context?}` in, `{intent, confidence}` out, through the trained engine.

The engine has an environment of its own, so its interpreter runs as a child process and gets the lines one by one.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.commands.processes import ROOT, engine_python
from bot.settings import Settings

_CHILD_NO_MODEL = 3


class NoModel(Exception):
    """There is no trained model, or no engine environment to ask it with."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--model", type=Path, default=None, help="model file or its folder")


def main(args: argparse.Namespace) -> int:
    """Answer every line of standard input; exit code 2 without a trained model."""
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
    model = model or Settings.from_environment().engine_model
    if not model.exists():
        raise NoModel(_no_model(model))
    python = engine_python()
    command = [str(python), str(ROOT / "engine" / "understand.py"), "--model", str(model)]
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
    except OSError as error:
        raise NoModel(f"there is no engine environment at {python}: `make run` lays it") from error
    with child:
        try:
            for line in lines:
                yield _ask(child, line)
        except BrokenPipeError:
            child.wait()
            if child.returncode == _CHILD_NO_MODEL:
                raise NoModel(_no_model(model)) from None
            raise
        finally:
            child.kill()


def _ask(child: subprocess.Popen[str], line: str) -> dict[str, Any]:
    """One line in, one line out; raises BrokenPipeError when the child has ended."""
    if child.stdin is None or child.stdout is None:
        raise BrokenPipeError
    # A line break inside a line would shift all later answers.
    child.stdin.write(" ".join(line.splitlines()) + "\n")
    child.stdin.flush()
    answer = child.stdout.readline()
    if not answer:
        raise BrokenPipeError
    result: dict[str, Any] = json.loads(answer)
    return result


def _no_model(path: Path) -> str:
    return f"there is no trained model at {path}: run `python -m bot train` first"
