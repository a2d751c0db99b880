"""What staff type into a field, read and checked as an answer of the insured would be."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from bot.claims.contacts import emails, phones
from bot.claims.countries import countries_in
from bot.claims.counts import count_in
from bot.claims.fields import Field, Kind
from bot.claims.values import Money, Period, Value
from bot.extraction.found import AmountFound, DateFound, Reading
from bot.service.desk.ports import BadValue

UNKNOWN = "?"
_LONGEST = {Kind.TEXT: 20_000, Kind.CONTACT: 300}
_LONG = 200
_DAY = r"(\d{4}-\d\d-\d\d)"
_DAYS = re.compile(rf"{_DAY}(?:\s*(?:/|–|bis|to)\s*{_DAY})?")
_SUM = re.compile(
    r"(~?)\s*(\d{1,15}(?:\.\d{1,2})?)(?:\s*(?:-|–|to|bis)\s*(\d{1,15}(?:\.\d{1,2})?))?\s*([A-Z]{3})"
)
_YES_NO = {"yes": "yes", "ja": "yes", "y": "yes", "no": "no", "nein": "no", "n": "no"}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_DIGITS = 6


def exact(field: Field, text: str) -> Value | None:
    """The value of a text that needs no reading; None if it has to be read. Raises BadValue for what can't be meant."""
    text = text.strip()
    if not text:
        raise BadValue(field.name, "empty")
    if len(text) > _LONGEST.get(field.kind, _LONG):
        raise BadValue(field.name, "long")
    match field.kind:
        case Kind.CHOICE:
            return _choice(field, text)
        case Kind.YES_NO:
            return _demanded(field, _YES_NO.get(text.casefold()), "choice")
        case Kind.PERIOD:
            return _days(field, text)
        case Kind.MONEY:
            return _sum(field, text)
        case Kind.COUNTRY:
            return _demanded(field, ", ".join(sorted(countries_in(text))))
        case Kind.COUNT:
            return _demanded(field, text if count_in(text) is not None else None)
        case Kind.CONTACT:
            return _contact(field, text)
        case Kind.NAME | Kind.NUMBER:
            return " ".join(text.split())
        case Kind.TEXT:
            return text


def read(field: Field, reading: Reading, now: datetime) -> Value:
    """The day or sum that was read in a text. Raises BadValue."""
    if field.kind is Kind.MONEY:
        return _read_sum(field, reading.amounts)
    stated = [each.readings or (each.value,) for each in reading.stated if each.field == field.name]
    if stated and isinstance(stated[0][0], Period):
        return _present(field, [each for each in stated[0] if isinstance(each, Period)], now)
    named: DateFound | None = getattr(reading, field.name, None)
    found = named or next(iter(reading.dates), None)
    if found is None:
        raise BadValue(field.name, "unreadable")
    return _present(field, found.readings or (found.period,), now)


def _present(field: Field, readings: Sequence[Period], now: datetime) -> Period:
    past = [each for each in readings if field.ahead or each.start <= now.date()]
    if not past:
        raise BadValue(field.name, "future")
    if len(past) > 1:
        raise BadValue(field.name, "ambiguous", tuple(map(_written, past)))
    return past[0]


def _written(period: Period) -> str:
    start = period.start.isoformat()
    return start if period.is_day else f"{start}/{period.end.isoformat()}"


def _read_sum(field: Field, amounts: Sequence[AmountFound]) -> Money:
    if not amounts:
        raise BadValue(field.name, "unreadable")
    found = amounts[0]
    if found.ambiguous or len(amounts) > 1:
        sums = found.readings if found.ambiguous else [(each.low, each.high) for each in amounts]
        written = tuple(
            f"{low} {found.currency}" if low == high else f"{low}-{high} {found.currency}"
            for low, high in sums
        )
        raise BadValue(field.name, "ambiguous", written)
    return Money(found.low, found.high, found.currency, found.approximate, found.currency_stated)


def _choice(field: Field, text: str) -> str:
    if text in field.choices:
        return text
    plain = text.casefold()
    for code, labels in field.choices.items():
        if plain in {label.casefold() for label in labels.values()}:
            return code
    raise BadValue(field.name, "choice", tuple(field.choices))


def _days(field: Field, text: str) -> Period | None:
    found = _DAYS.fullmatch(text)
    if found is None:
        return None
    try:
        start, end = (date.fromisoformat(day) for day in (found[1], found[2] or found[1]))
    except ValueError:
        raise BadValue(field.name, "unreadable") from None
    if end < start:
        raise BadValue(field.name, "unreadable")
    return Period(start, end)


def in_time(field: Field, value: Value | None, now: datetime) -> None:
    """Raises BadValue for a day to come where none can be meant."""
    if isinstance(value, Period):
        _present(field, (value,), now)


def _sum(field: Field, text: str) -> Money | None:
    found = _SUM.fullmatch(text)
    if found is None:
        return None
    try:
        low, high = Decimal(found[2]), Decimal(found[3] or found[2])
    except InvalidOperation:
        raise BadValue(field.name, "unreadable") from None
    if high < low:
        raise BadValue(field.name, "unreadable")
    return Money(low, high, found[4], approximate=bool(found[1]))


def _contact(field: Field, text: str) -> str:
    wrong = any(not _MAIL.fullmatch(address) for address in emails(text))
    enough = any(sum(map(str.isdigit, number)) >= _DIGITS for number in phones(text)) or emails(text)
    return _demanded(field, text if enough and not wrong else None)


def _demanded(field: Field, value: str | None, reason: str = "unreadable") -> str:
    if not value:
        raise BadValue(field.name, reason)
    return value
