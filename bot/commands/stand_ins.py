"""Invented names and numbers that stand for real ones: the same for the same, and none that occurs in the original.

They come in a fixed order, not from a hash of what they replace, so that nobody can try originals until one fits.
"""

import itertools
import random
import re
from collections.abc import Iterator, Sequence

import phonenumbers

from bot.claims.reference import new_reference, parse_reference

_NAMES = {
    "given": (
    "Nora", "Tobias", "Selma", "Jonas", "Romy", "Henrik", "Tilda", "Valentin", "Ronja", "Clemens", "Malin", "Gregor", "Edda",
    "Lorenz", "Svea", "Anselm", "Merle", "Korbinian", "Jette", "Ruben",
),
    "family": (
    "Feldkamp", "Ostermann", "Brandis", "Hallberg", "Wiesner", "Tannert", "Rosskopf", "Immenhof", "Quandel", "Steinhauer",
    "Vellmar", "Dornbach", "Eppler", "Gerlach", "Hartwig", "Jessen", "Kaltenbrunn", "Lohmar", "Morell", "Nordhus",
),
    "firm": (
    "Halvern", "Brightmoor", "Tessera", "Norvik", "Calverton", "Ostrava", "Pellworth", "Quillon", "Ravensby", "Solvanto",
    "Thornwick", "Umbria", "Varnholt", "Westrup", "Ellerbek", "Fairholm", "Grendon", "Ivalo", "Kestrel", "Lindholm",
),
}  # fmt: skip
_TRIES = 500
_KEPT_FREE = {
    ("GB", True): "7700900",
    ("GB", False): "1632960",
    ("US", False): "20255501",
    ("DE", True): "17139200",
    ("DE", False): "3023125",
}
"""Beginnings of numbers kept free for films and books, by country and whether it is a mobile number.

Ofcom's and NANPA's ranges for drama, and the Bundesnetzagentur's list of "Drama-Nummern".
"""


class StandIns:
    """Hands out what does not occur in `original`, all that was said."""

    def __init__(self, original: str) -> None:
        self._original = original.casefold()
        self._digits = "".join(filter(str.isdigit, original))
        self._random = random.Random(1)
        self._names = {kind: self._unused(names) for kind, names in _NAMES.items()}
        self._made: set[str] = set()
        self._count = itertools.count(1)

    def name(self, kind: str) -> str:
        """The next name of a kind: given, family or firm."""
        return next(self._names[kind])

    def reshaped(self, value: str, keep: int = 0, patterns: Sequence[re.Pattern[str]] = ()) -> str | None:
        """`value` with other digits after the first `keep`; it fits a pattern if `value` does. None if nothing was found."""
        places = [place for place, char in enumerate(value) if char.isdigit()][keep:]
        fitting = [pattern for pattern in patterns if pattern.fullmatch(value)]
        for _ in range(_TRIES if len(places) > 1 else 0):
            made = list(value)
            for place in places:
                made[place] = self._random.choice("0123456789")
            written = "".join(made)
            digits = "".join(filter(str.isdigit, written))
            if digits in self._digits or digits in self._made:
                continue
            if all(pattern.fullmatch(written) for pattern in fitting):
                self._made.add(digits)
                return written
        return None

    def national(self, number: str) -> str:
        """The digits without country code of a number in E.164 form; other numbers as they are."""
        try:
            return phonenumbers.national_significant_number(phonenumbers.parse(number, None))
        except phonenumbers.NumberParseException:
            return number

    def phone(self, national: str, region: str | None) -> str | None:
        """Other national digits, as many; None if nothing was found."""
        start = national[:3]
        try:
            parsed = phonenumbers.parse(national, region)
        except phonenumbers.NumberParseException:
            return self.reshaped(national, keep=len(start))
        mobile = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
        kept = _KEPT_FREE.get((region or "", mobile), "")
        if 2 <= len(national) - len(kept) <= 4:
            start = kept
        return self.reshaped(start + national[len(start) :], keep=len(start))

    def reference(self, reference: str) -> str:
        """Another claim's, of the same prefix and year."""
        prefix, year, _ = (parse_reference(reference) or reference).split("-")
        return new_reference(prefix, int(year), self._random)

    def number(self) -> int:
        """1, 2, 3, …"""
        return next(self._count)

    def _unused(self, names: tuple[str, ...]) -> Iterator[str]:
        """Names of which no part of the original reminds; joined ones once the list is used up."""
        for name in (*names, *(one + other.lower() for one in names for other in names)):
            if name.casefold() not in self._original:
                yield name


def with_check_digits(iban: str) -> str:
    """The IBAN with the check digits that belong to the rest (ISO 7064, modulo 97)."""
    country, rest = iban[:2].upper(), iban[4:].upper()
    number = int("".join(str(int(char, 36)) for char in f"{rest}{country}00"))
    return f"{country}{98 - number % 97:02d}{rest}"


def shaped_like(text: str, characters: str) -> str:
    """`text` with its letters and digits replaced, in order and in its case, by `characters`."""
    others = iter(characters)
    return "".join(
        (next(others, char).lower() if char.islower() else next(others, char)) if char.isalnum() else char
        for char in text
    )
