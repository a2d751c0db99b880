"""What holds for any text at all: nothing raises, spans are true, no date is invented, what is written is read back."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.commands.processes import ROOT
from bot.extraction.encoder import encoder
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound
from bot.extraction.reader import LONGEST, Reader
from bot.extraction.training import learn_causes, learn_types, read_reports

READER = Reader(None)
SAME_EVERY_TIME = settings(derandomize=True, deadline=None, database=None, max_examples=120)
NOW = datetime(2022, 7, 22, 9, 12, tzinfo=timezone(timedelta(hours=2)))

ASKS = [
    None, "description", "incident_type", "occurred_on", "discovered_on", "claim_made_on", "amount_claimed",
    "amount_estimated", "claimant", "caused_by", "insured_name", "insured_contact", "policy_number", "ongoing",
    "statement_made", "no such field",
]  # fmt: skip
REGIONS = [None, "GB", "US", "IE", "DE", "AT", "CH", "LI", "IN", "CA", "XX", ""]
FRAGMENTS = [
    "yesterday", "gestern", "letzten Freitag", "on 3/4/22", "am 31.2.", "1.1.", "in der Nacht vom 3. auf den 4. Mai",
    "Anfang März", "mid-June", "since 2019", "on the 29th of February", "heute früh", "Black Friday", "vor 3 Wochen",
    "von Montag bis Mittwoch", "next week", "am 30. August", "a fortnight ago", "KW 23", "2022-07-31", "24/12",
    "£1,200", "1.400 €", "€", "$", "9 grand", "zwischen 3.000 und 5.000 Franken", "2 Mio", "CHF 1'400.-", "12k-15k",
    "a couple of thousand", "tausendfünfhundert Euro", "99 999 999 999 999 999 EUR", "-5 €", "1.2.3.4", "100 %",
    "the client", "unser Kunde Müller & Söhne GmbH", "Sprocket & Bean Ltd", "Dr. Anna O'Neill", "my trainee",
    "my name is Mara Lindt", "mara@example.com", "+49 30 1234567", "PI 20418 77", "policy no. 4711-0815",
    "they demand", "hat bemerkt", "crashed", "noticed", "der Anwalt schreibt", "deadline", "invoice", "lost the key",
    "Der Server", "and", "und", "wir", "we", "I", "nicht", "no", "yes", "I'm", "it's", "Gruß", "?", "!", ".", ",", ":", "–",
    "(", ")", "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\u200b", "\u202e", "\ufeff", "\ud83d", "İ", "ß", "ﬁ", "ǅ", "Å",
    "e\u0301", "👩‍💻", "٣", "²", "½", "Ⅳ", "億", "㈱", "ﷺ",
]  # fmt: skip
"""Pieces of reports in any order, so that texts come close to meaning something."""

pieces = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=25)
texts = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Nd", "No", "Sc", "P", "Zs"]), max_size=60),
    st.builds(lambda words, gap: gap.join(words), pieces, st.sampled_from([" ", "", "\n", ". ", ", "])),
)
messages_of = st.lists(texts, max_size=4)
days = st.dates(date(1999, 3, 1), date(2031, 12, 31))
moments = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=NOW.tzinfo),
    days,
    st.integers(0, 23),
)


def spans_of(reading: Reading) -> Iterator[tuple[str, DateFound | AmountFound | TextFound, Span]]:
    """Every value that says where it was read, with the name of its field."""
    for field in fields(reading):
        value = getattr(reading, field.name)
        for found in value if isinstance(value, tuple) else (value,):
            span = getattr(found, "span", None)
            if span is not None:
                yield field.name, found, span


NUMBER_WORD = re.compile(
    r"hund|thou|taus|million|mio|grand|mille|dozen|dutzend|couple|paar|few|zero|null|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half|ein|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|"
    r"zehn|elf|zwölf|[zßs]ig|halb|riesen|k\b"
)


def says_a_number(text: str) -> bool:
    return any(char.isnumeric() for char in text) or bool(NUMBER_WORD.search(text.lower()))


def one_line(text: str) -> str:
    return " ".join(text.split()).casefold()


@SAME_EVERY_TIME
@given(
    messages=messages_of,
    now=moments,
    lang=st.sampled_from([None, "en", "de", "fr"]),
    region=st.sampled_from(REGIONS),
    asks=st.sampled_from(ASKS),
)
@example(["31.02.2022 " * 40, "1.400,00.000 €"], NOW, "de", "CH", "amount_claimed")
def test_every_span_is_true(
    messages: list[str], now: datetime, lang: str | None, region: str | None, asks: str | None
) -> None:
    reading = READER.read(messages, now=now, lang=lang, region=region, asks=asks)
    for name, found, span in spans_of(reading):
        assert 0 <= span.message < len(messages), name
        assert 0 <= span.start < span.end <= len(messages[span.message]), name
        text = messages[span.message][span.start : span.end]
        assert text.strip(), name
        if isinstance(found, AmountFound):
            assert says_a_number(text), text
            assert 0 <= found.low <= found.high
        elif isinstance(found, DateFound):
            assert found.period.start <= found.period.end
            assert any(char.isalnum() for char in text), text
        elif name in ("claimant", "insured_name"):
            assert one_line(text) == one_line(found.value)
        elif name == "insured_contact" and isinstance(found, TextFound):
            # A number is given with its country's code; what was written is the end of it.
            digits = re.sub(r"\D", "", text)
            assert found.value.casefold() == text.casefold() or found.value.endswith(digits[-6:]), text
        elif name == "policy_number":
            assert re.findall(r"\d", text) == re.findall(r"\d", found.value)


@SAME_EVERY_TIME
@given(messages=messages_of, now=moments, lang=st.sampled_from(["en", "de"]), region=st.sampled_from(REGIONS))
def test_no_date_lies_ahead_unless_it_says_so(
    messages: list[str], now: datetime, lang: str, region: str | None
) -> None:
    reading = READER.read(messages, now=now, lang=lang, region=region)
    fielded = (reading.occurred_on, reading.discovered_on, reading.claim_made_on)
    for found in (*reading.dates, *filter(None, fielded)):
        assert found.future or found.period.start <= now.date(), found
        assert found.future or found.period.end <= now.date(), found


@settings(SAME_EVERY_TIME, max_examples=8)
@given(text=texts.filter(bool), length=st.sampled_from([LONGEST, LONGEST + 1, 3 * LONGEST]))
def test_a_huge_message_is_read_as_far_as_its_longest(text: str, length: int) -> None:
    message = (text * (length // len(text) + 1))[:length]
    for _, _, span in spans_of(READER.read([message], now=NOW)):
        assert 0 <= span.start < span.end <= LONGEST


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader with models of a few reports: what they answer is poor, but they go the same way as the shipped ones."""
    folder: Path = tmp_path_factory.mktemp("models")
    known = read_reports(ROOT / "data" / "reports")[::40]
    learn_types(known, encoder()).save(folder / "incident_types.npz")
    learn_causes(known).save(folder / "caused_by.npz")
    return Reader(folder)


@settings(SAME_EVERY_TIME, max_examples=60)
@given(messages=messages_of, asks=st.sampled_from(ASKS))
@example(["\ud800 lone half of a pair"], None)
@example(["word " * 20_000], None)
def test_any_text_has_a_type_or_none(trained: Reader, messages: list[str], asks: str | None) -> None:
    reading = trained.read(messages, now=NOW, asks=asks)
    if reading.incident_type:
        assert 0 < reading.incident_type.confidence <= 1
        assert reading.incident_type.value not in dict(reading.incident_type.alternatives)
    if reading.caused_by:
        assert reading.caused_by.value in ("self", "employee", "subcontractor", "third_party", "unknown")


PATTERNS = {
    "en_GB": ["short", "medium", "long", "full", "d/M/yyyy", "d.M.yy", "d-M-yyyy", "yyyy-MM-dd", "MMMM d, yyyy", "d MMM yy"],
    "en_US": ["short", "medium", "long", "full", "M/d/yyyy", "M-d-yy", "yyyy-MM-dd", "d MMMM yyyy", "EEEE, MMM d, yyyy"],
    "de_DE": ["short", "medium", "long", "full", "d.M.yyyy", "d.M.yy", "dd. MM. yyyy", "yyyy-MM-dd", "d. MMM yyyy", "d/M/yyyy"],
    "de_AT": ["medium", "long", "full", "d.M.yyyy", "EEEE, d. MMMM yyyy"],
    "de_CH": ["short", "medium", "long", "full", "d.M.yyyy", "EE, d. MMMM yyyy"],
}  # fmt: skip
written_dates = st.sampled_from(
    [(locale, pattern) for locale, found in PATTERNS.items() for pattern in found]
)


@settings(SAME_EVERY_TIME, max_examples=200)
@given(written=written_dates, day=st.dates(date(2001, 1, 1), NOW.date()))
def test_a_written_day_is_read_back(written: tuple[str, str], day: date) -> None:
    locale, pattern = written
    text = format_date(day, pattern, locale=locale)
    lang, region = locale.split("_")
    before, after = (
        ("am ", " ist der Server abgestürzt") if lang == "de" else ("the server crashed on ", " and is gone")
    )
    sentence = f"{before}{text}{after}"
    [found] = READER.read([sentence], now=NOW, lang=lang, region=region).dates
    assert (found.period.start, found.period.end) == (day, day), sentence
    assert sentence[found.span.start : found.span.end].strip(" ,.") in text


CURRENCIES = {"en_GB": "GBP", "en_IE": "EUR", "en_US": "USD", "de_DE": "EUR", "de_AT": "EUR", "de_CH": "CHF"}
sums = st.one_of(
    st.integers(1, 9_999_999).map(Decimal),
    st.integers(100, 99_999_999).map(lambda cents: Decimal(cents) / 100),
)


@settings(SAME_EVERY_TIME, max_examples=200)
@given(
    locale=st.sampled_from(sorted(CURRENCIES)),
    amount=sums,
    form=st.sampled_from(["{}", "~{}", "{}!", "({})"]),
)
def test_a_written_sum_is_read_back(locale: str, amount: Decimal, form: str) -> None:
    currency = CURRENCIES[locale]
    lang, region = locale.split("_")
    for text in (
        format_currency(amount, currency, locale=locale),
        f"{format_decimal(amount, locale=locale)} {currency}",
        f"{currency} {amount}" if amount == amount.to_integral_value() else f"{currency} {amount:.2f}",
    ):
        sentence = f"{'sie verlangen' if lang == 'de' else 'they demand'} {form.format(text)}"
        [found] = READER.read([sentence], now=NOW, lang=lang, region=region).amounts
        assert (found.low, found.high, found.currency) == (amount, amount, currency), sentence
        assert found.approximate is form.startswith("~")


odd = st.text(st.sampled_from("İıßﬁǅΐŉ\u0307👍🏽e\u0301\u200b\u00a0\t\n .,"), max_size=12)


@SAME_EVERY_TIME
@given(before=st.lists(odd, min_size=1, max_size=4), day=st.integers(1, 28), thousands=st.integers(1, 999))
def test_joining_moves_no_span_to_another_message(before: list[str], day: int, thousands: int) -> None:
    told = f"on {day} May 2021 the shop of Alder Clinic Ltd crashed"
    asked = f"they want £{thousands},250"
    messages = [*before, told, *before, asked, *before]
    reading = READER.read(messages, now=NOW, lang="en", region="GB")
    assert reading.occurred_on
    assert reading.occurred_on.period.start == date(2021, 5, day)
    assert reading.amount_claimed
    assert reading.amount_claimed.low == thousands * 1000 + 250
    for found, number, text in (
        (reading.occurred_on, len(before), f"{day} May 2021"),
        (reading.amount_claimed, 2 * len(before) + 1, f"£{thousands},250"),
    ):
        span = found.span
        assert span.message == number
        assert text in messages[number][span.start : span.end]
