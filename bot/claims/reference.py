"""The claim's reference, for people to read out: `FN-26-7K3QD`.

Two digits of the year, four random characters and a check character, in Crockford's base 32 (no I, L, O, U), so
that a mistyped or swapped character is noticed. Check: position-weighted sum modulo 31; since 31 is prime and every weight and
every difference of characters stays below it, all single errors and all swaps of neighbours within the random part are found.
"""

import random
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2"})
_SHAPE = re.compile(r"([A-Z]{2})[\s-]*(\d{2})[\s-]*([0-9A-Z]{5,7})", re.IGNORECASE | re.ASCII)
_LENGTH = 4


def new_reference(prefix: str, year: int, randomness: random.Random, length: int = _LENGTH) -> str:
    """A fresh reference; whoever stores it makes sure that it is unique and asks again if it is not."""
    body = "".join(randomness.choice(_ALPHABET) for _ in range(length))
    return f"{prefix}-{year % 100:02d}-{body}{_check(f'{year % 100:02d}{body}')}"


def parse_reference(text: str) -> str | None:
    """The reference named in `text`, in its proper form, or None if there is none or its check character is wrong."""
    for found in _SHAPE.finditer(text):
        prefix, year, rest = (
            found.group(1).upper(),
            found.group(2),
            found.group(3).upper().translate(_MISREAD),
        )
        if _check(year + rest[:-1]) == rest[-1]:
            return f"{prefix}-{year}-{rest}"
    return None


def _check(body: str) -> str:
    total = sum(weight * _ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return _ALPHABET[total % len(_ALPHABET)]
