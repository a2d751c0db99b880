"""`python -m quality [--keep | --quick | --with-reviewed]`: measures reading and understanding, compares with docs/quality.md."""

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date

# Before numpy is loaded: with more threads than cores its small matrices take a hundred times as long.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

from bot.commands.processes import ROOT
from bot.commands.train import REVIEWED
from bot.settings import Settings
from quality import intents, kept, reports, reviewed, utterances
from quality.figures import Run, below_target, figures, text

PAGE = ROOT / "docs" / "quality.md"
REPORTS, LABELLED, NLU = ROOT / "data" / "reports", ROOT / "data" / "eval", ROOT / "data" / "nlu"


def main() -> int:
    """0 if nothing fell, 1 if a figure fell by more than the tolerance, 2 if something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m quality", description="Measure reading and understanding."
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--keep", action="store_true", help="keep these figures as those to compare with")
    choice.add_argument(
        "--quick",
        action="store_true",
        help="only what is labelled: leave out cross-validation, four fifths of the time",
    )
    choice.add_argument(
        "--with-reviewed", action="store_true", help="only what staff's review is worth: before and after it"
    )
    options = parser.parse_args()
    if options.with_reviewed:
        return gains()
    begun = time.monotonic()
    try:
        run = measure(quick=options.quick)
    except intents.NotMeasured as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    found, page = figures(run), PAGE.read_text("utf-8")
    sys.stdout.write(f"{text(run)}\n\n")
    missed, fallen = below_target(found), kept.worse(kept.kept_figures(page), found)
    for title, lines in (("Below target", missed), ("Fallen", fallen)):
        sys.stdout.write(f"{title}: {'nothing' if not lines else ''}\n")
        sys.stdout.writelines(f"  {line}\n" for line in lines)
    sys.stderr.write(f"measured in {time.monotonic() - begun:.0f} s\n")
    if options.keep:
        kept.keep(PAGE, f"Measured on {date.today().isoformat()}.\n\n{text(run)}")
        return 0
    return 1 if fallen else 0


def gains() -> int:
    """What staff's review is worth; 2 if it could not be measured."""
    folder = Settings.from_environment().models_dir / REVIEWED
    try:
        found = reviewed.measure(NLU, [LABELLED / file for file in utterances.FILES], REPORTS, folder)
    except intents.NotMeasured as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.writelines(f"{gain}\n" for gain in found)
    return 0


def measure(*, quick: bool) -> Run:
    """Everything, or with `quick` only what is labelled; the intents beside the reports. Raises NotMeasured."""
    with ThreadPoolExecutor(1) as beside, nullcontext() if quick else intents.measure(NLU) as measuring:
        answers = beside.submit(utterances.measure, NLU, LABELLED)
        learnable = reports.Learnable.read(REPORTS)
        _say(f"{len(learnable.reports)} reports read")
        sets = reports.score_sets(learnable, reports.labelled(LABELLED))
        _say("labelled reports scored")
        if measuring is None:
            return Run(sets, utterances=answers.result())
        learnt = reports.cross_validate(learnable, _say)
        return Run(sets, learnt, measuring.scores(), answers.result())


def _say(step: str) -> None:
    sys.stderr.write(f"quality: {step}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
