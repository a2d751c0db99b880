"""What has to be settled before Rasa is imported: threads, telemetry, module path, TensorFlow's absence.

Used by run.py and train.py. People who use Rasa's own commands set the same by hand, from the repository root:
`PYTHONPATH=engine OMP_NUM_THREADS=1 RASA_TELEMETRY_ENABLED=false engine/.venv/bin/rasa shell nlu -m var/models/engine`.
"""

import importlib
import logging
import os
import sys
from pathlib import Path

ENGINE = Path(__file__).resolve().parent
ROOT = ENGINE.parent

_ENVIRONMENT = {
    # Two processes share few cores; numpy's matrices here are too small to gain from threads.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    # Without it Rasa draws progress bars, line upon line where there is no terminal.
    "LOG_LEVEL": "ERROR",
}


def prepare() -> None:
    """Sets the process up for Rasa."""
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("MPLCONFIGDIR", "/tmp/firstnotice-matplotlib")
    # Filters do not last: some library resets them. Old libraries warn a lot, and never about us.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    if str(ENGINE) not in sys.path:
        sys.path.insert(0, str(ENGINE))
    from without_tensorflow import stand_in

    if not stand_in():
        # skops compares its list of types with every loaded module: 3 s now, 20 s once TensorFlow is there.
        importlib.import_module("skops.io")


def quiet_logs(level: int = logging.WARNING) -> None:
    """Logs to stderr from `level` on, Rasa's structured logs included, which would otherwise quote messages."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(max(level, logging.WARNING))
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True)
    for name in ("rasa", "sanic.root", "sanic.error", "sanic.access", "matplotlib", "apscheduler"):
        logging.getLogger(name).setLevel(max(level, logging.ERROR))
