"""The one-time code by which a draft goes on in another conversation: `K7-42-Q9`.

Three pairs in which no character looks like another (no vowels, 0, 1, B, L, S or Z), with a digit in each and two letters at
least, so that no word, date, plate or policy number is taken for one. There are 34 million of them.
"""

import random
import re
from datetime import timedelta

LASTS = timedelta(minutes=30)
_DIGITS, _LETTERS = "23456789", "CDFGHJKMNPQRTVWXY"
_PAIR = rf"(?:[{_DIGITS}][{_DIGITS}{_LETTERS}]|[{_LETTERS}][{_DIGITS}])"
_GAP = r"[\s.\-‐‑–—_/]{0,3}"
_CODE = re.compile(rf"(?<![\w-]){_PAIR}{_GAP}{_PAIR}{_GAP}{_PAIR}(?![\w-])", re.IGNORECASE)
_ALONE = re.compile(
    rf"{_GAP}".join(["(?:code)?[:=]?", *[rf"[{_DIGITS}{_LETTERS}]"] * 6, "[.!]?"]), re.IGNORECASE
)
"""A message that is nothing but a code, however it is spaced."""
_FEW = 4


def new_code(randomness: random.Random) -> str:
    while True:
        characters = "".join(randomness.choice(_DIGITS + _LETTERS) for _ in range(6))
        written = "-".join(characters[place : place + 2] for place in (0, 2, 4))
        if find_code(written):
            return written


def is_code(text: str) -> bool:
    """Whether a text is little else than a code."""
    return len(text.split()) <= _FEW and find_code(text) is not None


def find_code(text: str) -> str | None:
    """The code that a text holds, in its proper form; None if it holds none."""
    whole = text.strip()
    spaced = re.sub(r"(?i)^code\b|\W|_", "", whole) if _ALONE.fullmatch(whole) else ""
    for found in _CODE.finditer(f"{text} {spaced}"):
        code = re.sub(r"[\W_]", "", found.group()).upper()
        if sum(character in _LETTERS for character in code) >= 2:
            return f"{code[:2]}-{code[2:4]}-{code[4:]}"
    return None
