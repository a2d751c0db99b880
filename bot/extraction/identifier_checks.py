"""What a regular expression cannot say about an identifier: each check gives its value, or None if it is
none.
"""

import re
from collections.abc import Callable

from bot.extraction.money.words import currency_names, folded
from bot.extraction.phones import phone_number

_DATE = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?|\d{4}-\d{2}-\d{2}|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})"
)
_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SPOKEN_DATE = re.compile(
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]{0,6}\.? ?\d{1,2}",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MONEY_AFTER = re.compile(r"\s?(?:[€$£%]|k(?!\w)|mio|tsd|[.,]\d|,-|[.,]–)|\s?([^\W\d_]+)", re.IGNORECASE)

Check = Callable[[re.Match[str], str | None], str | None]


def value_of(match: re.Match[str]) -> str:
    """The identifier without the word that marks it."""
    return match.group("value") if "value" in match.re.groupindex else match.group()


def is_money(match: re.Match[str], value: str) -> bool:
    """Whether a currency or a multiplier stands before or after the number: "contract EUR 9500", "invoice
    24k".
    """
    letters = _LETTERS.match(value)
    if letters and currency_names().at([letters.group().lower()], 0):
        return True
    after = _MONEY_AFTER.match(match.string, match.end())
    if after is None:
        return False
    word = (after.group(1) or "").lower()
    return (
        not word
        or currency_names().at([word], 0) is not None
        or word in folded("scales")
        or word in folded("slang_scales")
        or word in folded("scaled_currency")
    )


def _code(match: re.Match[str], region: str | None) -> str | None:
    value = value_of(match)
    if not any(char.isdigit() for char in value) or is_money(match, value) or _DATE.fullmatch(value):
        return None
    if _SPOKEN_DATE.fullmatch(value):
        return None  # "a wrong number June 9"
    return value.rstrip(".,-/")


def _policy(match: re.Match[str], region: str | None) -> str | None:
    value = _code(match, region)
    if value is None or sum(char.isdigit() for char in value) < 4 or _GROUPS.fullmatch(value):
        return None
    if value[0].islower() and " " in value:
        return None  # "policy from 2024"
    return None if re.fullmatch(r"(?:19|20)\d\d", value) else value


def _bare_reference(match: re.Match[str], region: str | None) -> str | None:
    """A number right after "invoice": a name if it has five digits or a code's marks, a sum or a year
    otherwise.
    """
    value = _code(match, region)
    if value is None or (
        value.isdigit()
        and len(value) < 5
        and match.group().lower().startswith(("invoice", "inv", "rechnung", "claim", "auftrag"))
    ):
        return None
    return None if re.fullmatch(r"(?:19|20)\d\d", value) else value


def _article(match: re.Match[str], region: str | None) -> str | None:
    return None if is_money(match, "") else match.group()


def _version(match: re.Match[str], region: str | None) -> str | None:
    value = value_of(match)
    if _DATE.fullmatch(value) or is_money(match, "") or (value.isdigit() and len(value) > 4):
        return None
    return value


def _dotted(match: re.Match[str], region: str | None) -> str | None:
    """1.2.3 unless it is a date (3.4.2026) or grouped (2.500.000)."""
    value = match.group()
    parts = value.split(".")
    if _GROUPS.fullmatch(value) or (len(parts) == 3 and _is_date(parts)):
        return None
    return None if is_money(match, "") else value


def _is_date(parts: list[str]) -> bool:
    day, month, year = parts
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(year) in (2, 4)


def _phone(match: re.Match[str], region: str | None) -> str | None:
    return phone_number(match.group(), region)


def _ipv6(match: re.Match[str], region: str | None) -> str | None:
    value = match.group()
    return value if value.count(":") >= 4 or "::" in value or any(char.isalpha() for char in value) else None


def _town(match: re.Match[str], region: str | None) -> str | None:
    following = _LETTERS.match(match.string, match.end() + 1)
    word = following.group().lower() if following else ""
    return (
        None
        if currency_names().at([word], 0) or (word.endswith("en") and len(word) < 7)
        else match.group("value")
    )


CHECKS: dict[str, Check] = {
    "code": _code,
    "policy": _policy,
    "bare_reference": _bare_reference,
    "article": _article,
    "version": _version,
    "dotted": _dotted,
    "phone": _phone,
    "ipv6": _ipv6,
    "town": _town,
}
