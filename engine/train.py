"""Trains the engine's model: `engine/.venv/bin/python engine/train.py --out var/models/engine [--if-changed]`.

Reads config.yml, domain.yml, data/{nlu,rules,stories,wording} and what staff reviewed (`reviewed/nlu.yml` beside the
model's folder); writes model.tar.gz and the fingerprint of these inputs.
Exit codes: 0 trained or unchanged, 1 training failed.
"""

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import List, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))

import launch
from components.model_files import FINGERPRINT, MODEL, fingerprint, is_current, reviewed

_DATA = ("data/nlu", "data/rules", "data/stories")


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Train the engine's model.")
    parser.add_argument("--out", type=Path, default=Path("var/models/engine"), help="folder for the model")
    parser.add_argument("--if-changed", action="store_true", help="do nothing when the inputs are the same")
    options = parser.parse_args(arguments)
    out = options.out.resolve()
    if options.if_changed and is_current(out, launch.ROOT):
        _say("the engine's model is up to date")
        return 0
    return train(out)


def train(out: Path) -> int:
    """Trains into `out`, replacing the model there in one step."""
    begun = time.monotonic()
    also = reviewed(out)
    inputs = fingerprint(launch.ROOT, also)
    out.mkdir(parents=True, exist_ok=True)
    _say("loading Rasa")
    launch.prepare()
    import numpy as np
    from rasa.model_training import train as rasa_train

    launch.quiet_logs()
    random.seed(7)
    np.random.seed(7)
    os.chdir(launch.ROOT)
    with tempfile.TemporaryDirectory(dir=out, prefix=".training-") as work:
        # Rasa's cache makes a change of wording a matter of seconds; it would otherwise appear as .rasa/ in the repository.
        os.environ["RASA_CACHE_DIRECTORY"] = str(out / "cache")
        _say("training the language model and the dialogue rules")
        # Rasa announces the temporary place where it put the model.
        with contextlib.redirect_stdout(io.StringIO()):
            result = rasa_train(
                domain="domain.yml",
                config="config.yml",
                training_files=[path for path in (*_DATA, str(also)) if Path(path).exists()],
                output=work,
                fixed_model_name=MODEL,
            )
        if result.code != 0 or not result.model:
            _say("training failed")
            return 1
        (Path(work) / FINGERPRINT).write_text(inputs + "\n", "utf-8")
        # The model first: with an old fingerprint beside a new model it is merely trained once more.
        (out / FINGERPRINT).unlink(missing_ok=True)
        os.replace(Path(work) / MODEL, out / MODEL)
        os.replace(Path(work) / FINGERPRINT, out / FINGERPRINT)
    _say(f"trained in {time.monotonic() - begun:.0f} s: {out / MODEL}")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
