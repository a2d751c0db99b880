"""Cross-validates the engine's intents; runs in the engine's environment and writes a JSON line for each example.

`{intent, got, confidence}`, and if the example follows a question also `got_alone` and `confidence_alone`: what it
is taken for without that question.
"""

import argparse
import json
import re
import sys
import zlib
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "engine"))

from components import intent_training  # noqa: E402
from components.intent_features import Encoder  # noqa: E402
from components.intent_training import Example, fit  # noqa: E402

FOLDS = 5
_NO_WORD = re.compile(r"\W+")


class Remembering(Encoder):  # type: ignore[misc]
    """Encodes every text once for all folds."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, np.ndarray] = {}

    def texts(self, texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().texts(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def main() -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Cross-validate the intents.")
    parser.add_argument("folder", type=Path, help="folder of the annotated examples, data/nlu")
    examples = read(parser.parse_args().folder)
    encoder = Remembering()
    intent_training.Encoder = lambda: encoder
    folds = [fold_of(example.text) for example in examples]
    for fold in range(FOLDS):
        model = fit([example for example, its in zip(examples, folds, strict=True) if its != fold])
        model.encoder = encoder
        for example, its in zip(examples, folds, strict=True):
            if its == fold:
                got, confidence = model.rank(example.text, example.question)[0]
                answer = {"intent": example.intent, "got": got, "confidence": round(confidence, 4)}
                if example.question:
                    got, confidence = model.rank(example.text)[0]
                    answer.update(got_alone=got, confidence_alone=round(confidence, 4))
                sys.stdout.write(json.dumps(answer) + "\n")
    return 0


def read(folder: Path) -> list[Example]:
    """All examples of all files, in order."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [
        Example(each["text"].strip(), (each.get("metadata") or {}).get("context") or "", block["intent"])
        for path in sorted(folder.glob("*.yml"))
        for block in yaml.load(path.read_text("utf-8"), Loader=loader)["nlu"]
        for each in block["examples"]
    ]


def fold_of(text: str) -> int:
    """The fold of a text; the same for all that differ in capitals, spaces or punctuation only.

    It depends on nothing but the text, so that new examples leave the others where they were.
    """
    folded = _NO_WORD.sub(" ", text.casefold()).strip() or text
    return zlib.crc32(folded.encode("utf-8")) % FOLDS


if __name__ == "__main__":
    sys.exit(main())
