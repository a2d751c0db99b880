"""Names that people here are given; alone they are those of somebody whom the writer knows."""

from functools import cache
from pathlib import Path


def is_given_name(word: str) -> bool:
    """Whether a word, in capitals or not, is one of the usual ones: "Pawel", "uschi"."""
    return word.casefold() in _names()


def begins_given(name: str) -> bool:
    """Whether a first name, or the first half of a double one, is usual: "Anna-Lena"."""
    return is_given_name(name.split("-")[0])


@cache
def _names() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "grammar" / "given_names.txt").read_text("utf-8").split())
