"""What staff type into a field: what is taken as it stands, what has to be read, and what is refused."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.claims.values import Money, Period
from bot.extraction.found import AmountFound, Reading
from bot.service.desk.ports import BadValue
from bot.service.desk.values import exact, in_time, read
from tests.builders import a_date, a_reading, a_span, a_sum, an_ambiguous_date, day, days, the_catalogue

NOW = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)


def money(low: str, high: str | None = None, currency: str = "EUR", *, about: bool = False) -> Money:
    return Money(Decimal(low), Decimal(high or low), currency, about)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("insured_name", "  Mara\n Lindt ", "Mara Lindt"),
        ("description", " Two\nlines ", "Two\nlines"),
        ("incident_type", "lost_key", "lost_key"),
        ("ongoing", "Ja", "yes"),
        ("ongoing", "no", "no"),
        ("occurred_on", "2026-04-03", day("2026-04-03")),
        ("occurred_on", "2026-04-01/2026-04-03", days("2026-04-01", "2026-04-03")),
        ("occurred_on", "2026-04-01 to 2026-04-03", days("2026-04-01", "2026-04-03")),
        ("amount_claimed", "1400 EUR", money("1400")),
        ("amount_claimed", "~1400.50 USD", money("1400.50", currency="USD", about=True)),
        ("amount_claimed", "1000-2000 CHF", money("1000", "2000", "CHF")),
        ("insured_contact", "mara@example.com, +49 30 901820", "mara@example.com, +49 30 901820"),
        ("country_of_work", "Schweiz", "CH"),
    ],
)
def test_what_is_plain_is_taken_as_it_stands(field: str, text: str, value: object) -> None:
    assert exact(the_catalogue().field(field), text) == value


def test_a_choice_can_be_named_as_people_read_it() -> None:
    field = the_catalogue().field("incident_type")
    for language in ("en", "de"):
        assert exact(field, field.choices["lost_key"][language].upper()) == "lost_key"


@pytest.mark.parametrize("text", ["last Friday", "im März", "about 1.400 euros", "1.400 €"])
def test_words_have_to_be_read(text: str) -> None:
    name = "amount_claimed" if "1.400" in text else "occurred_on"
    assert exact(the_catalogue().field(name), text) is None


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("insured_name", "  ", "empty"),
        ("insured_name", "x" * 201, "long"),
        ("description", "x" * 20_001, "long"),
        ("incident_type", "theft of a cow", "choice"),
        ("ongoing", "perhaps", "choice"),
        ("occurred_on", "2026-02-30", "unreadable"),
        ("occurred_on", "2026-04-03/2026-04-01", "unreadable"),
        ("amount_claimed", "2000-1000 EUR", "unreadable"),
        ("insured_contact", "call me", "unreadable"),
        ("insured_contact", "mara@example", "unreadable"),
        ("insured_contact", "12345", "unreadable"),
        ("country_of_work", "Atlantis", "unreadable"),
    ],
)
def test_what_can_not_be_meant_is_refused_with_its_reason(field: str, text: str, reason: str) -> None:
    with pytest.raises(BadValue) as refused:
        exact(the_catalogue().field(field), text)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_a_day_to_come_is_refused_unless_it_may_lie_ahead() -> None:
    with pytest.raises(BadValue) as refused:
        in_time(the_catalogue().field("occurred_on"), day("2026-04-09"), NOW)
    assert refused.value.reason == "future"
    in_time(the_catalogue().field("deadline"), day("2026-04-09"), NOW)
    in_time(the_catalogue().field("occurred_on"), day("2026-04-08"), NOW)


def test_a_day_in_words_is_what_was_read() -> None:
    reading = a_reading(dates=(a_date("2026-04-03"),))
    assert read(the_catalogue().field("occurred_on"), reading, NOW) == day("2026-04-03")


def test_a_day_with_two_readings_is_asked_about() -> None:
    reading = a_reading(dates=(an_ambiguous_date("2026-03-04", "2026-04-03"),))
    with pytest.raises(BadValue) as refused:
        read(the_catalogue().field("occurred_on"), reading, NOW)
    assert (refused.value.reason, refused.value.readings) == ("ambiguous", ("2026-03-04", "2026-04-03"))


def test_of_two_readings_only_the_one_in_the_past_is_meant() -> None:
    reading = a_reading(dates=(an_ambiguous_date("2026-04-03", "2026-12-03"),))
    assert read(the_catalogue().field("occurred_on"), reading, NOW) == Period(*[day("2026-04-03").start] * 2)


def test_a_sum_in_words_is_what_was_read() -> None:
    value = read(the_catalogue().field("amount_claimed"), a_reading(amounts=(a_sum("1400"),)), NOW)
    assert value == money("1400")


def test_a_sum_with_two_readings_is_asked_about() -> None:
    readings = ((Decimal("1400"), Decimal("1400")), (Decimal("1.4"), Decimal("1.4")))
    found = AmountFound(Decimal("1400"), Decimal("1400"), "EUR", False, True, 0.5, a_span(), "test", readings)
    with pytest.raises(BadValue) as refused:
        read(the_catalogue().field("amount_claimed"), a_reading(amounts=(found,)), NOW)
    assert refused.value.readings == ("1400 EUR", "1.4 EUR")


def test_what_says_nothing_is_unreadable() -> None:
    for name in ("occurred_on", "amount_claimed"):
        with pytest.raises(BadValue) as refused:
            read(the_catalogue().field(name), Reading(), NOW)
        assert refused.value.reason == "unreadable"
