"""One policy read from texts by column name, as a file or another system gives them."""

import re
from collections.abc import Mapping
from datetime import date

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.claims.contacts import phones
from bot.claims.policy_number import number_key
from bot.policies.model import Policy

NEEDED = ("number", "holder", "valid_from")
COLUMNS = ("number", "holder", "email", "phone", "line", "valid_from", "valid_to", "country", "broker")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_LONGEST = 200


class BadEntry(ValueError):
    """Says what is wrong; `reasons` each begin with the column."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


def read_entry(given: Mapping[str, str]) -> Policy:
    """Raises BadEntry with everything that is wrong."""
    wrong: list[str] = []
    values = {name: " ".join(given.get(name, "").split()) for name in COLUMNS}
    wrong += [f"{name} is empty" for name in NEEDED if not values[name]]
    wrong += [
        f"{name} is longer than {_LONGEST} characters" for name in COLUMNS if len(values[name]) > _LONGEST
    ]
    # Blanks were folded above; other control characters are kept by no database.
    wrong += [f"{name} holds control characters" for name in COLUMNS if not values[name].isprintable()]
    if values["number"] and len(number_key(values["number"])) < 3:
        wrong.append("number has less than three letters and digits")
    if values["email"] and not _is_email(values["email"]):
        wrong.append("email is no e-mail address")
    country = values["country"].upper()
    if country and country not in phonenumbers.SUPPORTED_REGIONS:
        wrong.append(f"country is no code of two letters: {values['country']}")
    if values["phone"] and not phones(values["phone"]):
        wrong.append("phone is no phone number")
    start, end = (_day(name, values[name], wrong) for name in ("valid_from", "valid_to"))
    if start and end and end < start:
        wrong.append(f"valid_to lies before valid_from ({end} < {start})")
    if wrong or start is None:
        raise BadEntry(wrong)
    return Policy(
        number=values["number"],
        holder=values["holder"],
        valid_from=start,
        valid_to=end,
        email=values["email"],
        phone=values["phone"],
        line=values["line"],
        country=country,
        broker=values["broker"],
    )


def write_entry(policy: Policy) -> dict[str, str]:
    """The reverse of `read_entry`."""
    texts = {name: getattr(policy, name) for name in COLUMNS}
    return {name: "" if value is None else str(value) for name, value in texts.items()}


def _is_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def _day(column: str, text: str, wrong: list[str]) -> date | None:
    """An ISO date, or day, month and year with dots."""
    if not text:
        return None
    german = _GERMAN.fullmatch(text)
    try:
        if german:
            return date(*(int(part) for part in reversed(german.groups())))
        return date.fromisoformat(text)
    except ValueError:
        wrong.append(f"{column} is no date: {text} (write 2026-01-31 or 31.01.2026)")
        return None
