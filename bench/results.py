"""Everything that one run measured; what was not measured stays None and is left out of the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.figures import Level
from bench.longer import LongMessage
from bench.machine import Machine
from bench.rasa import Training


@dataclass
class Side:
    """One of the two systems. Latencies of the long conversation in seconds, memory in bytes."""

    levels: dict[int, Level] = field(default_factory=dict)
    first_answer: float | None = None
    long_conversation: Sequence[float] = ()
    memory: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Results:
    machine: Machine
    quick: bool
    ours: Side = field(default_factory=Side)
    rasa: Side | None = None
    rasa_training: Training | None = None
    turns_a_notice: float | None = None
    pace: Level | None = None
    long_message: LongMessage | None = None
    extraction_p95: float | None = None
    extraction_start: float | None = None
    training_seconds: float | None = None
    seconds: float = 0.0
