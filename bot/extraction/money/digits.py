"""Numbers written in digits: which marks group thousands and which is the decimal one.

A single mark with exactly three digits behind it groups (1.400, 1,400, 1'400 and 1 400 are all one thousand
four
hundred); the decimal reading is kept as the alternative, since a misreading by a thousand is the worst
there is.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

# Longest first: groups parted by blanks, then anything of digits and marks. Counted repeats keep every
# search linear.
DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,25}(?:[.,'’´`]\d{1,25}){0,8}"
)
_MOST = 18
_BLANKS = re.compile(r"[ \u00a0\u202f\u2009'’´`]")
_WHOLE = re.compile(r"\d+")
_BLANK_GROUPS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009'’´`]\d{3})+(?:[.,](\d{1,2}))?")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,](\d{1,2}))?")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_DECIMAL = re.compile(r"(\d+)([.,])(\d+)")


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits. `alternative`: the other reading of a single mark before three digits, else None.

    `grouped` and `decimals` tell how it was written, `decimal_mark` and `group_mark` with which mark.
    """

    value: Decimal
    alternative: Decimal | None = None
    grouped: bool = False
    decimals: int = 0
    decimal_mark: str = ""
    group_mark: str = ""


def read_digits(text: str) -> Digits | None:
    """The number, or None if the marks make none (28.2.2024, 4.2.1)."""
    if len(text) > _MOST + 8:
        return None
    if _WHOLE.fullmatch(text):
        return Digits(Decimal(text)) if len(text) <= _MOST else None
    if found := _BLANK_GROUPS.fullmatch(text):
        plain = _BLANKS.sub("", text).replace(",", ".")
        cents = found.group(1) or ""
        mark = text[-len(cents) - 1] if cents else ""
        return Digits(Decimal(plain), None, True, len(cents), mark, " ")
    if found := _ONE_GROUP.fullmatch(text):
        mark = found.group(1)
        return Digits(Decimal(text.replace(mark, "")), Decimal(text.replace(",", ".")), True, 0, "", mark)
    if text[0] != "0" and (found := _GROUPS.fullmatch(text)):
        cents = found.group(2) or ""
        whole = text[: -len(cents) - 1] if cents else text
        value = Decimal(whole.replace(".", "").replace(",", "") + ("." + cents if cents else ""))
        return Digits(value, None, True, len(cents), text[-len(cents) - 1] if cents else "", found.group(1))
    if _LAKHS.fullmatch(text):
        return Digits(Decimal(text.replace(",", "")), None, True, 0, "", ",")
    if found := _DECIMAL.fullmatch(text):
        whole, mark, decimals = found.groups()
        value = Decimal(f"{whole}.{decimals}")
        other = Decimal(whole + decimals) if len(decimals) == 3 and whole != "0" else None
        return Digits(value, other, False, len(decimals), mark, "")
    return None
