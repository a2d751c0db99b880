"""What the examples that staff reviewed are worth to the engine's intents; runs in the engine's environment.

Writes a JSON line for each answer, `{set, intent, before, after}`: `before` is learnt from the shipped examples alone,
`after` from those and the reviewed ones. Of `reviewed` none of the same conversation was learnt; of `held out` none at all.
"""

import argparse
import json
import sys
import zlib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "engine")]

from components import intent_training  # noqa: E402
from components.intent_model import IntentModel  # noqa: E402
from components.intent_training import Example, fit  # noqa: E402

from quality.intent_folds import Remembering, read  # noqa: E402

FOLDS = 3


def main() -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Measure what reviewed examples are worth.")
    parser.add_argument("folder", type=Path, help="folder of the annotated examples, data/nlu")
    parser.add_argument("reviewed", type=Path, help="the reviewed examples, nlu.yml")
    parser.add_argument("files", type=Path, nargs="*", help="JSON lines {text, context, intent}")
    options = parser.parse_args()
    encoder = Remembering()
    intent_training.Encoder = lambda: encoder
    shipped, reviewed = read(options.folder), of_people(options.reviewed)
    base = fit(shipped)
    for fold in sorted({its for its, _ in reviewed}):
        known = fit([*shipped, *(example for its, example in reviewed if its != fold)])
        for its, example in reviewed:
            if its == fold:
                tell("reviewed", example, base, known)
    known = fit([*shipped, *(example for _, example in reviewed)])
    for file in options.files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            tell("held out", Example(row["text"], row.get("context") or "", row["intent"]), base, known)
    return 0


def tell(name: str, example: Example, before: IntentModel, after: IntentModel) -> None:
    """What an example is taken for by both models."""
    named = {
        key: model.rank(example.text, example.question)[0][0]
        for key, model in (("before", before), ("after", after))
    }
    sys.stdout.write(json.dumps({"set": name, "intent": example.intent, **named}) + "\n")


def of_people(file: Path) -> list[tuple[int, Example]]:
    """(fold, example) of each: what one person said is in one fold."""
    return [
        (
            zlib.crc32(each["metadata"]["conversation"].encode("utf-8")) % FOLDS,
            Example(each["text"], each["metadata"].get("context") or "", block["intent"]),
        )
        for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]
        for each in block["examples"]
    ]


if __name__ == "__main__":
    sys.exit(main())
