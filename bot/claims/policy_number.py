"""Policy numbers as people write them: blanks, dots, hyphens and case do not count."""

import unicodedata


def number_key(number: str) -> str:
    """What two spellings of one number have in common: its letters and digits in upper case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", number))).upper()
