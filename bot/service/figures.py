"""Figures of the service's own work, for `/metrics`."""

from prometheus_client import Counter, Histogram

MESSAGES = Counter("firstnotice_messages", "Messages of insureds that were stored, each once")
TURNS = Counter("firstnotice_turns", "Attempts to answer a message, by how they ended", ["end"])
TURN_SECONDS = Histogram(
    "firstnotice_turn_seconds",
    "From taking a message up to its answer being stored",
    buckets=(0.02, 0.04, 0.06, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
)
