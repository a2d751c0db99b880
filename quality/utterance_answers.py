"""Trains the engine's intents and asks them for labelled utterances; runs in the engine's environment.

Writes a JSON line for each: `{lang, intent, got, confidence}`.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "engine")]

from components.intent_training import fit  # noqa: E402

from quality.intent_folds import read  # noqa: E402


def main() -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Name the intents of labelled utterances.")
    parser.add_argument("folder", type=Path, help="folder of the annotated examples, data/nlu")
    parser.add_argument("files", type=Path, nargs="+", help="JSON lines {text, context, intent, lang}")
    options = parser.parse_args()
    model = fit(read(options.folder))
    for file in options.files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            got, confidence = model.rank(row["text"], row.get("context") or "")[0]
            answer = {
                "lang": row["lang"],
                "intent": row["intent"],
                "got": got,
                "confidence": round(confidence, 4),
            }
            sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
