"""The engine's own modules on the import path: those that need no Rasa run here, the others in a process of their own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "engine"))
