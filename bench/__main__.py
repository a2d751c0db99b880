"""`python -m bench [--quick]`: measures, prints the tables, and keeps them in docs/benchmarks.md and var/bench/."""

import argparse
import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

# Before numpy is loaded: with more threads than cores its small matrices take a hundred times as long.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

from bench import report
from bench.processes import NotStarted
from bench.run import FULL, QUICK, run
from bot.commands.processes import ROOT
from bot.settings import Settings

PAGE = ROOT / "docs" / "benchmarks.md"
_MOST_SECONDS = {True: 240.0, False: 900.0}
"""After so long a run is given up, by `quick`."""


def main() -> int:
    """0 when everything was measured, 1 when something did not start or took too long."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure beside Rasa's default.")
    parser.add_argument(
        "--quick", action="store_true", help="a run of three minutes for trying; the page stays as it is"
    )
    options = parser.parse_args()
    # So that what was started is ended on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    settings = Settings.from_environment()
    folder = settings.data_dir / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    plan = QUICK if options.quick else FULL
    work = Path(tempfile.mkdtemp(prefix="run-", dir=folder))
    try:
        measuring = asyncio.wait_for(
            run(plan, settings.models_dir, folder / "rasa", work), _MOST_SECONDS[plan.quick]
        )
        results = asyncio.run(measuring)
    except NotStarted as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except TimeoutError:
        sys.stderr.write(f"Given up: the run took too long. What the processes said is in {work}.\n")
        return 1
    shutil.rmtree(work, ignore_errors=True)
    raw = folder / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    raw.write_text(json.dumps(asdict(results), indent=1, ensure_ascii=False), "utf-8")
    sys.stdout.write(report.figures(results) + f"\n\nRaw figures: {raw}\n")
    if not plan.quick:
        report.write(PAGE, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
