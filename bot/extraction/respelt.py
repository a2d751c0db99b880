"""Words one slip of the finger away from a known one: "abschicken bite", "yes thats rigt"."""

import re
from collections.abc import Collection

_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORTEST = 5
"""Letters of a known word; shorter ones lie too close to each other."""


def respelt(text: str, known: Collection[str]) -> str:
    """The text with each word that is unknown, but one slip away from a known one, put right.

    The first letter is taken for meant: "wichtig" is no "richtig".
    """
    return _WORD.sub(lambda found: _meant(found.group(), known), text)


def _meant(word: str, known: Collection[str]) -> str:
    typed = word.lower()
    if typed in known:
        return word
    close = (each for each in known if len(each) >= _SHORTEST and is_slip(typed, each))
    return next(close, word)


def is_slip(typed: str, meant: str) -> bool:
    """Whether one letter too many, too few, changed or swapped with its neighbour parts two words that begin alike."""
    if typed[:1] != meant[:1] or abs(len(typed) - len(meant)) > 1:
        return False
    same = 0
    while same < min(len(typed), len(meant)) and typed[same] == meant[same]:
        same += 1
    one, two = typed[same:], meant[same:]
    if len(one) != len(two):
        return one[1:] == two or one == two[1:]
    return one[1:] == two[1:] or (one[1::-1] == two[:2] and one[2:] == two[2:])
