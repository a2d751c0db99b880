"""Letters without their marks, so that a search finds Müller by "Muller" and the other way round."""

import re
import unicodedata
from collections import defaultdict


def _pairs() -> dict[str, str]:
    """Each letter of the Latin alphabets with the small one under its marks; a database may know capitals of ASCII only."""
    letters = map(chr, range(0xC0, 0x250))
    small = {letter: unicodedata.normalize("NFD", letter)[0].lower() for letter in letters}
    return {letter: under for letter, under in small.items() if under != letter}


_PAIRS = _pairs()
_LOOSE = "".join(map(chr, range(0x300, 0x370)))
"""Marks that stand behind their letter, as some keyboards write them."""
MARKED, PLAIN = "".join(_PAIRS) + _LOOSE, "".join(_PAIRS.values())
"""For `translate` of SQL: letters beside the ones that they become; those without one go."""
_WITH_MARKS: defaultdict[str, str] = defaultdict(str)
for _letter, _under in _PAIRS.items():
    _WITH_MARKS[_under] += _letter
_OTHER = re.compile(r"[^\x00-\x7f]")
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_TWO = re.compile("([aou])e")


def folded(text: str) -> str:
    """Small letters without marks."""
    # Most of what is written has none.
    return text.lower() if text.isascii() else _OTHER.sub(_plain, text).lower()


def _plain(found: re.Match[str]) -> str:
    return "" if found[0] in _LOOSE else _PAIRS.get(found[0], found[0])


def spellings(word: str) -> tuple[str, ...]:
    """The folded ways in which a word may be written: its umlauts as they are or spelt out, ß as ss."""
    small = unicodedata.normalize("NFC", word).lower()
    out = "".join(_SPELT_OUT.get(letter, letter) for letter in small)
    ways = [small, out, _TWO.sub(r"\1", out), out.replace("ss", "ß"), _TWO.sub(r"\1", out).replace("ss", "ß")]
    return tuple(dict.fromkeys(map(folded, ways)))


def pattern(word: str) -> str:
    """A regular expression that finds a word within others, however its marks are written; for both databases.

    To look for every way to write a letter takes them a hundredth of the time that folding ten thousand names takes.
    """
    return "|".join("".join(map(_any_way, way)) for way in spellings(word))


def _any_way(letter: str) -> str:
    if not letter.isalpha():
        return re.escape(letter)
    capital = letter.upper() if len(letter.upper()) == 1 else ""
    return f"[{letter}{capital}{_WITH_MARKS[letter]}][{_LOOSE[0]}-{_LOOSE[-1]}]*"
