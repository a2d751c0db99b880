"""Tables of words and patterns: the YAML files of `grammar/` and of catalogues' cues."""

from pathlib import Path
from typing import Any

import yaml

# libyaml's loader takes a tenth of the time, which is half of the extractor's start; wheels of some systems lack it.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(path: Path) -> Any:
    """What a YAML file holds. Raises OSError, or yaml.YAMLError for what is none."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)
