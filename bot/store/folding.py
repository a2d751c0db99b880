"""Letters without their marks, so that a search finds Müller by "Muller" and the other way round."""

import re
import unicodedata


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
_OTHER = re.compile(r"[^\x00-\x7f]")
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_TWO = re.compile("([aou])e")


def folded(text: str) -> str:
    """Small letters without marks."""
    # Most of what is written has none, and a search goes through ten thousand names.
    return text.lower() if text.isascii() else _OTHER.sub(_under, text).lower()


def says_any(text: str, words: str) -> bool:
    """Whether a text has one of the folded words, which stand in lines of their own; SQLite asks this."""
    plain = folded(text)
    return any(word in plain for word in words.split("\n"))


def _under(found: re.Match[str]) -> str:
    return "" if found[0] in _LOOSE else _PAIRS.get(found[0], found[0])


def spellings(word: str) -> tuple[str, ...]:
    """The folded ways in which a word may be written: its umlauts as they are or spelt out, ß as ss."""
    small = unicodedata.normalize("NFC", word).lower()
    out = "".join(_SPELT_OUT.get(letter, letter) for letter in small)
    ways = [small, out, _TWO.sub(r"\1", out), out.replace("ss", "ß"), _TWO.sub(r"\1", out).replace("ss", "ß")]
    return tuple(dict.fromkeys(map(folded, ways)))
