"""Answers that are taken back in the same breath: what they end with holds."""

from datetime import UTC, date, datetime

import pytest

from bot.extraction.dates import find_dates
from bot.extraction.found import AmountFound, DateFound, Reading
from bot.extraction.reader import Reader
from bot.extraction.second_thoughts import settled, taken_back

_READER = Reader(None, [r"\bPI-\d{3}-\d{4}\b"])
_NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday


def _last(field: str, text: str, lang: str = "de") -> object:
    """What holds in the end; None if nothing was taken back."""

    def read(text: str) -> Reading:
        return _READER.read([text], now=_NOW, lang=lang, region="DE" if lang == "de" else "GB", asks=field)

    reading = taken_back(text, field, read)
    found = getattr(reading, field) if reading else None
    if isinstance(found, DateFound):
        return found.period.start
    if isinstance(found, AmountFound):
        return found.low
    return found.value if found else None


@pytest.mark.parametrize(
    ("field", "lang", "text", "value"),
    [
        ("policy_number", "de", "PI-507-2264 - nein halt, das ist die Kfz Nummer. PI-570-2264 ist richtig", "PI-570-2264"),
        ("policy_number", "de", "PI-111-2222, ne moment, PI-111-2223", "PI-111-2223"),
        ("policy_number", "de", "PI-300-1000 war die alte, die neue ist PI-300-2000", "PI-300-2000"),
        ("policy_number", "en", "PI-300-1000 is the old one, it's PI-300-2000 now", "PI-300-2000"),
        ("policy_number", "en", "PI-300-1000. Hang on. PI-300-2000", "PI-300-2000"),
        ("insured_contact", "de", "mu@gmx.example, nein das ist die private, nehmen Sie info@mu.example", "info@mu.example"),
        ("insured_contact", "de", "0171 5550111, ach nee, 0171 5550112", "+49 171 5550112"),
        ("insured_contact", "en", "tom@bolt.example, no, office@bolt.example", "office@bolt.example"),
        ("amount_claimed", "de", "420 Euro. Moment ich schau nach... 480 sinds, 480 Euro", 480),
        ("amount_claimed", "de", "1200, nee halt, 1300", 1300),
        ("amount_estimated", "de", "900 Euro oder warten Sie, 950 warens", 950),
        ("amount_claimed", "de", "so 2000, quatsch, 3000 Euro", 3000),
        ("amount_claimed", "en", "500 no 600", 600),
        ("amount_claimed", "en", "it was £640. Sorry, no, £740", 740),
        ("claimant", "de", "Kanzlei Brückner, ach Quatsch, Kanzlei Brüggemann heißen die", "Kanzlei Brüggemann"),
        ("claimant", "de", "Müller GmbH, nee Möller GmbH", "Möller GmbH"),
        ("claimant", "de", "Bäckerei Hinz, äh ich mein Bäckerei Kunz", "Bäckerei Kunz"),
        ("claimant", "en", "Alderway Dental, sorry no, Alderton Dental", "Alderton Dental"),
        ("claimant", "en", "Bolt Ltd, no wait, Volt Ltd", "Volt Ltd"),
        ("claimant", "en", "Calton Legal. sorry, Calton Lettings, Calton Legal's another client", "Calton Lettings"),
        ("claimant", "en", "bolt ltd, oops, volt ltd", "volt ltd"),
        ("claimant", "de", "Jansen, sorry, Janssen mit zwei s", "Janssen"),
        ("insured_name", "de", "Anita Brunner, entschuldigung, Anita Brunnert", "Anita Brunnert"),
        ("occurred_on", "en", "Monday, sorry, Tuesday", date(2026, 11, 17)),
        ("occurred_on", "en", "Monday... no wait, Tuesday", date(2026, 11, 17)),
        ("occurred_on", "en", "on the 3rd, no, the 4th", date(2026, 11, 4)),
        ("occurred_on", "de", "am Montag, nein, am Dienstag", date(2026, 11, 17)),
        ("discovered_on", "de", "Montag oder warte, das war Dienstag", date(2026, 11, 17)),
    ],
)  # fmt: skip
def test_the_last_holds(field: str, lang: str, text: str, value: object) -> None:
    assert _last(field, text, lang) == value


@pytest.mark.parametrize(
    ("field", "lang", "text"),
    [
        ("occurred_on", "en", "no wait, Tuesday"),
        ("occurred_on", "en", "Monday, no idea what time"),
        ("occurred_on", "en", "Monday, no later than ten"),
        ("occurred_on", "en", "Monday. I mean, I think so"),
        ("occurred_on", "de", "am Montag, nein, genauer weiß ich es nicht"),
        ("amount_claimed", "en", "5,000 pounds, no VAT on it, and the invoice has 3 pages"),
        ("amount_claimed", "de", "1.200 Euro, keine Ahnung warum"),
        ("claimant", "en", "Bolt Ltd, I mean the big one in Leeds"),
        ("claimant", "de", "Nein, Müller GmbH"),
        ("claimant", "de", "Meier AG, Entschuldigung, war kurz weg"),
        ("claimant", "en", "lakeview pediatrics, sorry, long day already"),
        ("claimant", "en", "Bolt Ltd, sorry for the late answer"),
        ("claimant", "de", "Frau Nowak, halt unsere Kundin"),
        ("insured_name", "de", "Nein, Anna Moment"),
        ("insured_contact", "en", "tom@bolt.example, no phone please"),
        ("policy_number", "de", "PI-300-1000, das ist die alte, eine neue habe ich nicht"),
    ],
)
def test_nothing_is_taken_back(field: str, lang: str, text: str) -> None:
    assert _last(field, text, lang) is None


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("It came through on 18 May, no sorry, I tell a lie, 19 May, the Tuesday.", "en", ["2026-05-19"]),
        ("Das war am 12. Mai, ach Quatsch, am 13. Mai, da war die Bauabnahme.", "de", ["2026-05-13"]),
        ("We finished on 18 May. No. On 19 May they complained.", "en", ["2026-05-18", "2026-05-19"]),
        ("Premiere war am 1. Mai ohne. Am 4. Mai kam die Mail.", "de", ["2026-05-01", "2026-05-04"]),
        ("It broke on 18 May, on Tuesday they noticed", "en", ["2026-05-18", "2026-05-26"]),
    ],
)
def test_a_day_that_is_taken_back_in_a_story_is_none(text: str, lang: str, days: list[str]) -> None:
    now = datetime.fromisoformat("2026-05-29T10:00:00+00:00")
    found = find_dates(text, lang=lang, now=now, region="GB" if lang == "en" else "DE")
    assert [each.period.start.isoformat() for each in settled(text, found)] == days


@pytest.mark.parametrize(
    ("text", "lang", "low"),
    [
        ("Die Gemeinde will 15.400 Euro Mehrkosten, Entschuldigung, 14.500 Euro.", "de", 14500),
        ("They want £4,200, no wait, £2,400 for the repair.", "en", 2400),
        ("Der Wirt fordert 900 Euro, na stimmt ned, 950 Euro hat er gschrieben", "de", 950),
        ("er will 3000 oder besser gesagt 3500 Euro", "de", 3500),
        ("wants 1,200, sorry 2,100 pounds", "en", 2100),
    ],
)
def test_a_sum_that_is_taken_back_gives_its_place_to_the_next(text: str, lang: str, low: int) -> None:
    found = _READER.read([text], now=_NOW, lang=lang).amount_claimed
    assert found is not None
    assert found.low == found.high == low
    assert str(low)[-3:] in text[found.span.start : found.span.end].replace(",", "").replace(".", "")
