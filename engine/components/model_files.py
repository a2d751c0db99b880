"""Where a trained model lies, and the fingerprint of what it was trained from. Imports nothing heavy."""

import hashlib
from pathlib import Path
from typing import Iterator, Optional

MODEL = "model.tar.gz"
FINGERPRINT = "fingerprint"
_SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu/**/*.yml",
    "data/rules/**/*.yml",
    "data/stories/**/*.yml",
    "data/wording/**/*.yml",
    "engine/components/**/*.py",
)
_LEARNING = ("intent_*.py", "cues.py", "questions.py")
"""Next to this file, what decides what the intent model learns from an example."""

REVIEWED = Path("reviewed") / "nlu.yml"
"""Examples that staff reviewed, beside the folder of the model."""


def reviewed(folder: Path) -> Path:
    """Where the reviewed examples of the model in `folder` lie, if there are any."""
    return folder.parent / REVIEWED


def fingerprint(root: Path, also: Optional[Path] = None) -> str:
    """A digest of everything under `root` that shapes a model, and of the file `also` if there is one."""
    digest = hashlib.sha256()
    if also is not None and also.is_file():
        digest.update(hashlib.sha256(also.read_bytes()).digest())
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode("utf-8") + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def learning() -> str:
    """A digest of the code that learns intents, by which Rasa's cache tells whether what it keeps was learnt by it."""
    here = Path(__file__).parent
    paths = sorted(path for pattern in _LEARNING for path in here.glob(pattern))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def model_file(path: Path) -> Optional[Path]:
    """The model archive that `path`, a file or a folder, stands for; None when there is none."""
    candidate = path / MODEL if path.is_dir() else path
    return candidate if candidate.is_file() else None


def is_current(folder: Path, root: Path) -> bool:
    """Whether the model in `folder` was trained from what lies under `root`, and from what was reviewed, as it is now."""
    kept = folder / FINGERPRINT
    return (
        model_file(folder) is not None
        and kept.is_file()
        and kept.read_text("utf-8").strip() == fingerprint(root, reviewed(folder))
    )


def _sources(root: Path) -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from sorted(root.glob(pattern))
