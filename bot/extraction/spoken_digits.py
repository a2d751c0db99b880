"""Telephone numbers told in words: "oh one six one, four nine six", "null eins sieben eins, fünfundfünfzig"."""

import re
from itertools import zip_longest

_ONES = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_TEENS = [
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_SINGLE = {
    "0": "zero oh nought null nüll",
    "1": "one eins ein eis oans",
    "2": "two zwei zwo zwoa",
    "3": "three drei drü",
    "4": "four vier",
    "5": "five fünf fuenf foif föif",
    "6": "six sechs sächs",
    "7": "seven sieben sibe",
    "8": "eight acht",
    "9": "nine neun nün",
}
_PAIRS = {
    **{word: str(number) for number, word in enumerate(_TEENS, start=10)},
    **{word: f"{ten}0" for ten, word in enumerate(_TENS, start=2)},
    **{
        f"{one}und{word}": f"{ten}{unit}"
        for ten, word in enumerate(_TENS, start=2)
        for unit, one in enumerate(_ONES, start=1)
    },
}
_ENGLISH_TEENS = """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_ENGLISH_TENS = """
    twenty thirty forty fifty sixty seventy eighty ninety
"""
_ENGLISH = [re.findall(r"\w+", words) for words in (_ENGLISH_TEENS, _ENGLISH_TENS)]
_PAIRS |= {word: str(number) for number, word in enumerate(_ENGLISH[0], start=10)}
_PAIRS |= {word: f"{ten}0" for ten, word in enumerate(_ENGLISH[1], start=2)}
_DOUBLES = {"nullnull": "00", "hundred": "00", "hundert": "00", "thousand": "000", "tausend": "000"}
"""Behind a digit, "nine hundred", these are its zeros."""
_DIGITS = {word: digit for digit, words in _SINGLE.items() for word in words.split()} | _PAIRS | _DOUBLES
_UNITS = frozenset("123456789")
_TIMES = {"double": 2, "doppel": 2, "zweimal": 2, "triple": 3, "treble": 3, "dreimal": 3}
_PLUS = "plus"
_FEWEST = 6
"""Digits from which a run of them is a number to call."""
_NEXT = r"[\s,./–-]{0,3}"
_WORD = "|".join(sorted((*_DIGITS, *_TIMES), key=len, reverse=True))
_RUN = re.compile(
    rf"(?<!\w)(?:{_PLUS}{_NEXT})?(?:(?:(?:{_WORD})\b|\d{{1,12}}){_NEXT}){{2,24}}", re.IGNORECASE
)
_PART = re.compile(r"\d+|[^\W\d_]+")


def with_digits(text: str) -> str:
    """The text with such numbers in digits, as long as it was: what follows them keeps its place."""
    return _RUN.sub(_written, text)


def _written(run: re.Match[str]) -> str:
    parts = [part.casefold() for part in _PART.findall(run.group())]
    if all(part.isdigit() for part in parts) or (parts[0].isdigit() and len(parts[0]) > 1):
        # What begins in figures is written out; a word behind it is an hour.
        return run.group()
    digits, times = "", 1
    for part, following in zip_longest(parts, parts[1:], fillvalue=""):
        if part in _TIMES:
            times = _TIMES[part]
        elif part in _ENGLISH[1] and _DIGITS.get(following, following) in _UNITS:
            # "Forty six" is 46, and "forty oh six" 4006.
            digits += _DIGITS[part][0]
        elif part != _PLUS:
            digits, times = digits + times * _DIGITS.get(part, part), 1
    if len(digits) < _FEWEST or (_DOUBLES.keys() & set(parts) and not digits.startswith("0")):
        # "Five thousand two hundred" is a sum.
        return run.group()
    number = f"+{digits}" if parts[0] == _PLUS else digits
    return number.ljust(len(run.group()))
