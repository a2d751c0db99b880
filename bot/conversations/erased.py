"""What an erasure has left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Erased:
    reports: tuple[str, ...] = ()
    """References of reports that stay with the insurer, with the words and documents they rest on."""
    files: tuple[str, ...] = ()
    """Names in the file store that belong to nothing any more."""
