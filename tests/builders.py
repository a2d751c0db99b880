"""Objects for tests: every default is valid and never what the assertion is about."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.claims.catalogue import HERE, Catalogue, Field, Kind
from bot.claims.model import Claim, Fact, SetBy, Source, Status
from bot.claims.values import Money, Period, Value
from bot.conversations.message import Author, Button, Message
from bot.conversations.model import Conversation
from bot.documents.model import Document
from bot.documents.model import Kind as DocumentKind
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound, TypeFound
from bot.service.duty import Duty
from bot.service.hours import Hours
from bot.service.ports import Work

NOW = datetime(2026, 4, 8, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Wednesday."""
_READ_HERE = Span(0, 3, 9)
PRIVACY = "https://insurer.example/privacy"
DUTY = Duty(
    Hours.from_text("Mo-Fr 08:00-18:00", ZoneInfo("Europe/Berlin")), timedelta(hours=4), "0800 000 000"
)


@cache
def the_catalogue() -> Catalogue:
    """The shipped line of business."""
    return Catalogue.load(HERE / "professional_indemnity.yml")


def day(text: str) -> Period:
    """A period of one day, from its ISO form."""
    return Period(date.fromisoformat(text), date.fromisoformat(text))


def days(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def euros(low: str, high: str | None = None, **changes: Any) -> Money:
    return Money(Decimal(low), Decimal(high or low), **{"currency": "EUR", **changes})


def a_fact(field: str = "claimant", value: Value | None = "Alderway Dental", **changes: Any) -> Fact:
    return Fact(**{"field": field, "value": value, "set_by": SetBy.INSURED, "at": NOW, **changes})


def a_claim(
    values: dict[str, Value | None] | None = None, *, by: SetBy = SetBy.INSURED, **changes: Any
) -> Claim:
    """A draft with a fact for each of `values`, all of them the word of `by`."""
    claim = Claim(
        **{"id": "c1", "line": "professional_indemnity", "conversation": "v1", "opened_at": NOW, **changes}
    )
    for name, value in (values or {}).items():
        claim.record(a_fact(name, value, set_by=by))
    return claim


def a_complete_claim(values: dict[str, Value | None] | None = None, *, without: str | None = None) -> Claim:
    """A draft in which nothing but `without` is missing for sending; `values` come first."""
    claim = a_claim({"incident_type": "software_error", "notice_kind": "demand", **(values or {})})
    if without is not None:
        claim.facts = [fact for fact in claim.facts if fact.field != without]
    while missing := [name for name in the_catalogue().missing(claim) if name != without]:
        claim.record(a_fact(missing[0], _some_value(the_catalogue().field(missing[0]))))
    return claim


def needs_of(field: Field) -> dict[str, Value | None]:
    """What has to be known of a claim for `field` to be asked for."""
    conditions = [field.when, *field.asked_when[:1]]
    values: dict[str, Value | None] = {}
    for name, allowed in (pair for condition in conditions for pair in condition.items()):
        # The first value is often the one that answers the question by itself.
        values |= {**needs_of(the_catalogue().field(name)), name: allowed[min(1, len(allowed) - 1)]}
    return values


def a_sent_claim(status: Status = Status.SUBMITTED) -> Claim:
    claim = a_complete_claim()
    claim.submit(at=NOW, reference="FN-26-7K3QD", missing=())
    claim.status = status
    return claim


def a_conversation(**changes: Any) -> Conversation:
    """A web chat in English, under way; nothing is asked."""
    defaults: dict[str, Any] = {
        "id": "v1",
        "channel": "website",
        "opened_at": NOW,
        "language": "en",
        "region": "GB",
    }
    return Conversation(**{**defaults, "language_known": True, "introduced": True, **changes})


def a_message(text: str = "it happened at work", **changes: Any) -> Message:
    return Message(**{"id": "m1", "seq": 1, "author": Author.INSURED, "text": text, "at": NOW, **changes})


def a_press(label: str = "Yes", intent: str = "inform", **entities: Any) -> Message:
    """The message of a pressed button."""
    return a_message(label, pressed=Button("b1", label, intent, entities))


def a_work(message: Message | None = None, claim: Claim | None = None, **changes: Any) -> Work:
    """`message` to be answered in a conversation changed by `changes`."""
    return Work(a_conversation(claim=claim.id if claim else None, **changes), message or a_message(), claim)


def a_reading(**found: Any) -> Reading:
    """What was read: a string stands for a name or code read in the newest message."""
    values: dict[str, Any] = {
        name: a_text(value) if isinstance(value, str) else value for name, value in found.items()
    }
    return Reading(**values)


def a_span(message: int = 0) -> Span:
    return Span(message, 3, 9)


def a_date(start: str, end: str | None = None, **changes: Any) -> DateFound:
    return DateFound(
        **{
            "period": days(start, end or start),
            "confidence": 0.9,
            "span": a_span(),
            "rule": "test",
            **changes,
        }
    )


def an_ambiguous_date(first: str, second: str, **changes: Any) -> DateFound:
    return a_date(first, readings=(day(first), day(second)), **changes)


def a_sum(low: str, high: str | None = None, **changes: Any) -> AmountFound:
    defaults = {
        "currency": "EUR",
        "approximate": False,
        "currency_stated": True,
        "confidence": 0.9,
        "rule": "test",
    }
    return AmountFound(
        **{"low": Decimal(low), "high": Decimal(high or low), "span": a_span(), **defaults, **changes}
    )


def a_text(value: str, confidence: float = 0.9, span: Span | None = _READ_HERE) -> TextFound:
    return TextFound(value, confidence, span)


def a_type(value: str, confidence: float = 0.9, *others: str) -> TypeFound:
    return TypeFound(value, confidence, tuple((name, 0.1) for name in others))


def a_press_of(option: tuple[str, str, Mapping[str, object]]) -> Message:
    """The message of a pressed button that a question offered."""
    label, intent, entities = option
    return a_message(label, pressed=Button("b1", label, intent, entities))


def said_of(claim: Claim) -> dict[str, Value | None]:
    """What the claim holds now."""
    return {name: fact.value for name, fact in claim.projection().items()}


def a_source(message: str = "m1", start: int | None = 3, end: int | None = 9) -> Source:
    return Source(message, start, end)


def _some_value(field: Field) -> Value:
    match field.kind:
        case Kind.PERIOD:
            return day("2026-04-01")
        case Kind.MONEY:
            return euros("1200")
        case Kind.YES_NO:
            return "no"
        case Kind.CHOICE:
            return next(iter(field.choices))
        case Kind.CONTACT:
            return "mara.lindt@example.com"
        case _:
            return "something"


def a_document(name: str = "letter.pdf", **changes: Any) -> Document:
    """A PDF that came with the message `m1`."""
    defaults: dict[str, Any] = {
        "id": "d1",
        "conversation": "v1",
        "external_id": "x1",
        "name": name,
        "kind": DocumentKind.PDF,
        "type": "application/pdf",
        "size": 1200,
        "sha256": "ab" * 32,
        "received_at": NOW,
        "message": "m1",
    }
    return Document(**{**defaults, **changes})
