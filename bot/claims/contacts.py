"""E-mail addresses and phone numbers, compared however they are written.

A contact is a text with one or several of either, joined by commas or semicolons: "mara@example.com, +44 1632 960123".
"""

import hmac
import re

import phonenumbers
from phonenumbers import PhoneNumber

_PARTS = re.compile(r"[,;\n]")
_LEAST = 6
"""Digits of the shortest phone number that is compared; `phone_tail` is as long."""


def emails(contact: str | None) -> tuple[str, ...]:
    """The addresses of a contact in lower case."""
    return tuple(part.strip().casefold() for part in _PARTS.split(contact or "") if "@" in part)


def phones(contact: str | None) -> tuple[str, ...]:
    """The phone numbers of a contact as written."""
    parts = (part.strip() for part in _PARTS.split(contact or "") if "@" not in part)
    return tuple(part for part in parts if len(_digits(part)) >= _LEAST)


def is_phone(text: str, region: str | None) -> bool:
    """Whether a number is written as people write telephone numbers of their country, be it one that nobody has."""
    begins = text.strip().startswith(("+", "0", "(0"))
    return begins and not any(map(str.isalpha, text)) and _parsed(text.strip(), region) is not None


def phone_tail(phone: str) -> str:
    """The last digits, which are the same with and without country and area code: good to search by, not to judge by."""
    return _digits(phone)[-_LEAST:]


def same_contact(one: str | None, other: str | None, region: str | None = None) -> bool:
    """Whether two contacts share an address or a number; takes the same time however much of them is equal.

    `region` (ISO 3166) is where numbers without a country code belong, unless the other one of the two says it.
    """
    found = [hmac.compare_digest(a.encode(), b.encode()) for a in emails(one) for b in emails(other)]
    found += [_same_phone(a, b, region) for a in phones(one) for b in phones(other)]
    return any(found)


def _same_phone(one: str, other: str, region: str | None) -> bool:
    first, second = _parsed(one, None), _parsed(other, None)
    first = first or _parsed(one, _region(second) or region)
    second = second or _parsed(other, _region(first) or region)
    return hmac.compare_digest(_written(first, one), _written(second, other))


def _parsed(phone: str, region: str | None) -> PhoneNumber | None:
    text = "+" + phone[2:] if phone.startswith("00") else phone
    try:
        number = phonenumbers.parse(text, region.upper() if region else None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def _region(number: PhoneNumber | None) -> str | None:
    code = number.country_code if number else None
    return phonenumbers.region_code_for_country_code(code) if code else None


def _written(number: PhoneNumber | None, phone: str) -> bytes:
    if number is None:
        return _digits(phone).encode()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).encode()


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdigit())
