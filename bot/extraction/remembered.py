"""Answers about single words, kept because most words of a message are common ones."""

from collections.abc import Callable
from functools import lru_cache

_LONGEST = 40
"""Characters of a word that is kept. Longer ones are rare, and somebody could fill the memory with them."""


def remembered[T](find: Callable[[str], T], words: int) -> Callable[[str], T]:
    """`find`, which remembers what it answered about the last so many `words`."""
    kept = lru_cache(maxsize=words)(find)
    return lambda word: kept(word) if len(word) <= _LONGEST else find(word)
