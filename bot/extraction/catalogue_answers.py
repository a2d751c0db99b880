"""The answer to a question that only the catalogue knows of, read by the kind of its field."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.claims.catalogue import Field, Kind
from bot.claims.values import Money, Period
from bot.extraction.ahead import find_ahead, is_up_to_now
from bot.extraction.answers import answer_text, choice_in
from bot.extraction.catalogue_cues import as_kind
from bot.extraction.contact import find_contact
from bot.extraction.dates import find_dates
from bot.extraction.found import AmountFound, DateFound, Span, Stated, TextFound
from bot.extraction.people import find_count

_SURE = 0.9
_NUMBER = re.compile(r"(?<!\w)(?=[\w./-]*\d)[\w][\w./-]{1,30}[\w](?!\w)")
_NONE = re.compile(
    r"\b(?:no|not|none|nothing|never|nobody|kein\w*|nicht\w*|nix|nie|niemand|noch|ned|net|nöd|koa\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[\W_]+")


def answer(
    field: Field, text: str, amounts: Sequence[AmountFound], *, lang: str, region: str, now: datetime
) -> Stated | None:
    """The value that `text` gives to `field` as the answer to its question; None if it gives none."""
    match field.kind:
        case Kind.PERIOD:
            return _day(field, text, lang, region, now)
        case Kind.MONEY:
            return next((_sum(field, found) for found in amounts if not found.ambiguous), None)
        case Kind.COUNT:
            return _text(field, find_count(text, lang))
        case Kind.COUNTRY:
            return _whole(field, text, as_kind(field.kind, text, lang))
        case Kind.NAME:
            return _text(field, answer_text("claimant", text))
        case Kind.CONTACT:
            return _text(field, find_contact(text, region=region, asked=True))
        case Kind.NUMBER:
            found = _NUMBER.search(text)
            return Stated(field.name, found.group(), _SURE, Span(0, *found.span())) if found else None
        case Kind.CHOICE:
            said = choice_in(field.name, text)
            return _whole(field, text, _labelled(field.choices, text)) or (
                _text(field, said) if said and said.value in field.choices else None
            )
        case Kind.YES_NO:
            return _text(field, choice_in(field.name, text))
        case _:
            return None


def _day(field: Field, text: str, lang: str, region: str, now: datetime) -> Stated | None:
    find = find_ahead if field.ahead else find_dates
    found: Sequence[DateFound] = find(text, lang=lang, now=now, region=region)
    if field.ahead:
        found = [each for each in found if not _is_none_yet(text, each)]
    if not found:
        return None
    best = found[0]
    readings: tuple[Period, ...] = best.readings
    if field.ahead:
        to_come = tuple(each for each in readings if each.end >= now.date())
        if len(to_come) == 1:
            return Stated(field.name, to_come[0], best.confidence, best.span)
    return Stated(field.name, best.period, best.confidence, best.span, readings)


def _is_none_yet(text: str, found: DateFound) -> bool:
    """Whether the answer to a day to come says that there is none up to now: "bis jetzt keine"; "until today" alone is one."""
    return is_up_to_now(text, found) and _NONE.search(text) is not None


def _sum(field: Field, found: AmountFound) -> Stated:
    money = Money(found.low, found.high, found.currency, found.approximate, found.currency_stated)
    return Stated(field.name, money, found.confidence, found.span)


def _text(field: Field, found: TextFound | None) -> Stated | None:
    if found is None or found.span is None:
        return None
    return Stated(field.name, found.value, found.confidence, found.span)


def _whole(field: Field, text: str, value: str | None) -> Stated | None:
    return Stated(field.name, value, _SURE, Span(0, 0, len(text))) if value else None


def _labelled(choices: Mapping[str, Mapping[str, str]], text: str) -> str | None:
    """The choice whose button says what was typed."""
    said = _plain(text)
    return next((choice for choice, texts in choices.items() if said in map(_plain, texts.values())), None)


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text.casefold()).strip()
