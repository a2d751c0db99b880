"""Names the intent of messages: JSON lines `{"text", "context"?}` in, `{"intent", "confidence"}` out, in order.

Uses the intent model inside the trained engine model and starts in a second, for Rasa itself is not needed. A line that
makes no sense is answered with `{"error": ...}`. Exit code 3: there is no usable model.
"""

import argparse
import io
import json
import os
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Optional

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from components.intent_model import FILE, IntentModel
from components.model_files import model_file
from components.turns import InvalidTurn, read_text

NO_MODEL = 3


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Name the intents of messages.")
    parser.add_argument(
        "--model", type=Path, default=Path("var/models/engine"), help="model file or its folder"
    )
    options = parser.parse_args(arguments)
    archive = model_file(options.model)
    try:
        model = None if archive is None else load(archive)
    except (OSError, ValueError, KeyError, tarfile.TarError):
        model = None
    if model is None:
        sys.stderr.write(f"there is no trained model at {options.model}: run `python -m bot train` first\n")
        return NO_MODEL
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"):
        if line.strip():
            sys.stdout.write(json.dumps(understand(model, line)) + "\n")
            sys.stdout.flush()
    return 0


def load(archive: Path) -> IntentModel:
    """The intent model in a Rasa model archive; raises ValueError when there is none."""
    with tarfile.open(archive) as tar, tempfile.TemporaryDirectory() as folder:
        for member in tar:
            content = tar.extractfile(member) if Path(member.name).name == FILE else None
            if content is not None:
                path = Path(folder) / FILE
                path.write_bytes(content.read())
                return IntentModel.load(path)
    raise ValueError("the archive holds no intent model")


def understand(model: IntentModel, line: str) -> Dict[str, Any]:
    """The answer to one line."""
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise InvalidTurn("bad_request", "a line must be a JSON object")
        context = row.get("context")
        if not isinstance(context, (str, type(None))):
            raise InvalidTurn("bad_request", "context must be a string or null")
        intent, confidence = model.rank(read_text(row.get("text")), context)[0]
    except ValueError:
        return {"error": "the line is not JSON"}
    except InvalidTurn as invalid:
        return {"error": str(invalid)}
    return {"intent": intent, "confidence": round(confidence, 4)}


if __name__ == "__main__":
    sys.exit(main())
